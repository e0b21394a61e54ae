"""Regions are where the function says, told apart with and without colour, and nothing else is."""

import numpy as np
import pytest

from tinkernet import data, plots

from .looking import colors_at, greys, outlines, pixels

CORNERS = np.array([[-1.0, -1.0], [1.0, -1.0], [-1.0, 1.0], [1.0, 1.0]])


def quarter(points):
    """Return the number of the quarter of the plane that each point lies in."""
    return (points[:, 0] > 0) + 2 * (points[:, 1] > 0)


def colour_of_class(picture, number, places, classes):
    """Return the one colour that all places of a class have."""
    here = colors_at(picture, picture.figure.axes[0], places[classes == number])
    assert len(here)
    assert np.ptp(here, axis=0).max() == 0
    return here[0]


def colour_of_marker(picture, place):
    """Return the darkest colour around an example: its edge is white."""
    around = place + np.random.default_rng(0).uniform(-0.02, 0.02, (200, 2))
    seen = colors_at(picture, picture.figure.axes[0], around)
    return tuple(seen[greys(seen).argmin()].tolist())


@pytest.mark.parametrize(
    ("predict", "classify"),
    [
        (lambda p: np.eye(4)[quarter(p)] - 0.5, quarter),
        (lambda p: np.c_[-p[:, 0], p[:, 0]], lambda p: p[:, 0] > 0),
        (lambda p: 1 / (1 + np.exp(-5 * p[:, :1])), lambda p: p[:, 0] > 0),
        (lambda p: 0.5 + p[:, 1], lambda p: p[:, 1] >= 0),
    ],
    ids=["four scores", "two scores", "a column of numbers", "numbers"],
)
def test_each_region_has_a_colour_of_its_own_where_the_function_says(predict, classify):
    y = classify(CORNERS).astype(int)
    picture = plots.decision_regions(predict, CORNERS, y)
    places = np.random.default_rng(0).uniform(-1.2, 1.2, (400, 2))
    # Not on a boundary, nor on an example.
    free = (np.abs(places) > 0.05).all(axis=1) & (np.abs(np.abs(places) - 1) > 0.1).any(axis=1)
    places = places[free]
    classes = classify(places).astype(int)
    fills = [colour_of_class(picture, number, places, classes) for number in range(y.max() + 1)]
    assert np.diff(np.sort(greys(fills))).min() > 0.08, "greyscale does not tell them apart"


def test_the_function_is_asked_about_the_examples_and_the_plane_around_them():
    asked = []

    def predict(points):
        asked.append(points)
        return points[:, 0]

    plots.decision_regions(predict, CORNERS, [0, 1, 0, 1])
    assert all(points.ndim == 2 and points.shape[1] == 2 for points in asked)
    assert any(np.array_equal(points, CORNERS) for points in asked)
    plane = np.concatenate(asked)
    assert (plane.min(axis=0) < -1).all()
    assert (plane.max(axis=0) > 1).all()


def test_an_example_has_the_colour_of_its_class_wherever_it_lies():
    y = np.array([0, 1, 2, 3])
    right = plots.decision_regions(lambda p: np.eye(4)[quarter(p)], CORNERS, y)
    wrong = plots.decision_regions(lambda p: np.eye(4)[3 - quarter(p)], CORNERS, y)
    markers = [colour_of_marker(picture, place) for picture in (right, wrong) for place in CORNERS]
    assert markers[:4] == markers[4:]
    assert len(set(markers)) == 4
    assert greys(markers).max() < 0.55
    assert right.alt.endswith("4 examples on them; all lie in the region of their class.")
    assert wrong.alt.endswith("4 examples on them; 4 of them in the region of another class.")


