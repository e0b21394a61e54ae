"""softmax_gradient(z, y): what learning changes about the scores (decks 002 and 004)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise
from ._scores import softmax, true_of
from .softmax_gradient_mistakes import MISTAKES

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one row and many, right and wrong ones, large scores, random scores."""

    def case(label: str, z: Any, y: Any) -> Case:
        return Case(label, {"z": np.array(z), "y": np.array(y)})

    fixed = [
        case("two equal scores", [[0.0, 0.0]], [1]),
        case("one row", [[1.0, 2.0, -0.5]], [0]),
        case("scores of 1000", [[1000.0, 999.0, -1000.0]], [1]),
        case("two rows of one class", [[1.0, 0.0, -1.0], [2.0, -2.0, 0.5]], [2, 2]),
        case("rows far apart", [[1000.0, 999.0], [-1000.0, -999.0]], [0, 0]),
        case("as many rows as classes", [[2.0, 1, -1], [0, 3, 0.5], [-2, 0.5, 1]], [2, 1, 0]),
    ]
    drawn = [
        case(f"{m} random rows of {k} classes", rng.normal(0, 2, (m, k)), rng.integers(0, k, m))
        for m, k in ((3, 3), (3, 4), (7, 2), (6, 5))
    ]
    return fixed + drawn


def reference(z: Array, y: Array) -> Any:
    """Take 1 away from the probability of the true class, and share among the rows."""
    e = np.exp(z - z.max(axis=1, keepdims=True))
    gradient = e / e.sum(axis=1, keepdims=True)
    gradient[np.arange(len(y)), y] -= 1
    return gradient / len(y)


def in_a_loop(z: Array, y: Array) -> list[list[float]]:
    """Go through rows and classes with plain Python."""
    rows = []
    for row, label in zip(z.tolist(), y.tolist(), strict=True):
        powers = [2.718281828459045 ** (score - max(row)) for score in row]
        shares = [power / sum(powers) for power in powers]
        shares[label] -= 1.0
        rows.append([share / len(y) for share in shares])
    return rows


def with_one_hot(z: Array, y: Array) -> Any:
    """Subtract a one-hot table, in single precision."""
    z = z.astype(np.float32)
    log_p = z - np.logaddexp.reduce(z, axis=1, keepdims=True)
    return (np.exp(log_p) - (y[:, None] == np.arange(z.shape[1]))) / np.float32(len(z))


def through_the_jacobian(z: Array, y: Array) -> Any:
    """Multiply each row's table of derivatives by the slope at the probabilities."""
    p = softmax(z)
    jacobian = p[:, :, None] * (np.eye(z.shape[1]) - p[:, None, :])
    return -jacobian[np.arange(len(y)), y] / true_of(p, y)[:, None] / len(y)


SOFTMAX_GRADIENT = Exercise(
    name="softmax_gradient",
    title="The slope of the loss along the scores",
    assignment="05_softmax_cross_entropy",
    points=3,
    answers=("softmax_gradient",),
    returns=("dz",),
    asked="softmax_gradient(z, y) should return an array in the shape of z: the derivative of the "
    "mean loss, nll_from_logits(z, y), with respect to each score.",
    cases=cases,
    reference=reference,
    mistakes=MISTAKES,
    alternatives=(in_a_loop, with_one_hot, through_the_jacobian),
    forbidden=("tinkernet.nn", "tinkernet.optim", "scipy", "sklearn", "numpy.gradient"),
    left_open=("a single row of scores of shape (k,) with one label",),
)
