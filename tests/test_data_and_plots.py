"""Data are what they say; pictures are labelled, described and the same every time."""

import io

import matplotlib.image
import numpy as np
import pytest
from sklearn.datasets import load_diabetes

from tinkernet import data, plots


def test_diabetes_is_scikit_learns_in_its_own_units():
    ours, theirs = data.diabetes(), load_diabetes(scaled=False)
    assert np.array_equal(ours.X, theirs.data)
    assert np.array_equal(ours.y, theirs.target)
    assert list(ours.features) == theirs.feature_names
    assert len(ours.units) == len(ours.features)


def test_a_column_is_a_copy_and_a_wrong_name_lists_the_right_ones():
    people = data.diabetes()
    people.column("bmi")[:] = 0
    assert people.column("bmi").mean() > 20
    with pytest.raises(KeyError, match="age, sex, bmi"):
        people.column("weight")


def test_a_noisy_line_has_the_noise_it_was_asked_for():
    x, y = data.noisy_line(3.0, -2.0, m=20_000, noise=0.5, rng=1)
    assert np.polyfit(x, y, 1) == pytest.approx([3.0, -2.0], abs=0.05)
    assert np.std(y - 3 * x + 2) == pytest.approx(0.5, rel=0.05)
    assert np.array_equal(y, data.noisy_line(3.0, -2.0, m=20_000, noise=0.5, rng=1)[1])


X, Y = data.noisy_line(2.0, 1.0, m=12, noise=0.4, rng=0)
PATH = [(-1.0, 4.0), (0.5, 3.0), (1.5, 2.0)]
PICTURES = {
    "points": lambda: plots.points(X, Y),
    "line_fit": lambda: plots.line_fit(X, Y, 1.5, 1.0, truth=(2.0, 1.0)),
    "error_squares": lambda: plots.error_squares(X[:4], Y[:4], 1.5, 1.0),
    "slopes": lambda: plots.slopes(X, Y, 1.0, 2.0, -8.0, -2.0),
    "loss_surface": lambda: plots.loss_surface(X, Y, {"descent": PATH}),
    "line_and_loss": lambda: plots.line_and_loss(X, Y, 1.5, 1.0, PATH),
    "loss_curves": lambda: plots.loss_curves({"one": [4, 2, 1], "two": [4, 3, np.inf]}),
    "descents": lambda: plots.descents(X, Y, {"small": PATH[:2], "large": PATH}),
    "column_ranges": lambda: plots.column_ranges({"raw": np.c_[X, Y]}, ["x", "y"]),
}


@pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES)
def test_pictures_have_labels_a_description_and_the_same_bytes(draw):
    picture = draw()
    assert all(ax.get_xlabel() and ax.get_ylabel() for ax in picture.figure.axes)
    assert len(picture.alt) > 30
    assert picture.png() == draw().png()


@pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES)
def test_nothing_drawn_touches_the_edge_of_the_picture(draw):
    pixels = matplotlib.image.imread(io.BytesIO(draw().png()))[..., :3]
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    assert (edge > 0.99).all(), "something is cut off"


@pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES)
def test_pictures_can_be_read_in_greyscale(draw):
    pixels = matplotlib.image.imread(io.BytesIO(draw().png()))[..., :3]
    grey = pixels @ [0.299, 0.587, 0.114]
    coloured = np.ptp(pixels, axis=-1) > 0.3
    # Whatever is told apart by colour must still stand out from the white page.
    assert not coloured.any() or np.median(grey[coloured]) < 0.8


def test_a_picture_in_a_notebook_carries_its_description(monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    bundle = plots.points(X, Y, xlabel="a < b")._repr_mimebundle_()
    assert 'alt="12 points: a &lt; b from' in bundle["text/html"]
    assert bundle["text/html"].startswith('<img src="data:image/png;base64,')


def test_while_grading_the_description_stands_for_the_picture(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    bundle = plots.points(X, Y)._repr_mimebundle_()
    assert "<img" not in bundle["text/html"]
    assert "12 points" in bundle["text/plain"]


def test_a_diverging_descent_can_still_be_drawn():
    wild = [(0.0, 0.0), (1e9, -1e9), (np.inf, np.nan)]
    assert plots.descents(X, Y, {"wild": wild}).png()
    assert plots.line_and_loss(X, Y, 1.0, 1.0, wild[:2]).png()
