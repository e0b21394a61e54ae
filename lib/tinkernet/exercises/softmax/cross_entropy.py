"""cross_entropy(p, q): a target and an estimate of it (deck 002)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake

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


Log = Callable[[Array], Array]
Formula = Callable[[Array, Array, Log], Any]

LOGS: tuple[Log, ...] = (
    lambda t: np.log(np.maximum(t, np.finfo(float).tiny)),
    lambda t: np.log(np.where(t == 0, 1.0, t)),
    np.log,
    lambda t: np.log(np.clip(t, 1e-15, 1.0)),
    lambda t: np.log(np.clip(t, 1e-12, 1.0)),
    lambda t: np.log(t + 1e-15),
    lambda t: np.log(t + 1e-12),
    lambda t: np.log(t + 1e-9),
    lambda t: np.log(t + 1e-8),
)
"""Ways to write the logarithm, with care for 0 and without: harmless beside a mistake."""


def _each_log(formula: Formula) -> tuple[Callable[[Array, Array], Any], ...]:
    """Write a formula with each of the logarithms."""
    return tuple(lambda p, y, log=log: formula(p, y, log) for log in LOGS)


def _of_rows(p: Array, q: Array, log: Log) -> Any:
    return -np.sum(p * log(q), axis=-1)


def _right(p: Array, q: Array, log: Log) -> Any:
    return np.mean(_of_rows(p, q, log))


def _softmax(t: Array) -> Any:
    e = np.exp(t - t.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def _true_class_only(p: Array, q: Array, log: Log) -> Any:
    return -np.mean(log(np.take_along_axis(q, p.argmax(axis=-1)[..., None], axis=-1)))


SIZES = (1e-16, 1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3)

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
    mistakes=(
        Mistake(
            "swapped",
            "target and estimate in each other's place",
            "The logarithm is taken of one of the two only: of the target or of the estimate?",
            _each_log(lambda p, q, log: _right(q, p, log)),
        ),
        Mistake(
            "log_of_zero",
            "0 times the logarithm of 0",
            "NumPy takes the logarithm before you multiply by 0, and -infinity times 0 is not a "
            "number. Where must you not take it?",
            (lambda p, q: _right(p, q, np.log),),
        ),
        Mistake(
            "clipped",
            "estimates moved away from 0 by too much",
            "Only where the target is 0 is care needed. At 1e-30 the logarithm is still well.",
            (
                *(lambda p, q, e=e: _right(p, q, lambda t: np.log(t + e)) for e in SIZES),
                *(lambda p, q, e=e: _right(p, q, lambda t: np.log(t.clip(e))) for e in SIZES),
                *(lambda p, q, e=e: _right(p, q, lambda t: np.log(t.clip(e, 1 - e)))
                  for e in SIZES),
            ),
        ),
        Mistake(
            "sum_for_mean",
            "the sum over the rows instead of their mean",
            "Two rows that are alike should cost as much as one of them.",
            _each_log(lambda p, q, log: np.sum(_of_rows(p, q, log))),
        ),
        Mistake(
            "mean_over_classes",
            "a mean over the classes as well",
            "Over the classes it is a sum; only over the rows it is a mean.",
            _each_log(lambda p, q, log: -np.mean(p * log(q))),
        ),
        Mistake(
            "not_averaged",
            "one loss for each row: their mean is missing",
            "One number is asked for, however many rows there are.",
            _each_log(_of_rows),
        ),
        Mistake(
            "wrong_axis",
            "a sum over the examples, and a mean over the classes",
            "Which axis are the classes of one row along? The last one.",
            _each_log(lambda p, q, log: np.mean(-np.sum(p * log(q), axis=0))),
        ),
        Mistake(
            "sign",
            "the minus sign missing",
            "The logarithm of a probability is negative. A loss should grow as things get worse.",
            _each_log(lambda p, q, log: -_right(p, q, log)),
        ),
        Mistake(
            "target_left_out",
            "the logarithms of all estimates, whatever the target",
            "Each logarithm counts as much as the target says.",
            _each_log(lambda p, q, log: np.mean(-np.sum(log(q), axis=-1))),
        ),
        Mistake(
            "true_class_only",
            "only the class that the target says most of",
            "For a one-hot target that is right. What if the target is a half for each of two?",
            _each_log(_true_class_only),
        ),
        Mistake(
            "relative_entropy",
            "log of p / q, where log q is asked for",
            "What you have is the relative entropy (Kullback-Leibler): 0 for p = q. Look at the "
            "formula once more: what is inside the logarithm?",
            _each_log(lambda p, q, log: _right(p, q, log) - _right(p, p, log)),
        ),
        Mistake(
            "binary_terms",
            "a term for 'not this class' beside each class",
            "(1 - p) log(1 - q) belongs to yes-or-no questions. Here the classes share one sum.",
            _each_log(lambda p, q, log: _right(p, q, log) + _right(1 - p, 1 - q, log)),
        ),
        Mistake(
            "softmax_again",
            "a softmax of what are probabilities already",
            "q adds up to 1 as it comes. Softmax is for scores.",
            (lambda p, q: _right(p, _softmax(q), np.log),),
        ),
        Mistake(
            "other_base",
            "a logarithm to the base 2 or 10",
            "log here is the natural logarithm, to the base e.",
            (
                *_each_log(lambda p, q, log: _right(p, q, log) / np.log(2)),
                *_each_log(lambda p, q, log: _right(p, q, log) / np.log(10)),
            ),
        ),
        Mistake(
            "squared_error",
            "squared differences",
            "The cross-entropy takes logarithms, not squares.",
            (
                lambda p, q: np.mean((p - q) ** 2),
                lambda p, q: np.mean(np.sum((p - q) ** 2, axis=-1)),
            ),
        ),
    ),
    alternatives=(in_a_loop, with_a_safe_log, by_nan_to_num),
    forbidden=("tinkernet.nn", "tinkernet.optim", "scipy", "sklearn"),
    left_open=("what is returned where an estimate is 0 and its target is not",),
)
