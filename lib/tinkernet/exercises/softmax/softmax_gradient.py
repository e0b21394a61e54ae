"""softmax_gradient(z, y): what learning changes about the scores (decks 002 and 004)."""

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
    p = _softmax(z)
    jacobian = p[:, :, None] * (np.eye(z.shape[1]) - p[:, None, :])
    return -jacobian[np.arange(len(y)), y] / _true(p, y)[:, None] / len(y)


def _softmax(z: Array) -> Any:
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def _true(table: Array, y: Array) -> Any:
    return np.maximum(table[np.arange(len(y)), y], np.finfo(float).tiny)


def _hot(z: Array, y: Array) -> Any:
    return np.eye(z.shape[1])[y]


def _scaled(unscaled: Answer) -> tuple[Answer, ...]:
    """Write a slope divided by the number of rows, and as it is: harmless beside a mistake."""
    return lambda z, y: unscaled(z, y) / len(y), unscaled


def _difference(z: Array, y: Array) -> Any:
    return _softmax(z) - _hot(z, y)


def _with(softmax: Callable[[Array], Any]) -> tuple[Answer, ...]:
    return _scaled(lambda z, y: softmax(z) - _hot(z, y))


def _down(z: Array) -> Any:
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


def _all(z: Array) -> Any:
    e = np.exp(z - z.max())
    return e / e.sum()


def _plain(z: Array) -> Any:
    return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)


def _whole_columns(z: Array, y: Array) -> Any:
    p = _softmax(z)
    p[:, y] -= 1
    return p


def _factor(z: Array, y: Array) -> Any:
    return _difference(z, y) * _softmax(z) * (1 - _softmax(z))


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
    mistakes=(
        Mistake(
            "not_averaged",
            "slopes of the sum of the losses, not of their mean",
            "With twice as many rows, each one has half as much to say: what is missing?",
            (_difference,),
        ),
        Mistake(
            "divided_by_size",
            "slopes divided by another number than that of the rows",
            "The loss is a mean over the rows. How many are there?",
            (
                lambda z, y: _difference(z, y) / z.size,
                lambda z, y: _difference(z, y) / z.shape[1],
                lambda z, y: _difference(z, y) / len(y) ** 2,
            ),
        ),
        Mistake(
            "sign",
            "the sign turned round",
            "If the score of the true class grows, does the loss grow? Which sign is that?",
            _scaled(lambda z, y: -_difference(z, y)),
        ),
        Mistake(
            "nothing_taken_away",
            "the probabilities alone",
            "What does the loss have to do with y in your answer? The true class should have a "
            "negative slope.",
            _scaled(lambda z, y: _softmax(z)),
        ),
        Mistake(
            "logits_for_probabilities",
            "scores where probabilities belong",
            "Each slope lies between -1 and 1. What makes probabilities of the scores?",
            (
                *_scaled(lambda z, y: z - _hot(z, y)),
                *_scaled(lambda z, y: 2 * (z - _hot(z, y))),
            ),
        ),
        Mistake(
            "only_the_true_class",
            "a slope for the true class only",
            "When another score grows, the probability of the true class falls, so the loss "
            "changes: which slopes are not 0?",
            (
                *_scaled(lambda z, y: _difference(z, y) * _hot(z, y)),
                *_scaled(lambda z, y: -_hot(z, y)),
            ),
        ),
        Mistake(
            "stopped_at_probabilities",
            "the slope along the probabilities, not along the scores",
            "-1/p is where the chain begins. How does p change with each of the scores?",
            _scaled(lambda z, y: -_hot(z, y) / _true(_softmax(z), y)[:, None]),
        ),
        Mistake(
            "sigmoid_factor",
            "a factor p (1 - p) that does not belong there",
            "That is the slope of a squared error, or part of the chain counted twice: with the "
            "cross-entropy it cancels.",
            (
                *_scaled(_factor),
                *_scaled(lambda z, y: 2 * _factor(z, y)),
                *_scaled(lambda z, y: _softmax(z) * (1 - _softmax(z))),
            ),
        ),
        Mistake(
            "factor_two",
            "a factor of 2 in front",
            "A 2 comes from a square, and there is no square in this loss.",
            _scaled(lambda z, y: 2 * _difference(z, y)),
        ),
        Mistake(
            "whole_columns",
            "a 1 taken away in the columns of all labels, in every row",
            "p[:, y] means all rows. Each row has one true class: row 0 with label 0, and so on.",
            _scaled(_whole_columns),
        ),
        Mistake(
            "largest_for_true",
            "a 1 taken away from the class with the largest score",
            "Which class is the right one says y, not the network.",
            _scaled(lambda z, y: _difference(z, z.argmax(axis=1))),
        ),
        Mistake(
            "summed_over_examples",
            "the slopes of all rows added up",
            "Each row has scores of its own: the result has the shape of z.",
            (
                lambda z, y: _difference(z, y).mean(axis=0),
                lambda z, y: _difference(z, y).sum(axis=0),
            ),
        ),
        Mistake(
            "summed_over_classes",
            "the slopes of each row added up",
            "Each class has a slope of its own: the result has the shape of z.",
            (
                *_scaled(lambda z, y: _difference(z, y).sum(axis=1)),
                *_scaled(lambda z, y: _true(_softmax(z), y) - 1),
            ),
        ),
        Mistake(
            "over_examples",
            "a softmax down the columns, over the examples",
            "Does your softmax pass its own check? Each row of probabilities adds up to 1.",
            _with(_down),
        ),
        Mistake(
            "over_everything",
            "a softmax with one sum for the whole table",
            "Does your softmax pass its own check? Each row of probabilities adds up to 1.",
            _with(_all),
        ),
        Mistake(
            "no_shift",
            "an exponential of something very large: it overflows",
            "Your own softmax can do this already: use it.",
            _with(_plain),
        ),
        Mistake(
            "log_probabilities",
            "logarithms of probabilities where probabilities belong",
            "The loss has a logarithm in it; its derivative has none.",
            _scaled(lambda z, y: np.log(_softmax(z)) - _hot(z, y)),
        ),
    ),
    alternatives=(in_a_loop, with_one_hot, through_the_jacobian),
    forbidden=("tinkernet.nn", "tinkernet.optim", "scipy", "sklearn", "numpy.gradient"),
    left_open=("a single row of scores of shape (k,) with one label",),
)
