"""sigmoid(z), relu(z), leaky_relu(z, slope): what a neuron makes of its sum (deck 001)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case, call_activations

from .._exercise import Exercise, Mistake

Array = NDArray[Any]
Function = Callable[..., Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give 0, both signs, numbers as large as 1000 either way, and every kind of shape."""
    fixed = [
        Case("exactly 0", {"z": np.float64(0.0), "slope": 0.1}),
        Case("one negative number", {"z": np.float64(-2.0), "slope": 0.25}),
        Case("one positive number", {"z": np.float64(3.0), "slope": 0.25}),
        Case("all below 0", {"z": np.array([-4.0, -0.5]), "slope": 0.2}),
        Case("far below 0", {"z": np.array([-1000.0]), "slope": 0.01}),
        Case("far above 0", {"z": np.array([1000.0]), "slope": 0.01}),
        Case("a table with everything", {"z": np.array([[-1000.0, -1.0], [1.0, 1000.0]]),
                                         "slope": 0.5}),
    ]  # fmt: skip
    drawn = [
        Case(
            f"random numbers of shape {shape}",
            {"z": rng.normal(0.0, 2.0, shape), "slope": float(rng.uniform(0.05, 0.6))},
        )
        for shape in ((5,), (3, 4), (2, 3, 2))
    ]
    return fixed + drawn


def sigmoid(z: Array) -> Array:
    """Squeeze into 0 to 1; tanh cannot overflow."""
    return 0.5 + 0.5 * np.tanh(0.5 * z)


def relu(z: Array) -> Array:
    """Keep what is positive."""
    return np.maximum(z, 0)


def leaky_relu(z: Array, slope: float) -> Array:
    """Keep what is positive, shrink the rest."""
    return np.maximum(z, 0) + slope * np.minimum(z, 0)


def sigmoid_by_sign(z: Array) -> Any:
    """Let exp see negative numbers only."""
    shrunk = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + shrunk), shrunk / (1 + shrunk))


def sigmoid_clipped(z: Array) -> Any:
    """Cut z where the answer is 0 or 1 anyway, in single precision."""
    return 1 / (1 + np.exp(-np.clip(z, -60, 60).astype("float32")))


def relu_by_product(z: Array) -> Any:
    """Multiply by True and False."""
    return z * (z > 0)


def leaky_by_larger(z: Array, slope: float) -> Any:
    """Take the larger of both, which is right for slopes up to 1."""
    return np.maximum(z, slope * z)


def _each(function: Callable[..., float]) -> Function:
    """Go through the numbers one by one with plain Python."""

    def in_a_loop(z: Array, *slope: float) -> Any:
        numbers = [function(float(number), *slope) for number in np.ravel(z)]
        return np.reshape(numbers, np.shape(z))

    return in_a_loop


def _sigmoid_of_one(z: float) -> float:
    return 1 / (1 + float(np.exp(-z))) if z > -500 else 0.0


IN_LOOPS = (
    _each(_sigmoid_of_one),
    _each(lambda z: z if z > 0 else 0.0),
    _each(lambda z, slope: z if z > 0 else slope * z),
)


def _naive(z: Array) -> Any:
    return 1 / (1 + np.exp(-z))


def _with(
    *, sigmoids: Sequence[Function] = (sigmoid, _naive), relu: Function = relu,
    leaky: Function = leaky_relu,
) -> tuple[tuple[Function, ...], ...]:  # fmt: skip
    """Put a wrong function beside right ones; the sigmoid may overflow or not."""
    return tuple((each, relu, leaky) for each in sigmoids)


