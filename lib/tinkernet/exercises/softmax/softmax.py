"""softmax(z): scores become probabilities (deck 002)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise
from .softmax_mistakes import MISTAKES

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one row and many, whole numbers, very large and very small scores, random ones.

    Where there are several rows, there are as many as classes (or one, or one class), so that
    sums over the wrong axis fit and are seen for what they are, instead of raising.
    """
    fixed = [
        Case("one class", {"z": np.array([[5.0]])}),
        Case("two equal scores", {"z": np.array([0.0, 0.0])}),
        Case("whole numbers", {"z": np.array([0, 1, 3])}),
        Case("one row", {"z": np.array([[1.0, -1.0, 0.5]])}),
        Case("one class only, three rows", {"z": np.array([[1.0], [-2.0], [0.5]])}),
        Case("scores of 1000", {"z": np.array([1000.0, 999.0, -1000.0, -1000.0])}),
        Case("scores of -1000", {"z": np.array([-1000.0, -1001.0])}),
        Case("whole numbers of 1000", {"z": np.array([[1000, 998], [-1000, -999]])}),
        Case("rows far apart", {"z": np.array([[1000.0, 1001.0], [-999.0, -1000.0]])}),
        Case("dog, tiger, ostrich, cat, horse", {"z": np.array([-0.2, 0.3, 0.8, -0.1, 0.4])}),
        Case("as many rows as classes", {"z": np.array([[0.0, 1, 2], [3, -1, 0], [1, 1, -2]])}),
    ]
    drawn = [
        Case(f"random scores of shape {shape}", {"z": rng.normal(0.0, 2.0, shape)})
        for shape in ((6,), (1, 5), (4, 4), (1, 3, 3), (3, 3, 3), (2, 2, 2, 2))
    ]
    return fixed + drawn


def reference(z: Array) -> Any:
    """Take the largest of each row away, then share out."""
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def in_a_loop(z: Array) -> list[Any]:
    """Go down to single rows, and through these with plain Python."""
    if z.ndim > 1:
        return [in_a_loop(row) for row in z]
    largest = max(z.tolist())
    powers = [2.718281828459045 ** (score - largest) for score in z.tolist()]
    return [power / sum(powers) for power in powers]


def through_logarithms(z: Array) -> Any:
    """Take the logarithm of the sum away, then the exponential."""
    z = np.array(z, dtype=float)
    return np.exp(z - np.logaddexp.reduce(z, axis=-1)[..., None])


def along_the_first_axis(z: Array) -> Any:
    """Turn the last axis to the front, in single precision."""
    turned = np.moveaxis(z, -1, 0).astype(np.float32)
    powers = np.exp(turned - turned.max(axis=0))
    return np.moveaxis(powers / powers.sum(axis=0), 0, -1)


SOFTMAX = Exercise(
    name="softmax",
    title="Softmax",
    assignment="05_softmax_cross_entropy",
    points=3,
    answers=("softmax",),
    returns=("probabilities",),
    asked="softmax(z) should return exp(z) divided by its sum over the last axis, in the shape of "
    "z, for any number of axes in front, for whole numbers too, and for scores of +-1000.",
    cases=cases,
    reference=reference,
    mistakes=MISTAKES,
    alternatives=(in_a_loop, through_logarithms, along_the_first_axis),
    forbidden=("tinkernet.nn", "tinkernet.optim", "scipy", "sklearn"),
    left_open=("what is returned for a single number, or for no number at all",),
)
