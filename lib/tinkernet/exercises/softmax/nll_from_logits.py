"""nll_from_logits(z, y): the loss of scores, without a probability on the way (deck 002)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise
from .nll_from_logits_mistakes import MISTAKES

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one row and many, large scores of both signs, rows far apart, random scores.

    Many rows are as many as classes, so that sums over the wrong axis fit, instead of raising.
    """

    def case(label: str, z: Any, y: Any) -> Case:
        return Case(label, {"z": np.array(z), "y": np.array(y)})

    fixed = [
        case("two equal scores", [[0.0, 0.0]], [1]),
        case("one row", [[1.0, 3.0, -0.5]], [0]),
        case("a score of 1000, and it is right", [[0.0, 1000.0]], [1]),
        case("a score of 1000, and it is wrong", [[1000.0, 0.0]], [1]),
        case("a score of -1000", [[-1000.0, 2.0]], [0]),
        case("all scores near -1000", [[-1000.0, -1001.0, -999.5]], [1]),
        case("rows far apart", [[1000.0, 999.0], [-1000.0, -998.0]], [0, 0]),
        case("as many rows as classes", [[2.0, 1, -1], [0, 3, 0.5], [-2, 0.5, 1]], [2, 1, 0]),
    ]
    drawn = [
        case(f"{m} random rows of {k} classes", rng.normal(0, 3, (m, k)), rng.integers(0, k, m))
        for m, k in ((1, 6), (3, 3), (5, 5), (8, 8))
    ]
    return fixed + drawn


def reference(z: Array, y: Array) -> Any:
    """Take the largest of each row away for the sum, and give it back."""
    top = z.max(axis=1)
    log_sum = top + np.log(np.sum(np.exp(z - top[:, None]), axis=1))
    return np.mean(log_sum - z[np.arange(len(y)), y])


def in_a_loop(z: Array, y: Array) -> float:
    """Go through rows and classes with plain Python."""
    total = 0.0
    for row, label in zip(z.tolist(), y.tolist(), strict=True):
        top = max(row)
        shifted = [score - top for score in row]
        total += float(np.log(sum(2.718281828459045**s for s in shifted))) - shifted[label]
    return total / len(y)


def by_reduction(z: Array, y: Array) -> Any:
    """Add two exponentials at a time, and pick with a one-hot table."""
    hot = np.eye(z.shape[1])[y]
    return np.array((np.logaddexp.reduce(z, axis=1) - (hot * z).sum(1)).mean())


def from_the_true_score(z: Array, y: Array) -> Any:
    """Measure from the score of the true class, in single precision."""
    z = z.astype(np.float32)
    apart = z - np.take_along_axis(z, y[:, None], axis=1)
    top = apart.max(1, keepdims=True)
    return np.mean(top[:, 0] + np.log(np.exp(apart - top).sum(1)))


NLL_FROM_LOGITS = Exercise(
    name="nll_from_logits",
    title="The loss of scores",
    assignment="05_softmax_cross_entropy",
    points=3,
    answers=("nll_from_logits",),
    returns=("loss",),
    asked="nll_from_logits(z, y) should return the mean over the rows of log(sum exp z) minus "
    "the score of the true class, for scores of +-1000 too.",
    cases=cases,
    reference=reference,
    mistakes=MISTAKES,
    alternatives=(in_a_loop, by_reduction, from_the_true_score),
    forbidden=("tinkernet.nn", "tinkernet.optim", "scipy", "sklearn"),
    left_open=("a single row of scores of shape (k,) with one label",),
)
