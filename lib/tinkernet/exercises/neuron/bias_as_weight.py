"""augment(X): a leading 1, so that the bias is one more weight (deck 002, w_b)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one number, one row, one column, a square, and random tables."""
    fixed = [
        Case("one example of one input", {"X": np.array([[5.0]])}),
        Case("one example", {"X": np.array([[2.0, -3.0]])}),
        Case("one input", {"X": np.array([[2.0], [0.0], [4.0]])}),
        Case("as many examples as inputs", {"X": np.array([[1.0, 2.0], [3.0, 4.0]])}),
    ]
    drawn = [
        Case(f"{m} random examples of {d} inputs", {"X": rng.normal(0.0, 3.0, (m, d))})
        for m, d in ((3, 2), (2, 4), (6, 3))
    ]
    return fixed + drawn


def reference(X: Array) -> Array:
    """Put a column of ones in front."""
    return np.concatenate([np.ones((len(X), 1)), X], axis=1)


def in_a_loop(X: Array) -> list[list[float]]:
    """Write each row again with plain Python."""
    result = []
    for row in X.tolist():
        result.append([1.0, *row])  # noqa: PERF401 - written as a beginner would
    return result


def filled(X: Array) -> Any:
    """Fill a wider table, in single precision."""
    m, d = X.shape
    wide = np.empty((m, d + 1), dtype="float32")
    wide[:, 0] = 1
    wide[:, 1:] = X
    return wide


def by_insert(X: Array) -> Any:
    """Insert the 1 into every row."""
    return np.insert(X, 0, 1.0, axis=1)


def _replaced(X: Array) -> Any:
    wrong = X.copy()
    wrong[:, 0] = 1.0
    return wrong


BIAS_AS_WEIGHT = Exercise(
    name="bias_as_weight",
    title="The bias as a weight",
    assignment="02_neuron",
    points=1,
    answers=("augment",),
    returns=("X1",),
    asked="augment(X) should return X of shape (m, d) with a 1 in front of every row: shape "
    "(m, d + 1).",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "at_the_end",
            "the 1 at the end of every row",
            "The bias comes first among the weights: at which end does its 1 belong?",
            (lambda X: np.concatenate([X, np.ones((len(X), 1))], axis=1),),
        ),
        Mistake(
            "row_of_ones",
            "a row of ones, which is one more example",
            "Every example gets one more input: do the rows become more, or longer?",
            (
                lambda X: np.concatenate([np.ones((1, X.shape[1])), X], axis=0),
                lambda X: np.concatenate([X, np.ones((1, X.shape[1]))], axis=0),
            ),
        ),
        Mistake(
            "zeros",
            "a column of zeros",
            "The new weight is multiplied by this input and should come out as the bias.",
            (lambda X: np.concatenate([np.zeros((len(X), 1)), X], axis=1),),
        ),
        Mistake(
            "replaced",
            "the first input overwritten with 1",
            "Nothing should be lost: the result has one more column than X.",
            (_replaced,),
        ),
        Mistake(
            "added",
            "1 added to the inputs",
            "The 1 stands beside the inputs, as one more of them.",
            (lambda X: X + 1, lambda X: np.ones_like(X) + X),
        ),
        Mistake(
            "flattened",
            "all rows strung together: the table is gone",
            "Say along which axis: some of NumPy's functions flatten a table if you do not.",
            (
                lambda X: np.insert(X, 0, 1.0),
                lambda X: np.append(np.ones((len(X), 1)), X),
                lambda X: np.append(X, np.ones((len(X), 1))),
            ),
        ),
        Mistake(
            "transposed",
            "rows and columns exchanged",
            "One example a row, also in the result.",
            (lambda X: reference(X).T, lambda X: np.concatenate([np.ones((1, len(X))), X.T])),
        ),
    ),
    alternatives=(in_a_loop, filled, by_insert),
    forbidden=("sklearn", "tinkernet.nn"),
)
