"""What goes wrong with the slope of the loss along the scores."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._exercise import Mistake
from ._scores import hot, softmax, true_of

Array = NDArray[Any]
Answer = Callable[[Array, Array], Any]


def _scaled(unscaled: Answer) -> tuple[Answer, ...]:
    """Write a slope divided by the number of rows, and as it is: harmless beside a mistake."""
    return lambda z, y: unscaled(z, y) / len(y), unscaled


def _difference(z: Array, y: Array) -> Any:
    return softmax(z) - hot(z, y)


def _with(softmax: Callable[[Array], Any]) -> tuple[Answer, ...]:
    return _scaled(lambda z, y: softmax(z) - hot(z, y))


def _down(z: Array) -> Any:
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


def _all(z: Array) -> Any:
    e = np.exp(z - z.max())
    return e / e.sum()


def _plain(z: Array) -> Any:
    return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)


def _whole_columns(z: Array, y: Array) -> Any:
    p = softmax(z)
    p[:, y] -= 1
    return p


def _factor(z: Array, y: Array) -> Any:
    return _difference(z, y) * softmax(z) * (1 - softmax(z))


MISTAKES = (
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
        _scaled(lambda z, y: softmax(z)),
    ),
    Mistake(
        "logits_for_probabilities",
        "scores where probabilities belong",
        "Each slope lies between -1 and 1. What makes probabilities of the scores?",
        (
            *_scaled(lambda z, y: z - hot(z, y)),
            *_scaled(lambda z, y: 2 * (z - hot(z, y))),
        ),
    ),
    Mistake(
        "only_the_true_class",
        "a slope for the true class only",
        "When another score grows, the probability of the true class falls, so the loss "
        "changes: which slopes are not 0?",
        (
            *_scaled(lambda z, y: _difference(z, y) * hot(z, y)),
            *_scaled(lambda z, y: -hot(z, y)),
        ),
    ),
    Mistake(
        "stopped_at_probabilities",
        "the slope along the probabilities, not along the scores",
        "-1/p is where the chain begins. How does p change with each of the scores?",
        _scaled(lambda z, y: -hot(z, y) / true_of(softmax(z), y)[:, None]),
    ),
    Mistake(
        "sigmoid_factor",
        "a factor p (1 - p) that does not belong there",
        "That is the slope of a squared error, or part of the chain counted twice: with the "
        "cross-entropy it cancels.",
        (
            *_scaled(_factor),
            *_scaled(lambda z, y: 2 * _factor(z, y)),
            *_scaled(lambda z, y: softmax(z) * (1 - softmax(z))),
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
        "A colon in front means all rows. Each row has one true class only.",
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
            *_scaled(lambda z, y: true_of(softmax(z), y) - 1),
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
        _scaled(lambda z, y: np.log(softmax(z)) - hot(z, y)),
    ),
)