def boundary(larger):
    """Return how many pixels wide the boundary between class 0 and a larger one is."""
    picture = plots.decision_regions(
        lambda p: np.eye(4)[larger * (p[:, 0] > 0)], CORNERS, larger * (CORNERS[:, 0] > 0)
    )
    places = np.c_[np.linspace(-0.3, 0.3, 1000), np.zeros(1000)]
    seen = colors_at(picture, picture.figure.axes[0], places)
    plain = (np.abs(seen - seen[0]).max(axis=1) < 0.1) | (np.abs(seen - seen[-1]).max(axis=1) < 0.1)
    return 1000 - plain.sum()


def test_no_other_class_shows_through_between_two_that_touch():
    # As a height, 2 is reached from 0 by way of 1.
    assert boundary(3) == pytest.approx(boundary(1), rel=0.5)


def test_the_key_names_the_classes_that_are_there_and_hides_no_example():
    picture = plots.decision_regions(
        lambda p: np.eye(3)[2 * (p[:, 0] > 0)], CORNERS, [0, 2, 0, 2], xlabel="length (cm)"
    )
    texts = {text.get_text(): box for text, box in outlines(picture).items()}
    assert {"class 0", "class 2", "length (cm)", "$x_2$"} <= texts.keys()
    assert "class 1" not in texts
    seen, (ax,) = pixels(picture), picture.figure.axes
    for name, place in (("class 0", (-0.5, 0.0)), ("class 2", (0.5, 0.0))):
        box = texts[name]
        assert not box.overlaps(ax.get_window_extent())
        # Left of its name is a sample of its region.
        rows = slice(round(len(seen) - box.y1), round(len(seen) - box.y0))
        key = seen[rows, round(box.x0) - 30 : round(box.x0)].reshape(-1, 3)
        assert (key == colors_at(picture, ax, place)).all(axis=1).sum() > 50


def test_a_single_region_is_one_and_its_wrong_examples_are_counted():
    moons = data.moons(40, rng=0)
    picture = plots.decision_regions(lambda p: np.zeros(len(p)), moons.X, moons.y)
    assert picture.png()
    said = "One region of the plane, with 40 examples on it; 20 of them in the region of another"
    assert picture.alt.startswith(said)


def test_examples_that_share_a_number_have_a_plane_around_them_too():
    picture = plots.decision_regions(lambda p: p[:, 1], [[1000.0, 0.0], [1000.0, 1.0]], [0, 1])
    low, high = picture.figure.axes[0].get_xlim()
    assert high - low >= 0.5


def one_number(points):
    return points[:, 0]


@pytest.mark.parametrize(
    ("predict", "X", "y", "says"),
    [
        (one_number, np.zeros((3, 3)), [0, 0, 1], r"X of shape \(m, 2\).*got \(3, 3\)"),
        (one_number, np.zeros((3, 2)), [0, 1], r"y of shape \(m,\), got \(3, 2\) and \(2,\)"),
        (one_number, np.zeros((0, 2)), [], r"got \(0, 2\)"),
        (one_number, np.full((2, 2), np.nan), [0, 1], "finite"),
        (one_number, CORNERS, [0, 1, 0, 4], "classes 0 to 3, got 0 to 4"),
        (one_number, CORNERS, [-1, 1, -1, 1], "classes 0 to 3, got -1 to 1"),
        (one_number, CORNERS, [0.2, 0.9, 0, 1], "whole numbers, got 0.2"),
        (one_number, CORNERS, [0, 1, 2, 0], r"score each of 3 classes, got shape \(\d+,\)"),
        (lambda p: p, CORNERS, [0, 1, 2, 0], r"score each of 3 classes, got shape \(\d+, 2\)"),
        (lambda p: p[:5], CORNERS, [0, 1, 0, 1], r"predict to return .*, got \(5, 2\)"),
        (lambda p: 0.7, CORNERS, [0, 1, 0, 1], r"predict to return .*, got \(\)"),
        (lambda p: np.eye(6)[np.full(len(p), 5)], CORNERS, [0, 1, 0, 1], "a region of 5"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_one_sentence(predict, X, y, says):
    with pytest.raises(ValueError, match=f"^decision_regions .*{says}") as refusal:
        plots.decision_regions(predict, X, y)
    assert "\n" not in str(refusal.value)