ACTIVATIONS = Exercise(
    name="activations",
    title="Activations",
    assignment="02_neuron",
    points=2,
    answers=("sigmoid", "relu", "leaky_relu"),
    returns=("sigmoid", "relu", "leaky_relu"),
    asked="sigmoid(z), relu(z) and leaky_relu(z, slope) should give 1 / (1 + exp(-z)), "
    "max(0, z), and z above 0 but slope * z below, for z of any shape, without an overflow.",
    cases=cases,
    reference=(sigmoid, relu, leaky_relu),
    probe=call_activations,
    mistakes=(
        Mistake(
            "overflow",
            "an exp that overflows for large numbers",
            "exp(1000) is too large for a computer. Where z is far below 0, write the sigmoid "
            "so that exp meets negative numbers only, or cut z off where it no longer matters.",
            _with(
                sigmoids=(
                    _naive,
                    lambda z: np.exp(z) / (1 + np.exp(z)),
                    lambda z: 1 - 1 / (1 + np.exp(z)),
                    lambda z: np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z))),
                )
            ),
        ),
        Mistake(
            "sigmoid_sign",
            "a sigmoid that falls where it should rise",
            "What should the sigmoid of a large positive number be? Mind the minus sign.",
            _with(sigmoids=(lambda z: sigmoid(-z), lambda z: 1 / (1 + np.exp(z)))),
        ),
        Mistake(
            "sigmoid_brackets",
            "1 / 1 + ... without brackets in the sigmoid",
            "Everything below the line of a fraction needs brackets around it.",
            _with(sigmoids=(lambda z: 1 / 1 + np.exp(-z),)),
        ),
        Mistake(
            "sigmoid_slope",
            "the slope of the sigmoid instead of the sigmoid",
            "At 0 the sigmoid is a half. Its slope there is something else.",
            _with(
                sigmoids=(
                    lambda z: sigmoid(z) * (1 - sigmoid(z)),
                    lambda z: _naive(z) * (1 - _naive(z)),
                )
            ),
        ),
        Mistake(
            "tanh_for_sigmoid",
            "tanh in place of the sigmoid",
            "The sigmoid lies between 0 and 1; tanh goes down to -1.",
            _with(sigmoids=(np.tanh,)),
        ),
        Mistake(
            "relu_flipped",
            "a ReLU that keeps what is negative",
            "Which part of z should come through unchanged, and which should become 0?",
            _with(relu=lambda z: np.minimum(z, 0)),
        ),
        Mistake(
            "relu_absolute",
            "the size of z without its sign in place of the ReLU",
            "A negative z should become 0, not positive.",
            _with(relu=np.abs),
        ),
        Mistake(
            "relu_as_step",
            "a step in place of the ReLU",
            "Above 0 the ReLU gives back z itself.",
            _with(relu=lambda z: np.where(z > 0, 1, 0)),
        ),
        Mistake(
            "largest_of_all",
            "the largest number of the whole array in place of the ReLU",
            "np.max looks for one largest number in an array; here every number is compared "
            "with 0 by itself.",
            (
                *_with(relu=lambda z: max(0.0, np.max(z))),
                *_with(relu=lambda z: np.maximum(0.0, np.max(z)) * np.ones_like(z)),
            ),
        ),
        Mistake(
            "largest_of_columns",
            "the largest number along the first axis in place of the ReLU",
            "The second argument of np.max is an axis, not a number. Which of NumPy's functions "
            "compares number by number?",
            _with(relu=lambda z: np.max(z, 0)),
        ),
        Mistake(
            "not_leaky",
            "a leaky ReLU that does not leak",
            "Below 0 it gives a small share of z, which is a little less than 0.",
            _with(leaky=lambda z, slope: relu(z)),
        ),
        Mistake(
            "leaky_on_both_sides",
            "slope * z on both sides of 0",
            "Above 0 the leaky ReLU gives back z itself.",
            _with(leaky=lambda z, slope: slope * z),
        ),
        Mistake(
            "leaky_exchanged",
            "the slope on the wrong side of 0",
            "The small slope belongs to negative z.",
            (
                *_with(leaky=lambda z, slope: np.where(z > 0, slope * z, z)),
                *_with(leaky=lambda z, slope: np.where(z > 0, slope * z, 0)),
            ),
        ),
        Mistake(
            "leaky_constant",
            "the slope itself below 0, whatever z is",
            "Below 0 the answer still depends on z: the slope says how fast.",
            (
                *_with(leaky=lambda z, slope: np.where(z > 0, z, slope)),
                *_with(leaky=lambda z, slope: np.maximum(z, slope)),
            ),
        ),
        Mistake(
            "leaky_sign",
            "a leaky ReLU that is positive below 0",
            "A share of z has the sign of z.",
            _with(leaky=lambda z, slope: np.where(z > 0, z, -slope * z)),
        ),
        Mistake(
            "own_slope",
            "the same slope every time, whichever is given",
            "The second argument says how steep it is below 0.",
            (
                *_with(leaky=lambda z, slope: np.where(z > 0, z, 0.01 * z)),
                *_with(leaky=lambda z, slope: np.where(z > 0, z, 0.1 * z)),
            ),
        ),
    ),
    alternatives=(
        IN_LOOPS,
        (sigmoid_by_sign, relu_by_product, leaky_by_larger),
        (sigmoid_clipped, relu_by_product, leaky_by_larger),
    ),
    forbidden=("tinkernet.nn", "tinkernet.graph", "scipy", "sklearn"),
    left_open=("how overflow is avoided", "slopes below 0 or above 1"),
)
