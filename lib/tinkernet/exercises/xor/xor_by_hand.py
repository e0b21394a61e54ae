"""xor_weights(): XOR with two hidden units, found by thinking (deck 004, XOR revisited)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake
from .._measure import Outputs, expect_shapes
from ._step_units import XOR, first_flaw, inputs, step, sums, table

Array = NDArray[Any]
Weights = tuple[Any, Any, Any, Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Ask once: there are four inputs, and all of them are looked at."""
    return [Case("the four inputs 00, 01, 10, 11", {})]


def reference() -> Weights:
    """Let one hidden unit say OR, the other NAND, and the output AND."""
    W1 = np.array([[1.0, -1.0], [1.0, -1.0]])
    return W1, np.array([-0.5, 1.5]), np.array([1.0, 1.0]), -1.5


def or_but_not_and() -> list[Any]:
    """Let the hidden units say OR and AND; whole numbers in lists."""
    return [[[2, 2], [2, 2]], [-1, -3], [2, -4], -1]


def without_bias() -> Weights:
    """Let each hidden unit see one of the two points, with borders through the origin."""
    W1 = np.array([[1, -1], [-1, 1]], dtype="float32")
    return W1, np.zeros(2, dtype="float32"), np.ones(2), np.array(0)


def for_rectified_units() -> Weights:
    """Take the well-known weights for ReLU units, which are right for step units too."""
    return np.ones((2, 2)), np.array([0.0, -1.0]), np.array([1.0, -2.0]), 0.0


def answers(case: Case, outputs: Outputs) -> Outputs:
    """Return what the network answers to 00, 01, 10 and 11."""
    expect_shapes(outputs, W1=(2, 2), b1=(2,), w2=(2,), b2=())
    return (table(*outputs),)


def _at_zero(W1: Array, b1: Array, w2: Array, b2: Array) -> Array:
    """Return the answers that a step which is 1 at 0 would give."""
    H = 1.0 * (inputs(2) @ W1 + b1 >= 0)
    return 1.0 * (H @ w2 + b2 >= 0)


def _some_output(H: Array) -> bool:
    """Say whether any output unit at all could give XOR from these hidden answers."""
    weights, biases = (-1.0, 0.0, 1.0), (-1.5, -0.5, 0.5, 1.5)
    return any(
        bool((step(H @ (v, u) + b) == XOR).all())
        for v, u, b in product(weights, weights, biases)
    )  # fmt: skip


def flaw(case: Case, outputs: Outputs) -> Outputs:
    """Return what would repair the network, or what its hidden units lack."""
    expect_shapes(outputs, W1=(2, 2), b1=(2,), w2=(2,), b2=())
    W1, b1, w2, b2 = outputs

    def right(found: Array) -> bool:
        return bool((found == XOR).all())

    H = step(sums(W1, b1))
    signs = [(p, q) for p, q in product((1, -1), (1, -1)) if (p, q) != (1, 1)]
    return first_flaw(
        (
            right(table(W1, b1, -w2, -b2)),
            right(table(W1.T, b1, w2, b2)),
            right(_at_zero(W1, b1, w2, b2)),
            any(right(table(W1, p * b1, w2, q * b2)) for p, q in signs),
            right(table(W1, b1, w2[::-1], b2)),
            bool((H[:, 0] == H[:, 1]).all()),
            bool((np.ptp(H, axis=0) == 0).any()),
            _some_output(H),
            not _some_output(H),
        )
    )


def _network(W1: ArrayLike, b1: ArrayLike, w2: ArrayLike, b2: float) -> Callable[[], Weights]:
    return lambda: (np.asarray(W1), np.asarray(b1), np.asarray(w2), b2)


_SAME = [[1, 1], [1, 1]]
_OPPOSITE = [[1, -1], [1, -1]]

