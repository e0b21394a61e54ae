"""What goes wrong with the cross-entropy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._exercise import Mistake
from ._scores import softmax

Array = NDArray[Any]


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


def _true_class_only(p: Array, q: Array, log: Log) -> Any:
    return -np.mean(log(np.take_along_axis(q, p.argmax(axis=-1)[..., None], axis=-1)))


SIZES = (1e-16, 1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3)

MISTAKES = (
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
            *(lambda p, q, e=e: _right(p, q, lambda t: np.log(t.clip(e, 1 - e))) for e in SIZES),
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
        (lambda p, q: _right(p, softmax(q), np.log),),
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
)
