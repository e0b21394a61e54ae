"""Layers as matrices, receptive fields and photographs in grey show what they are given."""

import numpy as np
import pytest

from tinkernet import data, plots

from .looking import greys, image_colors


def texts_of(ax):
    return [text.get_text() for text in ax.texts]


def test_a_matrix_shows_its_weights_and_leaves_out_what_is_not_connected():
    picture = plots.weight_matrices({"one": [[1, 0], [3, 1]], "two": [[2, 2, 0]]})
    first, second = picture.figure.axes
    assert texts_of(first) == ["1", "·", "3", "1"]
    assert texts_of(second) == ["2", "2", "·"]
    assert [first.get_title(), second.get_title()] == ["one", "two"]
    assert "one: 2 outputs of 2 inputs, 3 connections by 2 weights." in picture.alt
    shades = first.images[0].get_array()  # the larger, the darker
    assert shades[0, 1] < shades[0, 0] < shades[1, 0] < 0.6


@pytest.mark.parametrize(
    ("matrix", "says"),
    [([1, 2], r"shape \(2,\)"), (np.ones((3, 13)), r"\(3, 13\)"), ([[-1]], r"\(1, 1\)")],
)
def test_what_is_no_such_matrix_is_refused(matrix, says):
    with pytest.raises(ValueError, match=says):
        plots.weight_matrices({"layer": matrix})


@pytest.mark.parametrize(
    ("layers", "rows", "seen"),
    [
        ([(3, 1)], [5, 3], [3, 1]),
        ([(3, 1), (3, 1)], [7, 5, 3], [5, 3, 1]),
        ([(3, 2), (2, 1)], [9, 4, 3], [5, 2, 1]),
        ([(2, 2), (2, 2), (2, 2)], [24, 12, 6, 3], [8, 4, 2, 1]),
    ],
)
def test_units_in_rows_and_those_that_are_seen_are_dark(layers, rows, seen):
    (ax,) = plots.receptive_fields(layers).figure.axes
    drawn = [
        (len(dots.get_offsets()), int((dots.get_facecolors()[:, 0] < 0.5).sum()))
        for dots in ax.collections
    ]
    assert drawn == list(zip(rows, seen, strict=True))


def test_units_stand_over_the_middle_of_what_they_see():
    (ax,) = plots.receptive_fields([(3, 1), (2, 2)]).figure.axes
    inputs, middle, top = (dots.get_offsets()[:, 0] for dots in ax.collections)
    np.testing.assert_allclose(inputs, range(8))
    np.testing.assert_allclose(middle, np.arange(6) + 1)
    np.testing.assert_allclose(top, [1.5, 3.5, 5.5])


@pytest.mark.parametrize("layers", [[], [(0, 1)], [(3, 0)], [(5, 3)] * 4])
def test_what_has_no_room_is_refused(layers):
    with pytest.raises(ValueError, match="receptive_fields"):
        plots.receptive_fields(layers)


def test_larger_numbers_are_lighter_and_zero_is_the_middle_grey_among_negative_ones():
    picture = plots.grey_pictures({"up": [[2.0, 3.0, 4.0]], "both": [[-1.0, 0.0, 4.0]]})
    up, both = (greys(image_colors(picture, number))[0] for number in (0, 1))
    assert up[0] < 0.02
    assert up[2] > 0.98
    assert 0.45 < both[1] < 0.55
    assert 0.02 < both[0] < both[1]
    assert picture.alt.endswith("both: 1 x 3, from -1 to 4.")


@pytest.mark.parametrize("wrong", [{}, {"a": [1.0]}, {str(k): [[0.0]] for k in range(13)}])
def test_what_is_no_picture_is_refused(wrong):
    with pytest.raises(ValueError, match="grey_pictures expects"):
        plots.grey_pictures(wrong)


def test_an_even_picture_can_be_drawn():
    assert plots.grey_pictures({"fog": np.full((2, 3), 0.5), "night": np.zeros((2, 3))}).png()


def test_a_photograph_is_in_grey_and_averaged():
    large, small = data.photograph("flower", smaller=1), data.photograph("flower", smaller=3)
    assert large.shape == (427, 640)
    assert small.shape == (142, 213)
    assert 0.0 <= large.min() < large.max() <= 1.0
    assert small[5, 7] == pytest.approx(large[15:18, 21:24].mean())
    with pytest.raises(ValueError, match="china, flower, got 'cat'"):
        data.photograph("cat")
    with pytest.raises(ValueError, match="1 to 427"):
        data.photograph(smaller=0)
