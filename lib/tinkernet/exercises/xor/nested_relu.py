"""nested_relu(x, params): units in a unit, as one formula (deck 000)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Answer, Exercise, Mistake
from ._labels import sizes

Array = NDArray[Any]
Function = Callable[[Any], Any]
Params = tuple[Array, Array, Array, float]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give units that are off, an output below 0, a single unit, and random networks.

    The smallest have two inputs and two hidden units: with one of either, whoever forgets to add
    up would be told that the numbers are right. Cases with one are larger.
    """
    fixed = [
        Case(
            "a hidden unit that is off",
            {
                "x": np.array([1.0, -2.0]),
                "params": (
                    np.array([[1.0, 1.0], [0.5, 2.0]]),
                    np.array([2.0, -1.0]),
                    np.array([3.0, -4.0]),
                    -0.5,
                ),
            },
        ),
        Case(
            "an output that would be below 0",
            {
                "x": np.array([1.0, 2.0]),
                "params": (
                    np.array([[1.0, 3.0], [0.5, -0.5]]),
                    np.zeros(2),
                    np.array([-1.0, -3.0]),
                    2.0,
                ),
            },
        ),
        Case(
            "6 inputs, a single hidden unit",
            {
                "x": np.array([1.0, -2.0, 0.5, 0.0, 3.0, 1.0]),
                "params": (
                    np.array([[2.0], [0.5], [4.0], [-3.0], [1.0], [-4.0]]),
                    np.array([-0.5]),
                    np.array([-0.5]),
                    2.0,
                ),
            },
        ),
    ]

    def drawn(d: int, h: int) -> Case:
        W1, W2 = rng.normal(0.0, 1.0, (d, h)), rng.normal(0.0, 1.0, h)
        x, b1 = rng.normal(0.0, 2.0, d), rng.normal(0.0, 1.0, h)
        height = float(W2 @ np.maximum(x @ W1 + b1, 0.0))
        # Mostly above 0, so that the outer unit does not hide what the inner ones do.
        params = (W1, b1, W2, float(rng.uniform(0.5, 2.0) + max(-height, 0.0)))
        return Case(sizes(input=d, hidden_unit=h), {"x": x, "params": params})

    shapes = ((2, 2), (1, 4), (2, 3), (3, 3), (3, 2), (4, 6), (3, 8), (2, 12))
    return fixed + [drawn(d, h) for d, h in shapes]


def reference(x: Array, params: Params) -> Any:
    """Bend the hidden sums, then their sum."""
    W1, b1, W2, b2 = params
    hidden = np.maximum(0.0, x @ W1 + b1)
    return np.maximum(0.0, hidden @ W2 + b2)


def in_plain_python(x: Array, params: Params) -> float:
    """Write the formula with two loops."""
    W1, b1, W2, b2 = params
    total = b2
    for j in range(len(b1)):
        z = b1[j]
        for i in range(len(x)):
            z += W1[i][j] * x[i]
        total += W2[j] * max(0, z)
    return max(0, total)


def with_masks(x: Array, params: Params) -> Any:
    """Let each unit count only where its sum is positive."""
    W1, b1, W2, b2 = params
    z = np.tensordot(x, W1, axes=1) + b1
    total = np.sum(W2 * z * (z > 0)) + b2
    return total * (total > 0)


def in_float32(x: Array, params: Params) -> Any:
    """Compute in single precision, and return a 0-d array."""
    W1, b1, W2, b2 = (np.asarray(each, dtype="float32") for each in params)
    hidden = np.clip(W1.T @ x.astype("float32") + b1, 0, None)
    return np.array(np.clip(np.dot(W2, hidden) + b2, 0, None))


def _relu(z: Any) -> Any:
    return np.maximum(0.0, z)


def _same(z: Any) -> Any:
    return z


def _minimum(z: Any) -> Any:
    return np.minimum(0.0, z)


def _step(z: Any) -> Any:
    return 1.0 * (z > 0)


def _formula(
    inner: Function = _relu, outer: Function = _relu, *, biases: tuple[float, float] = (1.0, 1.0)
) -> Answer:
    """Write the formula with other functions in place of max, or without a bias."""

    def answer(x: Array, params: Params) -> Any:
        W1, b1, W2, b2 = params
        return outer(inner(x @ W1 + biases[0] * b1) @ W2 + biases[1] * b2)

    return answer


def _with(formula: Callable[..., Any]) -> Answer:
    """Write a formula of the hidden weighted inputs, their biases, and the output's two."""
    return lambda x, params: formula(x @ params[0], *params[1:])


