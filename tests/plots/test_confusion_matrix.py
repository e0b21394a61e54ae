"""A confusion matrix has the right number in every cell, and every number can be read."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinkernet import data, plots

from .looking import colors_at, outlines, within

PAIRS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=60)


def cells(picture):
    """Return the texts in the table by row and column."""
    (ax,) = picture.figure.axes
    return {text.get_position()[::-1]: text for text in ax.texts}


def names(axis):
    return [label.get_text() for label in axis.get_ticklabels()]


@settings(deadline=None, max_examples=15)
@given(pairs=PAIRS)
def test_each_cell_counts_its_pairs_of_truth_and_prediction(pairs):
    picture = plots.confusion_matrix(*np.transpose(pairs), names="abcde")
    counts = {place: int(text.get_text()) for place, text in cells(picture).items()}
    assert counts == {pair: pairs.count(pair) for pair in itertools.product(range(5), repeat=2)}
    right = sum(truth == predicted for truth, predicted in pairs)
    assert picture.alt.startswith(f"Confusion matrix: {right} of {len(pairs)} example")


def test_the_truth_goes_down_and_the_prediction_across():
    picture = plots.confusion_matrix([0, 0, 0, 1], [1, 1, 0, 1], ["cat", "dog"])
    (ax,) = picture.figure.axes
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("predicted", "truth")
    assert names(ax.xaxis) == names(ax.yaxis) == ["cat", "dog"]
    boxes = outlines(picture)
    twice = cells(picture)[0, 1]
    assert twice.get_text() == "2"
    column, row = ax.get_xticklabels()[1], ax.get_yticklabels()[0]
    assert boxes[column].x0 < boxes[twice].x0 < boxes[twice].x1 < boxes[column].x1
    assert boxes[row].y0 < boxes[twice].y1
    assert boxes[twice].y0 < boxes[row].y1


def test_the_description_names_the_commonest_mistake_unless_there_is_none():
    said = plots.confusion_matrix([0, 1, 2, 2, 2], [0, 2, 1, 1, 2], ["ant", "bee", "cow"]).alt
    assert said == "Confusion matrix: 2 of 5 examples right. Most often: cow taken for bee (2)."
    assert plots.confusion_matrix([0, 1], [0, 1]).alt == "Confusion matrix: 2 of 2 examples right."
    # One mistake among many is not rounded away.
    truth = np.zeros(10_000, int)
    assert "9999 of 10000" in plots.confusion_matrix(truth, np.r_[truth[1:], 1]).alt


def test_bools_and_whole_floats_are_classes_too():
    for kind in (bool, float, np.uint8):
        picture = plots.confusion_matrix(np.array([0, 1, 1], kind), np.array([0, 0, 1], kind))
        assert [text.get_text() for text in cells(picture).values()] == ["1", "0", "1", "1"]


def luminance(color):
    """Return how bright a colour is, as WCAG defines it."""
    color = np.asarray(color)
    linear = np.where(color <= 0.04045, color / 12.92, ((color + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def test_numbers_stand_out_from_their_cells_and_larger_ones_are_darker():
    # One mistake of each number from 0 to 20.
    table = np.arange(21)
    picture = plots.confusion_matrix(np.zeros(table.sum(), int), np.repeat(table, table), range(21))
    (ax,) = picture.figure.axes
    places = np.c_[table - 0.35, np.full(21, -0.35)]
    background = luminance(colors_at(picture, ax, places))
    assert (np.diff(background) < 0).all()
    texts = [cells(picture)[0, column] for column in table]
    ink = luminance([{"white": (1.0,) * 3, "black": (0.0,) * 3}[t.get_color()] for t in texts])
    lighter, darker = np.maximum(ink, background), np.minimum(ink, background)
    assert ((lighter + 0.05) / (darker + 0.05)).min() > 4.4


@pytest.mark.parametrize(
    ("classes", "times"),
    [
        (["0"], 1),
        (["no", "yes"], 1),
        (data.iris().classes, 1),
        (data.signals(1).classes, 1),
        ([str(number) for number in range(10)], 123_456),
        (["a class with a very long name indeed", "b"], 1),
    ],
    ids=["one", "two", "iris", "signals", "large numbers", "a long name"],
)
def test_no_text_is_cut_off_or_lies_on_another(classes, times):
    numbers = np.arange(len(classes)).repeat(times)
    picture = plots.confusion_matrix(numbers, numbers, classes)
    boxes = outlines(picture)
    (ax,) = picture.figure.axes
    assert all(within(box, picture.figure.bbox) for box in boxes.values())
    # The boxes of slanted texts are larger than the texts.
    upright = [box for text, box in boxes.items() if text.get_rotation() != 45]
    assert len(upright) >= len(classes) ** 2 + len(classes) + 2
    assert not any(one.overlaps(other) for one, other in itertools.combinations(upright, 2))
    side = ax.get_window_extent().width / len(classes)
    assert all(boxes[text].width < side for text in ax.texts)
    # Names are slanted only if they would not fit beside each other.
    slanted = any(label.get_rotation() for label in ax.get_xticklabels())
    widest = max(boxes[label].width for label in ax.get_yticklabels())
    assert widest > 0.8 * side if slanted else widest < side


@pytest.mark.parametrize(
    ("truth", "predicted", "names", "says"),
    [
        ([0, 1], [0], None, r"one shape \(m,\), got \(2,\) and \(1,\)"),
        ([[0], [1]], [[0], [1]], None, r"got \(2, 1\) and \(2, 1\)"),
        ([], [], None, r"got \(0,\) and \(0,\)"),
        ([0, 1], [0.2, 0.9], None, "whole numbers, got 0.2"),
        ([0, 1], [0, np.nan], None, "whole numbers, got nan"),
        (["cat"], ["dog"], None, "whole numbers, got cat"),
        ([0, -1], [0, 0], None, "classes from 0 to 0, got -1 to 0"),
        ([0, 2], [0, 1], ["a", "b"], "classes from 0 to 1, got 0 to 2"),
        ([0, 346], [0, 1], None, "at most 50 classes, got 347"),
    ],
)
@pytest.mark.filterwarnings("error")
def test_what_cannot_be_drawn_is_refused_in_one_sentence(truth, predicted, names, says):
    with pytest.raises(ValueError, match=f"^confusion_matrix .*{says}") as refusal:
        plots.confusion_matrix(truth, predicted, names)
    assert "\n" not in str(refusal.value)
