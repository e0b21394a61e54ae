"""one_hot(labels, n_classes): a single 1 in each row (decks 002 and 003)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one label, classes that are absent, as many labels as classes, and random labels."""

    def case(label: str, labels: Any, n_classes: int) -> Case:
        return Case(label, {"labels": np.array(labels), "n_classes": n_classes})

    fixed = [
        case("one example of the first class", [0], 2),
        case("one example of the last class", [2], 3),
        case("the last class is absent", [0, 1, 0], 3),
        case("the first class is absent", [2, 1, 1], 3),
        case("a class in the middle is absent", [3, 0, 1, 3], 4),
        case("one class only", [1, 1, 1], 4),
        case("as many examples as classes", [1, 2, 0], 3),
    ]
    drawn = [
        case(f"{m} random labels of {k} classes", rng.integers(0, k, m), k)
        for m, k in ((5, 4), (4, 7), (9, 3))
    ]
    return fixed + drawn


def reference(labels: Array, n_classes: int) -> Any:
    """Begin with zeros, and put a 1 into each row."""
    Y = np.zeros((len(labels), n_classes))
    Y[np.arange(len(labels)), labels] = 1
    return Y


def in_a_loop(labels: Array, n_classes: int) -> list[list[int]]:
    """Go through the labels with plain Python."""
    rows = []
    for label in labels:
        row = [0] * n_classes
        row[label] = 1
        rows.append(row)
    return rows


def by_comparison(labels: Array, n_classes: int) -> Any:
    """Ask of each class whether it is the label: True and False count as 1 and 0."""
    return labels[:, None] == np.arange(n_classes)


def from_the_identity(labels: Array, n_classes: int) -> Any:
    """Take rows of an identity matrix, in single precision."""
    return np.eye(n_classes, dtype=np.float32)[labels]


def _from_one(labels: Array, n_classes: int) -> Any:
    return reference(labels - 1, n_classes)


def _room_for_zero(labels: Array, n_classes: int) -> Any:
    return reference(labels + 1, n_classes + 1)


def _renumbered(labels: Array, n_classes: int) -> Any:
    kinds, numbers = np.unique(labels, return_inverse=True)
    return np.eye(len(kinds))[numbers]


def _as_value(labels: Array, n_classes: int) -> Any:
    return reference(labels, n_classes) * labels[:, None]


def _whole_columns(labels: Array, n_classes: int) -> Any:
    Y = np.zeros((len(labels), n_classes))
    Y[:, labels] = 1
    return Y


def _tally(labels: Array, n_classes: int) -> Any:
    return np.bincount(labels, minlength=n_classes)


ONE_HOT = Exercise(
    name="one_hot",
    title="One-hot rows",
    assignment="05_softmax_cross_entropy",
    points=1,
    answers=("one_hot",),
    returns=("Y",),
    asked="one_hot(labels, n_classes) should return an array of shape (m, n_classes): each row "
    "is 0 but for a 1 in the column of its label, counted from 0.",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "width_from_data",
            "as many columns as there are classes in these labels",
            "How many columns should there be if the last class happens not to occur?",
            (lambda labels, n_classes: reference(labels, labels.max() + 1), _renumbered),
        ),
        Mistake(
            "transposed",
            "one column an example instead of one row",
            "Rows are examples: what should the shape be for five labels of three classes?",
            (lambda labels, n_classes: reference(labels, n_classes).T,),
        ),
        Mistake(
            "counted_from_one",
            "labels counted from 1",
            "The first class is number 0, and Python counts columns from 0 too.",
            (_from_one, _room_for_zero),
        ),
        Mistake(
            "label_for_one",
            "the label itself written where a 1 should stand",
            "Look at the row of class 2: which numbers does it hold? And that of class 0?",
            (_as_value,),
        ),
        Mistake(
            "whole_columns",
            "ones in the columns of all labels, in every row",
            "A colon in front means all rows. Each row should get its own column only.",
            (_whole_columns,),
        ),
        Mistake(
            "tally",
            "one row for all examples together",
            "Each label has a row of its own. What is the shape of your result for five labels?",
            (_tally, lambda labels, n_classes: np.minimum(_tally(labels, n_classes), 1)),
        ),
        Mistake(
            "one_row_only",
            "a single row returned",
            "Does the function end inside the loop, or is the same row begun anew for every label?",
            (
                lambda labels, n_classes: reference(labels, n_classes)[0],
                lambda labels, n_classes: reference(labels, n_classes)[-1],
            ),
        ),
        Mistake(
            "thermometer",
            "ones up to the label, not only at it",
            "How many ones does a row hold?",
            (
                lambda labels, n_classes: np.arange(n_classes) <= labels[:, None],
                lambda labels, n_classes: np.arange(n_classes) < labels[:, None],
            ),
        ),
        Mistake(
            "inverted",
            "zeros and ones in each other's place",
            "One place of each row is hot, that is 1; all others are 0.",
            (lambda labels, n_classes: 1 - reference(labels, n_classes),),
        ),
    ),
    alternatives=(in_a_loop, by_comparison, from_the_identity),
    forbidden=("tinkernet.nn", "tinkernet.optim", "scipy", "sklearn"),
    left_open=("whether the numbers are whole, floating-point or True and False",),
)
