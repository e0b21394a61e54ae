"""step(a): fire or do not (deck 004, f(a) = 0 if a <= 0, otherwise 1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give single numbers, 0 among others, and arrays of one, two and three axes."""
    fixed = [
        Case("exactly 0", {"a": np.float64(0.0)}),
        Case("one negative number", {"a": np.float64(-0.25)}),
        Case("one positive number", {"a": np.float64(0.25)}),
        Case("both signs and 0", {"a": np.array([-2.0, 0.0, 3.0])}),
        Case("all below 0", {"a": np.array([-1.0, -5.0])}),
        Case("just below and above 0", {"a": np.array([-1e-6, -1e-12, 1e-12, 1e-6])}),
        Case("a column", {"a": np.array([[0.1], [-0.1]])}),
    ]
    drawn = [
        Case(f"random numbers of shape {shape}", {"a": rng.normal(0.0, 2.0, shape)})
        for shape in ((6,), (3, 4), (2, 3, 3))
    ]
    return fixed + drawn


def reference(a: Array) -> Array:
    """Give 1 where a is above 0, else 0."""
    return np.where(a > 0, 1, 0)


def in_a_loop(a: Array) -> Any:
    """Go through the numbers one by one and put them back into shape."""
    result = []
    for number in np.ravel(a):
        if number <= 0:
            result.append(0.0)
        else:
            result.append(1.0)
    return np.reshape(result, np.shape(a))


def as_truth(a: Array) -> Any:
    """Give True and False."""
    return np.greater(a, 0.0)


def by_hand(a: Array) -> Any:
    """Fill an array of zeros, in single precision."""
    result = np.zeros(np.shape(a), dtype="float32")
    result[np.asarray(a) > 0] = 1
    return result


THRESHOLDS = tuple(sign * 10.0**-power for sign in (1, -1) for power in (1, 2, 3, 6, 9))

STEP = Exercise(
    name="step",
    title="The step function",
    assignment="02_neuron",
    points=1,
    answers=("step",),
    returns=("y",),
    asked="step(a) should return 0 where a <= 0 and 1 elsewhere, in the shape of a.",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "ge_at_zero",
            "1 at a = 0 as well",
            "What should come out when a is exactly 0? Compare the two signs < and <=.",
            (lambda a: np.where(a >= 0, 1, 0),),
        ),
        Mistake(
            "flipped",
            "a neuron that fires when it should be silent: 0 and 1 are exchanged",
            "Should a large positive a give 1 or 0?",
            (lambda a: np.where(a > 0, 0, 1), lambda a: np.where(a >= 0, 0, 1)),
        ),
        Mistake(
            "minus_one",
            "-1 instead of 0 for the silent neuron",
            "Some books use -1 and 1; here the two answers are 0 and 1.",
            (
                lambda a: np.where(a > 0, 1, -1),
                lambda a: np.where(a >= 0, 1, -1),
                lambda a: np.sign(a),
            ),
        ),
        Mistake(
            "half_at_zero",
            "one half at a = 0",
            "There is no answer between 0 and 1: which of the two belongs to a = 0?",
            (lambda a: (np.sign(a) + 1) / 2, lambda a: np.sign(a) * 0.5 + 0.5),
        ),
        Mistake(
            "keeps_the_number",
            "the number itself for every a above 0 (that is the ReLU)",
            "The answer says yes or no, not how much.",
            (lambda a: np.maximum(a, 0),),
        ),
        Mistake(
            "threshold_elsewhere",
            "a threshold of a half or of 1 instead of 0",
            "From which a on should the neuron fire?",
            (
                lambda a: np.where(a > 0.5, 1, 0),
                lambda a: np.where(a >= 0.5, 1, 0),
                lambda a: np.where(a >= 1, 1, 0),
                lambda a: np.where(a > 1, 1, 0),
            ),
        ),
        Mistake(
            "threshold_near_zero",
            "a threshold that lies near 0, but not at 0",
            "The neuron fires as soon as a is above 0, by however little.",
            (
                *(lambda a, t=t: np.where(a > t, 1, 0) for t in THRESHOLDS),
                *(lambda a, t=t: np.where(a >= t, 1, 0) for t in THRESHOLDS),
                lambda a: np.where(np.isclose(a, 0), 0, np.where(a > 0, 1, 0)),
            ),
        ),
        Mistake(
            "sigmoid",
            "a sigmoid, which rises slowly",
            "The step has only two answers, and jumps from one to the other.",
            (lambda a: 1 / (1 + np.exp(-a)),),
        ),
        Mistake(
            "all_at_once",
            "one answer for the whole array",
            "Every number in a gets an answer of its own: the result has the shape of a.",
            (
                lambda a: 1 if np.any(a > 0) else 0,
                lambda a: 1 if np.all(a > 0) else 0,
                lambda a: 1 if np.sum(a) > 0 else 0,
            ),
        ),
    ),
    alternatives=(in_a_loop, as_truth, by_hand),
    forbidden=("numpy.heaviside", "tinkernet.nn", "scipy", "sklearn"),
    left_open=("whether 0 and 1 come back as whole numbers, floats or truth values",),
)
