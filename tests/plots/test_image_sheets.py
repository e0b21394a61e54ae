"""Sheets of images, kernels and feature maps show every number given, on one scale, with titles."""

import itertools

import numpy as np
import pytest

from tinkernet import nn, plots

from .looking import greys, image_colors, outlines, pixels

RNG = np.random.default_rng(0)
NUMBERS = RNG.permutation(np.linspace(-1, 2, 48)).reshape(4, 3, 4)


def sheet_of(picture):
    """Return how light each pixel of each image is, shape (m, H, W)."""
    return np.stack([greys(image_colors(picture, n)) for n in range(len(picture.figure.axes))])


def titles(picture):
    return [ax.get_title() for ax in picture.figure.axes]


@pytest.mark.parametrize(
    "draw",
    [
        plots.image_sheet,
        plots.feature_maps,
        lambda numbers: plots.image_sheet(numbers[:, None]),
        lambda numbers: plots.kernels(numbers[:, None]),
        lambda numbers: plots.kernels(numbers.reshape(2, 2, 3, 4)),
    ],
    ids=["images", "maps", "images of one channel", "kernels", "kernels of two channels"],
)
def test_the_larger_a_number_the_darker_its_pixel_in_every_image_alike(draw):
    lightness = sheet_of(draw(NUMBERS))
    assert lightness.shape == NUMBERS.shape
    lightest_last = lightness.ravel()[np.argsort(NUMBERS, axis=None)[::-1]]
    assert (np.diff(lightest_last) > 0).all()


def test_images_in_colour_keep_their_colours():
    images = RNG.uniform(size=(2, 3, 4, 5))
    picture = plots.image_sheet(images)
    for number, image in enumerate(images):
        assert np.abs(image_colors(picture, number) - np.moveaxis(image, 0, -1)).max() < 0.01


def test_a_sheet_has_every_image_in_reading_order_with_its_title():
    picture = plots.image_sheet(np.zeros((7, 8, 8)), list("abcdefg"), columns=3)
    assert titles(picture) == list("abcdefg")
    boxes = [ax.get_position() for ax in picture.figure.axes]
    rows = [[round(box.y0, 6) for box in boxes[start : start + 3]] for start in (0, 3, 6)]
    assert all(len(set(row)) == 1 for row in rows)
    assert rows[0][0] > rows[1][0] > rows[2][0]
    assert boxes[0].x1 < boxes[1].x0 < boxes[1].x1 < boxes[2].x0
    assert boxes[3].x0 == pytest.approx(boxes[0].x0)
    assert picture.alt == "A sheet of 7 images of 8 x 8 pixels: a, b, c, d, e, f, g."


def test_without_titles_there_are_none():
    picture = plots.image_sheet(np.zeros((1, 8, 6)))
    assert titles(picture) == [""]
    assert picture.alt == "A sheet of 1 image of 8 x 6 pixels."


@pytest.mark.parametrize("shape", [(8, 8), (3, 30), (30, 3)], ids=str)
@pytest.mark.parametrize(
    "name", ["7", "chrysanthemum, not dahlia", "truth: 7\npredicted: 1"], ids=["7", "long", "two"]
)
def test_titles_overlap_neither_each_other_nor_an_image(shape, name):
    picture = plots.image_sheet(np.zeros((6, *shape)), [name] * 6, columns=3)
    # Touching is not overlapping.
    boxes = [box.padded(-0.5) for box in outlines(picture).values()]
    assert len(boxes) == 6
    boxes += [ax.get_window_extent() for ax in picture.figure.axes]
    assert not any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))
    assert "\n" not in picture.alt


def test_white_images_stand_out_from_the_page():
    assert pixels(plots.image_sheet(np.zeros((2, 8, 8)))).min() < 0.6


def test_zero_is_one_neutral_grey_in_every_kernel():
    weight = np.zeros((3, 1, 2, 2))
    (nothing,) = np.unique(sheet_of(plots.kernels(weight)))
    weight[0, 0, 0, 0], weight[1, 0, 0, 0], weight[2, 0, 0, 0] = -1, 3, -3
    first, second, third = sheet_of(plots.kernels(weight))
    rest = [kernel.ravel()[1:] for kernel in (first, second, third)]
    assert np.array_equal(rest, np.full((3, 3), nothing))
    assert 0.4 < nothing < 0.6
    # White and black are as far from zero as each other.
    assert third[0, 0] > 0.99
    assert second[0, 0] < 0.01
    assert nothing < first[0, 0] < third[0, 0]


