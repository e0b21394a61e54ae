"""What goes wrong with softmax."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._exercise import Answer, Mistake
from ._scores import row_max, softmax

Array = NDArray[Any]


Change = Callable[[Array], Any]


SHIFTS: tuple[Change, ...] = (
    lambda z: z,
    lambda z: z - row_max(z),
    lambda z: z - z.max(),
    lambda z: z - z.max(axis=0, keepdims=True),
)
"""Ways to take something away first, or not: harmless beside a mistake in the sum."""


def _shares(total: Change, shifts: Sequence[Change] = SHIFTS) -> tuple[Answer, ...]:
    """Divide by another total, with each of the shifts."""
    return tuple(
        lambda z, shift=shift: np.exp(shift(z)) / total(np.exp(shift(z))) for shift in shifts
    )


def _row_sum(e: Array) -> Any:
    return e.sum(axis=-1, keepdims=True)


def _shifted(shift: Change) -> Change:
    return lambda z: np.exp(shift(z)) / _row_sum(np.exp(shift(z)))


def _clipped(most: float) -> Change:
    return _shifted(lambda z: np.clip(z, -most, most))


def _into_whole(z: Array) -> Any:
    p = np.zeros_like(z)
    p[...] = softmax(z)
    return p


def _powers_into_whole(z: Array) -> Any:
    e = np.zeros_like(z)
    e[...] = np.exp(z - row_max(z))
    return e / _row_sum(e)


def _powers_and_shares_into_whole(z: Array) -> Any:
    return _powers_into_whole(z).astype(z.dtype)


def _hard(z: Array) -> Any:
    return 1.0 * (np.arange(z.shape[-1]) == z.argmax(axis=-1)[..., None])


MISTAKES = (
    Mistake(
        "over_examples",
        "sums down the columns, over the examples",
        "The probabilities of each row should add up to 1. The last axis runs along a row.",
        _shares(lambda e: e.sum(axis=0)),
    ),
    Mistake(
        "over_everything",
        "one sum for the whole table",
        "Each row should add up to 1 by itself, so each row needs its own sum.",
        _shares(np.sum),
    ),
    Mistake(
        "second_axis",
        "the second axis, where the last is asked for",
        "With three axes, axis 1 is not the last one. Which number always means the last?",
        _shares(lambda e: e.sum(axis=min(1, e.ndim - 1), keepdims=True)),
    ),
    Mistake(
        "no_keepdims",
        "row sums (or largest scores) that lie along the wrong axis when they meet the table",
        "What shape does a sum over the last axis have, and against which axis of the table "
        "does NumPy hold it? It should stay a column.",
        (
            *_shares(lambda e: e.sum(axis=-1)),
            *_shares(lambda e: e.sum(axis=-1), (lambda z: z - z.max(axis=-1),)),
            _shifted(lambda z: z - z.max(axis=-1)),
        ),
    ),
    Mistake(
        "no_shift",
        "an exponential of something very large: it overflows",
        "exp(1000) is more than a computer can hold. Which number can you take away from "
        "every score of a row without changing the probabilities?",
        (
            _shifted(lambda z: z),
            _shifted(lambda z: z - z.mean(axis=-1, keepdims=True)),
            _shifted(lambda z: z - z.min(axis=-1, keepdims=True)),
            lambda z: np.nan_to_num(_shifted(lambda z: z)(z)),
        ),
    ),
    Mistake(
        "one_shift_for_all",
        "the largest score of the whole table taken away from every row",
        "A row far below that becomes 0 divided by 0: each row has a largest score of its own.",
        (
            _shifted(lambda z: z - z.max()),
            lambda z: np.nan_to_num(_shifted(lambda z: z - z.max())(z)),
        ),
    ),
    Mistake(
        "clipped",
        "scores cut off at some size",
        "1000 and 999 should not become the same. Move all scores of a row, cut none.",
        tuple(_clipped(most) for most in (20, 30, 50, 100, 200, 300, 500, 600, 700, 709)),
    ),
    Mistake(
        "shift_outside",
        "a parenthesis in the wrong place: something happens after exp that belongs before it",
        "Which comes first, taking the largest score away or the exponential? And the sum?",
        (
            lambda z: (np.exp(z) - row_max(z)) / _row_sum(np.exp(z) - row_max(z)),
            lambda z: (np.exp(z) - row_max(z)) / _row_sum(np.exp(z)),
            lambda z: np.exp(z) / np.exp(_row_sum(z)),
            lambda z: np.exp(z - row_max(z)) / np.exp(_row_sum(z - row_max(z))),
            lambda z: np.exp(z / _row_sum(z)),
        ),
    ),
    Mistake(
        "shift_above_only",
        "the largest score taken away above the fraction line only, or below it only",
        "A fraction stays the same only if both of its halves are treated alike.",
        (
            lambda z: np.exp(z - row_max(z)) / _row_sum(np.exp(z)),
            lambda z: np.exp(z) / _row_sum(np.exp(z - row_max(z))),
            lambda z: np.exp(z - z.max()) / _row_sum(np.exp(z)),
            lambda z: np.exp(z) / _row_sum(np.exp(z - z.max())),
        ),
    ),
    Mistake(
        "no_exponential",
        "scores divided by their sum, without an exponential",
        "Can your result be negative? Something must make every score positive first.",
        (
            lambda z: z / _row_sum(z),
            lambda z: (z - row_max(z)) / _row_sum(z - row_max(z)),
            lambda z: np.abs(z) / _row_sum(np.abs(z)),
        ),
    ),
    Mistake(
        "whole_number_output",
        "probabilities written into an array of whole numbers",
        "An array made with zeros_like has the kind of numbers that z has; what becomes of "
        "0.7 in an array of whole numbers?",
        (_into_whole, _powers_into_whole, _powers_and_shares_into_whole),
    ),
    Mistake(
        "log_softmax",
        "logarithms of probabilities",
        "Probabilities lie between 0 and 1. Is there a log too many?",
        (
            lambda z: z - row_max(z) - np.log(_row_sum(np.exp(z - row_max(z)))),
            lambda z: np.log(softmax(z)),
        ),
    ),
    Mistake(
        "divided_by_largest",
        "shares of the largest instead of shares of the sum",
        "Add up a row of your result: it should be 1.",
        (
            lambda z: np.exp(z - row_max(z)),
            lambda z: np.exp(z) / np.exp(row_max(z)),
        ),
    ),
    Mistake(
        "sign",
        "probabilities that fall when a score grows",
        "The largest score should get the largest probability: look at the sign.",
        (
            lambda z: softmax(-z),
            _shifted(lambda z: -z),
            _shifted(lambda z: row_max(z) - z),
        ),
    ),
    Mistake(
        "sigmoid_each",
        "a sigmoid of each score by itself",
        "The classes compete: when one score grows, the others' probabilities must fall.",
        (
            lambda z: 1 / (1 + np.exp(-z)),
            lambda z: 0.5 + 0.5 * np.tanh(0.5 * z),
            lambda z: 1 / (1 + np.exp(-z)) / _row_sum(1 / (1 + np.exp(-z))),
        ),
    ),
    Mistake(
        "winner_takes_all",
        "all for the largest score, nothing for the others",
        "The second best should get its share, too: that is what is soft about softmax.",
        (_hard,),
    ),
)