NESTED_RELU = Exercise(
    name="nested_relu",
    title="Units in a unit",
    assignment="03_xor",
    points=2,
    answers=("nested_relu",),
    returns=("y",),
    asked="nested_relu(x, params) should return max(0, W2 . max(0, x W1 + b1) + b2) as one "
    "number, with params = (W1, b1, W2, b2).",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "inner_max_missing",
            "hidden units without their max(0, ...)",
            "How often does the formula say max? Each hidden unit has one of its own.",
            (_formula(inner=_same),),
        ),
        Mistake(
            "outer_max_missing",
            "an output without its max(0, ...)",
            "Look at the very beginning of the formula. Can y be negative?",
            (_formula(outer=_same),),
        ),
        Mistake(
            "no_max",
            "a formula without any max(0, ...)",
            "Without max there is nothing left but a linear formula. Where does max stand?",
            (_formula(_same, _same),),
        ),
        Mistake(
            "weighted_inside",
            "output weights multiplied in inside a hidden unit's max(0, ...)",
            "A weight of the output stands before the word max. Is max(0, -2 z) the same as "
            "-2 max(0, z)?",
            (
                _with(lambda z, b1, W2, b2: _relu(np.sum(_relu(W2 * (z + b1))) + b2)),
                _with(lambda z, b1, W2, b2: _relu(np.sum(_relu(W2 * z + b1)) + b2)),
            ),
        ),
        Mistake(
            "unweighted",
            "hidden units added up without the output's weights",
            "Which number stands before each inner max?",
            (_with(lambda z, b1, W2, b2: _relu(np.sum(_relu(z + b1)) + b2)),),
        ),
        Mistake(
            "bias_left_out",
            "a formula without one of its biases",
            "There is a bias in every inner max, and one in the outer.",
            (_formula(biases=(0.0, 1.0)), _formula(biases=(1.0, 0.0)), _formula(biases=(0.0, 0.0))),
        ),
        Mistake(
            "output_bias_for_each",
            "the output's bias added once for every hidden unit",
            "Is b2 inside the sum over the units, or does it come once, after it?",
            (_with(lambda z, b1, W2, b2: _relu(np.sum(_relu(z + b1) * W2 + b2))),),
        ),
        Mistake(
            "bias_outside",
            "a bias added outside the max(0, ...) that it belongs into",
            "Look at the brackets: each bias stands before its max is closed.",
            (
                _with(lambda z, b1, W2, b2: _relu((_relu(z) + b1) @ W2 + b2)),
                _with(lambda z, b1, W2, b2: _relu(_relu(z + b1) @ W2) + b2),
            ),
        ),
        Mistake(
            "first_bias_for_all",
            "the first hidden unit's bias used for all of them",
            "Every hidden unit has a bias of its own. Which index does it need?",
            (_with(lambda z, b1, W2, b2: _relu(_relu(z + b1[0]) @ W2 + b2)),),
        ),
        Mistake(
            "one_max_for_all",
            "the largest hidden unit alone, where every hidden unit counts",
            "np.max finds the largest of many numbers. How many times does the formula say max "
            "inside, and what is compared with 0 each time?",
            (
                _with(lambda z, b1, W2, b2: _relu(_relu(np.max(z + b1)) * W2 + b2)),
                _with(lambda z, b1, W2, b2: _relu(_relu(np.max(z + b1)) * np.sum(W2) + b2)),
                _with(lambda z, b1, W2, b2: _relu(np.max(z + b1) * np.sum(W2) + b2)),
                _with(lambda z, b1, W2, b2: _relu(np.max(z + b1) * W2 + b2)),
                _with(lambda z, b1, W2, b2: _relu(np.max(_relu(z + b1) * W2) + b2)),
                _with(lambda z, b1, W2, b2: _relu(np.max(_relu(z + b1) * W2 + b2))),
            ),
        ),
        Mistake(
            "minimum",
            "the smaller of 0 and the sum instead of the larger",
            "A unit with a negative sum is off and gives 0.",
            (_formula(_minimum, _minimum), _formula(inner=_minimum)),
        ),
        Mistake(
            "steps",
            "step units instead of max(0, ...)",
            "A unit that is on does not give 1 here, but its sum.",
            (_formula(_step, _step), _formula(inner=_step)),
        ),
        Mistake(
            "not_summed",
            "one number for each hidden unit: they are not added up",
            "y is one number. What does the formula do with the hidden units?",
            (
                _with(lambda z, b1, W2, b2: _relu(_relu(z + b1) * W2 + b2)),
                _with(lambda z, b1, W2, b2: _relu(z + b1) * W2 + b2),
            ),
        ),
    ),
    alternatives=(in_plain_python, with_masks, in_float32),
    forbidden=("tinkernet.nn", "sklearn"),
    left_open=("whether a Python number or a 0-d array comes back, and its dtype",),
)