def test_kernels_of_any_size_of_weight_look_alike_and_only_the_text_tells():
    small, large = plots.kernels(NUMBERS[:, None]), plots.kernels(50 * NUMBERS[:, None])
    assert small.png() == large.png()
    assert small.alt == "4 kernels of 3 x 4 with 1 channel, weights from -1 to 2."
    assert large.alt == "4 kernels of 3 x 4 with 1 channel, weights from -50 to 100."


def test_kernels_are_numbered_and_may_be_a_layers_parameter():
    picture = plots.kernels(nn.Conv2d(3, 2, 5, rng=0).weight)
    assert titles(picture) == ["0, 0", "0, 1", "0, 2", "1, 0", "1, 1", "1, 2"]
    assert picture.alt.startswith("2 kernels of 5 x 5 with 3 channels, ")
    assert titles(plots.kernels(nn.Conv2d(1, 3, 5, rng=0).weight)) == ["0", "1", "2"]


def test_feature_maps_are_numbered_and_described():
    picture = plots.feature_maps(NUMBERS)
    assert titles(picture) == ["0", "1", "2", "3"]
    assert picture.alt == "4 feature maps of 3 x 4, values from -1 to 2."


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("draw", [plots.feature_maps, plots.image_sheet, plots.kernels])
@pytest.mark.parametrize("wild", [np.nan, np.inf, -np.inf])
def test_one_number_that_diverged_leaves_the_others_to_be_seen(draw, wild):
    numbers = NUMBERS[:, None].copy() if draw is plots.kernels else NUMBERS.copy()
    numbers[0, ..., 0, 0] = wild
    lightness = sheet_of(draw(numbers))[1:]
    assert len(np.unique(lightness)) == lightness.size
    assert draw(np.full_like(numbers, wild)).png()


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda: plots.image_sheet(np.zeros((8, 8))), r"image_sheet expects images.*got \(8, 8\)"),
        (lambda: plots.image_sheet(np.zeros((2, 5, 8, 3))), r"\(m, 3, H, W\), got \(2, 5, 8, 3\)"),
        (lambda: plots.image_sheet(np.zeros((2, 0, 8))), r"got \(2, 0, 8\)"),
        (lambda: plots.image_sheet(np.zeros((0, 8, 8))), "1 to 100 images, got 0"),
        (lambda: plots.image_sheet(np.zeros((101, 8, 8))), "1 to 100 images, got 101"),
        (lambda: plots.image_sheet(np.zeros((3, 8, 8)), [1, 2]), "each of 3 images, got 2"),
        (lambda: plots.image_sheet(NUMBERS, columns=0), "at least 1 column, got 0"),
        (lambda: plots.kernels(NUMBERS[:, None], columns=-1), "at least 1 column, got -1"),
        (lambda: plots.feature_maps(NUMBERS, columns=0), "at least 1 column, got 0"),
        (lambda: plots.kernels(NUMBERS), r"kernels expects.*height, width\), got \(4, 3, 4\)"),
        (lambda: plots.kernels(np.zeros((0, 1, 3, 3))), r"kernels expects.*got \(0, 1, 3, 3\)"),
        (lambda: plots.kernels(np.zeros((20, 6, 3, 3))), "kernels can draw 1 to 100.*got 120"),
        (lambda: plots.feature_maps(NUMBERS[None]), r"an array of.*W\), got \(1, 4, 3, 4\)"),
        (lambda: plots.feature_maps(NUMBERS[:, None]), r"\(C, H, W\), got \(4, 1, 3, 4\)"),
        (lambda: plots.feature_maps(np.zeros((4, 0, 4))), r"an array of.*W\), got \(4, 0, 4\)"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_one_sentence(ask, says):
    with pytest.raises(ValueError, match=says) as refusal:
        ask()
    assert "\n" not in str(refusal.value)