XOR_BY_HAND = Exercise(
    name="xor_by_hand",
    title="XOR by hand",
    assignment="03_xor",
    points=3,
    answers=("xor_weights",),
    returns=("W1", "b1", "w2", "b2"),
    asked="xor_weights() should return (W1, b1, w2, b2) of a network of step units that "
    "computes XOR; W1 has one column a hidden unit.",
    cases=cases,
    reference=reference,
    measure=answers,
    parts=("y",),
    fingerprint=flaw,
    mistakes=(
        Mistake(
            "xnor",
            "a network that says 1 where the inputs are equal: XOR turned round",
            "The hidden units are fine. Which sums of the output should be positive?",
            (
                _network(_SAME, [-0.5, -1.5], [-1, 2], 0.5),
                _network(_OPPOSITE, [-0.5, 1.5], [-1, -1], 1.5),
            ),
        ),
        Mistake(
            "rows_for_columns",
            "a W1 with one row for each hidden unit instead of one column",
            "In X @ W1, which numbers of W1 make up the sum of the first hidden unit?",
            (
                _network([[1, 1], [-1, -1]], [-0.5, 1.5], [1, 1], -1.5),
                _network([[1, 1], [-1, -1]], [-0.5, 1.5], [2, 2], -3),
                _network([[-1, -1], [1, 1]], [1.5, -0.5], [1, 1], -1.5),
            ),
        ),
        Mistake(
            "border_through_a_point",
            "a border that runs right through a point: there the sum is exactly 0",
            "Work out the sums of all three units for the four inputs. What does the step say to "
            "0 itself?",
            (
                _network(_SAME, [-1, -2], [1, -1], -1),
                _network(_SAME, [-1, -2], [1, -2], -0.5),
                _network(_OPPOSITE, [-1, 1], [1, 1], -2),
                _network(_OPPOSITE, [-0.5, 1.5], [1, 1], -2),
            ),
        ),
        Mistake(
            "bias_sign",
            "a bias with the wrong sign, as if it were the threshold",
            "A bias is added to the sum. For each unit: which sign must the sum have when all its "
            "inputs are 0?",
            (
                _network(_SAME, [0.5, 1.5], [1, -2], 0.5),
                _network(_SAME, [0.5, 1.5], [1, -2], -0.5),
                _network(_SAME, [-0.5, -1.5], [1, -2], 0.5),
                _network(_OPPOSITE, [-0.5, 1.5], [1, 1], 1.5),
                _network(_OPPOSITE, [0.5, -1.5], [1, 1], 1.5),
            ),
        ),
        Mistake(
            "output_swapped",
            "the two numbers of w2 in each other's place",
            "Which of your hidden units is to speak for a 1, and which against it?",
            (
                _network(_SAME, [-0.5, -1.5], [-2, 1], -0.5),
                _network(_SAME, [-1.5, -0.5], [1, -1], -0.5),
            ),
        ),
        Mistake(
            "hidden_alike",
            "two hidden units that answer alike: the same line drawn twice",
            "How many points does one line part correctly? A second line has to do the rest.",
            (
                _network(_SAME, [-0.5, -0.5], [1, 1], -1.5),
                _network(_SAME, [-1.5, -1.5], [1, -2], -0.5),
                _network(_SAME, [0, 0], [1, 1], -0.5),
                _network([[0, 0], [0, 0]], [0, 0], [0, 0], 0),
            ),
        ),
        Mistake(
            "hidden_constant",
            "a hidden unit that gives the same answer to all four inputs",
            "Its line passes by all the points. Which point is the other unit wrong about?",
            (
                _network(_SAME, [-0.5, -2.5], [1, -2], -0.5),
                _network(_OPPOSITE, [-0.5, 2.5], [1, 1], -1.5),
            ),
        ),
        Mistake(
            "output_unit",
            "hidden units that do their part, and an output unit that does not",
            "Write down where the hidden units put the four points, then draw one line between "
            "the zeros and the ones there.",
            (
                _network(_OPPOSITE, [-0.5, 1.5], [1, 1], -0.5),
                _network(_SAME, [-0.5, -1.5], [1, 1], -0.5),
                _network(_SAME, [-0.5, -1.5], [1, 1], -1.5),
            ),
        ),
        Mistake(
            "hidden_unparted",
            "hidden units after which no single line can part zeros and ones",
            "Write down where the hidden units put the four points. Does a 0 fall on a 1, or do "
            "zeros and ones still lie crosswise?",
            (
                _network([[1, 0], [0, 1]], [-0.5, -0.5], [1, 1], -0.5),
                _network([[1, 0], [0, 1]], [-0.5, -0.5], [1, 1], -1.5),
                _network([[1, 1], [1, 0]], [-1.5, -0.5], [-2, 1], -0.5),
            ),
        ),
    ),
    alternatives=(or_but_not_and, without_bias, for_rectified_units),
    forbidden=("tinkernet.nn", "sklearn"),
    left_open=("what the hidden units stand for", "which of the many right weights, their types"),
)
