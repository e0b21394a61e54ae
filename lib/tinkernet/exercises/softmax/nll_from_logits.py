"""nll_from_logits(z, y): the loss of scores, without a probability on the way (deck 002)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake

Array = NDArray[Any]
Answer = Callable[[Array, Array], Any]


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


def _top(z: Array) -> Any:
    return z.max(axis=1, keepdims=True)


def _log_sum(z: Array) -> Any:
    return _top(z)[:, 0] + np.log(np.exp(z - _top(z)).sum(axis=1))


def _true(table: Array, y: Array) -> Any:
    return table[np.arange(len(y)), y]


def _softmax(z: Array) -> Any:
    e = np.exp(z - _top(z))
    return e / e.sum(axis=1, keepdims=True)


def _plain_softmax(z: Array) -> Any:
    return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)


def _each(z: Array, y: Array) -> Any:
    return _log_sum(z) - _true(z, y)


def _unshifted(z: Array, y: Array) -> Any:
    return np.log(np.exp(z).sum(axis=1)) - _true(z, y)


def _global_shift(z: Array, y: Array) -> Any:
    return np.log(np.exp(z - z.max()).sum(axis=1)) + z.max() - _true(z, y)


def _flat_shift(z: Array, y: Array) -> Any:
    top = z.max(axis=1)
    return top + np.log(np.exp(z - top).sum(axis=1)) - _true(z, y)


def _flat_softmax(z: Array, y: Array) -> Any:
    e = np.exp(z - z.max(axis=1))
    return -np.log(_true(e / e.sum(axis=1, keepdims=True), y))


def _no_keepdims(z: Array, y: Array) -> Any:
    e = np.exp(z - _top(z))
    return -np.log(_true(e / e.sum(axis=1), y))


def _down(z: Array) -> Any:
    top = z.max(axis=0)
    return top + np.log(np.exp(z - top).sum(axis=0))


def _mean_of(*losses: Answer) -> tuple[Answer, ...]:
    return tuple(lambda z, y, loss=loss: np.mean(loss(z, y)) for loss in losses)


SIZES = (0.0, 1e-16, 1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5)


def _clipped_logs() -> tuple[Answer, ...]:
    """Take the logarithm of a probability that became 0, or that was moved away from it."""
    return _mean_of(
        *(lambda z, y, e=e: -np.log(_true(_softmax(z), y) + e) for e in SIZES),
        *(lambda z, y, e=e: -np.log(_true(_softmax(z), y).clip(e)) for e in SIZES[1:]),
        *(lambda z, y, e=e: -np.log(_true(_softmax(z), y).clip(e, 1 - e)) for e in SIZES[1:]),
        lambda z, y: -np.log(_true(_softmax(z), y).clip(np.finfo(float).tiny)),
    )


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
    mistakes=(
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
            _mean_of(_unshifted, lambda z, y: -np.log(_true(_plain_softmax(z), y))),
        ),
        Mistake(
            "shift_not_returned",
            "a largest score that was taken away in one place, and not given back",
            "log(sum exp z) and log(sum exp(z - c)) are not the same: by how much do they differ?",
            _mean_of(
                lambda z, y: _each(z, y) - _top(z)[:, 0],
                lambda z, y: _each(z, y) + _top(z)[:, 0],
                lambda z, y: _each(z, y) - 2 * _top(z)[:, 0],
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
            _mean_of(lambda z, y: _down(z) - _true(z, y), lambda z, y: _down(z)[y] - _true(z, y)),
        ),
        Mistake(
            "over_everything",
            "one sum for the whole table",
            "Each row has its own log(sum exp z).",
            _mean_of(
                lambda z, y: np.log(np.exp(z).sum()) - _true(z, y),
                lambda z, y: z.max() + np.log(np.exp(z - z.max()).sum()) - _true(z, y),
            ),
        ),
        Mistake(
            "every_label_for_every_row",
            "the scores of all labels in every row",
            "z[:, y] picks a whole table. You need one score a row: row 0 with label 0, row 1 with "
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
            (lambda z, y: -np.mean(_true(z, y)),),
        ),
        Mistake(
            "log_of_scores",
            "the logarithm of a score",
            "A score can be negative: it is not a probability yet.",
            _mean_of(
                lambda z, y: -np.log(_true(z, y)),
                *(lambda z, y, e=e: -np.log(_true(z, y).clip(e)) for e in SIZES[1:]),
                *(lambda z, y, e=e: -np.log(_true(z, y).clip(e, 1 - e)) for e in SIZES[1:]),
            ),
        ),
        Mistake(
            "softmax_twice",
            "a softmax before the softmax",
            "z are scores, and log(sum exp z) is the one softmax that is needed.",
            _mean_of(lambda z, y: _each(_softmax(z), y)),
        ),
        Mistake(
            "no_logarithm",
            "a probability without its logarithm",
            "How much should a class cost that was given the probability 1? And one with 0?",
            _mean_of(
                lambda z, y: -_true(_softmax(z), y),
                lambda z, y: 1 - _true(_softmax(z), y),
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
    ),
    alternatives=(in_a_loop, by_reduction, from_the_true_score),
    forbidden=("tinkernet.nn", "tinkernet.optim", "scipy", "sklearn"),
    left_open=("a single row of scores of shape (k,) with one label",),
)
