"""What goes wrong with the loss of scores."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._exercise import Mistake
from ._scores import row_max, softmax, true_of

Array = NDArray[Any]
Answer = Callable[[Array, Array], Any]


def _log_sum(z: Array) -> Any:
    return row_max(z)[:, 0] + np.log(np.exp(z - row_max(z)).sum(axis=1))


def _plain_softmax(z: Array) -> Any:
    return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)


def _each(z: Array, y: Array) -> Any:
    return _log_sum(z) - true_of(z, y)


def _unshifted(z: Array, y: Array) -> Any:
    return np.log(np.exp(z).sum(axis=1)) - true_of(z, y)


def _global_shift(z: Array, y: Array) -> Any:
    return np.log(np.exp(z - z.max()).sum(axis=1)) + z.max() - true_of(z, y)


def _flat_shift(z: Array, y: Array) -> Any:
    top = z.max(axis=1)
    return top + np.log(np.exp(z - top).sum(axis=1)) - true_of(z, y)


def _flat_softmax(z: Array, y: Array) -> Any:
    e = np.exp(z - z.max(axis=1))
    return -np.log(true_of(e / e.sum(axis=1, keepdims=True), y))


def _no_keepdims(z: Array, y: Array) -> Any:
    e = np.exp(z - row_max(z))
    return -np.log(true_of(e / e.sum(axis=1), y))


def _down(z: Array) -> Any:
    top = z.max(axis=0)
    return top + np.log(np.exp(z - top).sum(axis=0))


def _mean_of(*losses: Answer) -> tuple[Answer, ...]:
    return tuple(lambda z, y, loss=loss: np.mean(loss(z, y)) for loss in losses)


SIZES = (0.0, 1e-16, 1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5)


def _clipped_logs() -> tuple[Answer, ...]:
    """Take the logarithm of a probability that became 0, or that was moved away from it."""
    return _mean_of(
        *(lambda z, y, e=e: -np.log(true_of(softmax(z), y) + e) for e in SIZES),
        *(lambda z, y, e=e: -np.log(true_of(softmax(z), y).clip(e)) for e in SIZES[1:]),
        *(lambda z, y, e=e: -np.log(true_of(softmax(z), y).clip(e, 1 - e)) for e in SIZES[1:]),
        lambda z, y: -np.log(true_of(softmax(z), y).clip(np.finfo(float).tiny)),
    )


MISTAKES = (
    Mistake(
        "log_of_softmax",
        "the logarithm of a probability that was rounded to 0",
        "The probability of a score far below the others is too small for a computer. Its "
        "logarithm is not: put log and exp together on paper first.",
        _clipped_logs(),
    ),
    Mistake(
        "no_shift",
        "an exponential of something very large: it overflows",
        "Take the largest score of each row away before exp. What must be added afterwards?",
        _mean_of(_unshifted, lambda z, y: -np.log(true_of(_plain_softmax(z), y))),
    ),
    Mistake(
        "shift_not_returned",
        "a largest score that was taken away in one place, and not given back",
        "log(sum exp z) and log(sum exp(z - c)) are not the same: by how much do they differ?",
        _mean_of(
            lambda z, y: _each(z, y) - row_max(z)[:, 0],
            lambda z, y: _each(z, y) + row_max(z)[:, 0],
            lambda z, y: _each(z, y) - 2 * row_max(z)[:, 0],
        ),
    ),
    Mistake(
        "one_shift_for_all",
        "the largest score of the whole table taken away from every row",
        "A row far below that adds up to 0: each row has a largest score of its own.",
        _mean_of(_global_shift),
    ),
    Mistake(
        "no_keepdims",
        "row by row numbers that lie along the wrong axis when they meet the table",
        "What shape has a largest score (or a sum) of each row, and against which axis does "
        "NumPy hold it?",
        _mean_of(_flat_shift, _flat_softmax, _no_keepdims),
    ),
    Mistake(
        "sum_for_mean",
        "the sum over the rows instead of their mean",
        "Two rows that are alike should cost as much as one of them.",
        (lambda z, y: np.sum(_each(z, y)),),
    ),
    Mistake(
        "mean_over_classes",
        "a division by the number of classes as well",
        "Of each row only one number counts, so only the number of rows divides.",
        (lambda z, y: np.sum(_each(z, y)) / z.size,),
    ),
    Mistake(
        "not_averaged",
        "one loss for each row: their mean is missing",
        "One number is asked for, however many rows there are.",
        (_each, lambda z, y: _each(z, y)[:, None]),
    ),
    Mistake(
        "over_examples",
        "a sum down the columns, over the examples",
        "The classes of one example stand in one row. Which axis runs along it?",
        _mean_of(lambda z, y: _down(z) - true_of(z, y), lambda z, y: _down(z)[y] - true_of(z, y)),
    ),
    Mistake(
        "over_everything",
        "one sum for the whole table",
        "Each row has its own log(sum exp z).",
        _mean_of(
            lambda z, y: np.log(np.exp(z).sum()) - true_of(z, y),
            lambda z, y: z.max() + np.log(np.exp(z - z.max()).sum()) - true_of(z, y),
        ),
    ),
    Mistake(
        "every_label_for_every_row",
        "the scores of all labels in every row",
        "A colon in front means all rows. You need one score a row: row 0 with label 0, row 1 with "
        "label 1, and so on.",
        _mean_of(
            lambda z, y: _log_sum(z)[:, None] - z[:, y],
            lambda z, y: _log_sum(z) - z[:, y],
        ),
    ),
    Mistake(
        "sign",
        "the sign turned round",
        "A loss cannot be negative: the log of the sum is larger than each of the scores.",
        (lambda z, y: -np.mean(_each(z, y)),),
    ),
    Mistake(
        "raw_scores",
        "the scores themselves, without the log of the sum",
        "Add 5 to every score of a row: the probabilities stay the same. Does your loss?",
        (lambda z, y: -np.mean(true_of(z, y)),),
    ),
    Mistake(
        "log_of_scores",
        "the logarithm of a score",
        "A score can be negative: it is not a probability yet.",
        _mean_of(
            lambda z, y: -np.log(true_of(z, y)),
            *(lambda z, y, e=e: -np.log(true_of(z, y).clip(e)) for e in SIZES[1:]),
            *(lambda z, y, e=e: -np.log(true_of(z, y).clip(e, 1 - e)) for e in SIZES[1:]),
        ),
    ),
    Mistake(
        "softmax_twice",
        "a softmax before the softmax",
        "z are scores, and log(sum exp z) is the one softmax that is needed.",
        _mean_of(lambda z, y: _each(softmax(z), y)),
    ),
    Mistake(
        "no_logarithm",
        "a probability without its logarithm",
        "How much should a class cost that was given the probability 1? And one with 0?",
        _mean_of(
            lambda z, y: -true_of(softmax(z), y),
            lambda z, y: 1 - true_of(softmax(z), y),
        ),
    ),
    Mistake(
        "largest_for_true",
        "the largest score where that of the true class belongs",
        "Nobody looks at y then: the loss would be small for wrong answers too.",
        _mean_of(lambda z, y: _log_sum(z) - z.max(axis=1)),
    ),
    Mistake(
        "other_base",
        "a logarithm to the base 2 or 10",
        "log here is the natural logarithm, to the base e.",
        _mean_of(
            lambda z, y: _each(z, y) / np.log(2),
            lambda z, y: _each(z, y) / np.log(10),
        ),
    ),
)
