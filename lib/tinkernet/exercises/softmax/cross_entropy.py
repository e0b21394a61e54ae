"""cross_entropy(p, q): a target and an estimate of it (deck 002)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise
from .cross_entropy_mistakes import MISTAKES

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one distribution and many, one-hot targets and soft ones, zeros in both."""

    def case(label: str, p: Any, q: Any) -> Case:
        return Case(label, {"p": np.array(p), "q": np.array(q)})

    def drawn(m: int, k: int) -> Case:
        shares = rng.dirichlet(np.ones(k), (2, m))
        return case(f"{m} random pairs of {k} classes", *shares)

    def classes(m: int, k: int) -> Case:
        target = np.eye(k)[rng.integers(0, k, m)]
        return case(f"{m} random classes of {k}", target, rng.dirichlet(np.ones(k), m))

    fixed = [
        case("a one-hot target", [0, 1], [0.75, 0.25]),
        case("a target that is not sure", [0.5, 0.5], [0.2, 0.8]),
        case("certain and right", [1.0, 0.0], [1.0, 0.0]),
        case("a very small estimate", [0.0, 1.0], [1.0, 1e-30]),
        case("0 log 0 beside others", [0.0, 0.5, 0.5], [0.0, 0.4, 0.6]),
        case("one row", [[0.2, 0.3, 0.5]], [[0.1, 0.6, 0.3]]),
        case("two rows, zeros in both", [[0, 1], [1, 0]], [[0.0, 1.0], [0.5, 0.5]]),
        case(
            "as many rows as classes",
            [[0.7, 0.2, 0.1], [0.0, 1.0, 0.0], [0.3, 0.3, 0.4]],
            [[0.6, 0.3, 0.1], [0.1, 0.7, 0.2], [0.5, 0.25, 0.25]],
        ),
    ]
    return [*fixed, drawn(2, 4), drawn(5, 3), classes(4, 4), classes(6, 3)]


def reference(p: Array, q: Array) -> Any:
    """Add up where the target is not 0: the other terms are 0, whatever the estimate."""
    there = p > 0
    rows = p.size / p.shape[-1]
    return -np.sum(p[there] * np.log(q[there])) / rows


def in_a_loop(p: Array, q: Array) -> float:
    """Go through rows and classes with plain Python."""
    rows = list(zip(np.atleast_2d(p).tolist(), np.atleast_2d(q).tolist(), strict=True))
    total = 0.0
    for p_row, q_row in rows:
        for p_k, q_k in zip(p_row, q_row, strict=True):
            if p_k != 0:
                total -= p_k * float(np.log(q_k))
    return total / len(rows)


def with_a_safe_log(p: Array, q: Array) -> Any:
    """Put 1 where q is 0, so that the logarithm is 0 there, row by row."""
    return np.mean(-np.sum(p * np.log(np.where(q == 0, 1.0, q)), axis=-1))


def by_nan_to_num(p: Array, q: Array) -> Any:
    """Let 0 times -infinity happen and mend it; the answer is an array without axes."""
    terms = np.nan_to_num(np.asarray(p, dtype=float) * np.log(q), nan=0.0)
    return np.array(-terms.sum(-1).mean(), dtype=np.float32)


CROSS_ENTROPY = Exercise(
    name="cross_entropy",
    title="Cross-entropy",
    assignment="05_softmax_cross_entropy",
    points=2,
    answers=("cross_entropy",),
    returns=("loss",),
    asked="cross_entropy(p, q) should return -sum p log q of a target p and an estimate q of "
    "shape (k,), or its mean over the rows of shape (m, k), with the natural logarithm and "
    "0 log 0 = 0.",
    cases=cases,
    reference=reference,
    mistakes=MISTAKES,
    alternatives=(in_a_loop, with_a_safe_log, by_nan_to_num),
    forbidden=("tinkernet.nn", "tinkernet.optim", "scipy", "sklearn"),
    left_open=("what is returned where an estimate is 0 and its target is not",),
)
