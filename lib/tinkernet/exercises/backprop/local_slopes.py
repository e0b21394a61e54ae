"""d_sigmoid(z), d_tanh(z), d_relu(z): slopes of activations (decks 003 and 004)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake

Array = NDArray[Any]
Function = Callable[[Array], Any]
Three = tuple[Callable[..., Any], ...]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give the corner and its neighbours, both signs, and arrays of one to three axes."""
    fixed = [
        Case("z = 0", {"z": np.array([0.0])}),
        Case("next to 0", {"z": np.array([1e-12, -1e-12])}),
        Case("both signs, and 0", {"z": np.array([-2.0, 0.0, 0.5])}),
    ]
    drawn = [
        Case(f"shape {shape}", {"z": rng.normal(0.0, 1.5, shape)})
        for shape in ((4,), (2, 3), (5, 1), (2, 2, 3))
    ]
    return fixed + drawn


def d_sigmoid(z: Array) -> Any:
    """Return the square of 1 / (e^(z/2) + e^(-z/2)), which is s (1 - s)."""
    return 1 / (2 * np.cosh(z / 2)) ** 2


def d_tanh(z: Array) -> Any:
    """Return 1 - tanh(z) squared."""
    return 1 - np.tanh(z) ** 2


def d_relu(z: Array) -> Any:
    """Return 1 where z is positive."""
    return np.where(z > 0, 1.0, 0.0)


RIGHT: Three = (d_sigmoid, d_tanh, d_relu)


def d_sigmoid_in_a_loop(z: Array) -> Any:
    """Go through the numbers one by one."""
    found = [np.exp(-one) / (1 + np.exp(-one)) ** 2 for one in z.ravel()]
    return np.array(found).reshape(z.shape)


def d_tanh_by_cosh(z: Array) -> Any:
    """Divide by the square of the hyperbolic cosine."""
    return 1 / np.cosh(z) ** 2


def d_relu_as_mask(z: Array) -> Any:
    """Return whether z is positive, as it is."""
    return z > 0


def d_sigmoid_in_float32(z: Array) -> Any:
    """Use the slope of tanh at half of z, in single precision."""
    return (1 - np.tanh(z.astype(np.float32) / 2) ** 2) / 4


def d_tanh_as_list(z: Array) -> Any:
    """Return nested lists."""
    return (1 - np.tanh(z) * np.tanh(z)).tolist()


def d_relu_by_masking(z: Array) -> Any:
    """Fill in ones."""
    slope = np.zeros(z.shape, dtype=int)
    slope[z > 0] = 1
    return slope


def d_relu_by_sign(z: Array) -> Any:
    """Use the sign of what ReLU gives."""
    return np.sign(np.maximum(z, 0))


def _s(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def _mixed(*wrong: Function | None) -> tuple[Three, ...]:
    """Return all ways to go wrong in one or more of the three, the right slope elsewhere."""
    ways: list[Three] = [()]
    for right, other in zip(RIGHT, wrong, strict=True):
        choices = (right,) if other is None else (right, other)
        ways = [(*way, choice) for way in ways for choice in choices]
    return tuple(way for way in ways if way != RIGHT)


LOCAL_SLOPES = Exercise(
    name="local_slopes",
    title="Slopes of activations",
    assignment="04_backprop",
    points=2,
    answers=("d_sigmoid", "d_tanh", "d_relu"),
    returns=("d_sigmoid", "d_tanh", "d_relu"),
    asked="d_sigmoid(z), d_tanh(z) and d_relu(z) should return the slopes of the three "
    "activations at every z, in the shape of z; 0 at the corner of ReLU.",
    cases=cases,
    reference=RIGHT,
    mistakes=(
        Mistake(
            "value_for_slope",
            "the activation itself where its slope was asked for",
            "How high a curve is and how steep it is are two things. Look at z = 0.",
            _mixed(_s, np.tanh, lambda z: np.maximum(z, 0)),
        ),
        Mistake(
            "z_for_activation",
            "a slope formula that is meant for the activation, with z put into it",
            "In a formula such as a (1 - a), a is what the activation gives. What have you put in?",
            _mixed(lambda z: z * (1 - z), lambda z: 1 - z**2, None),
        ),
        Mistake(
            "activation_twice",
            "the slope taken at the activation instead of at z",
            "How often is the activation applied on the way to your result? Once is right.",
            _mixed(lambda z: d_sigmoid(_s(z)), lambda z: d_tanh(np.tanh(z)), None),
        ),
        Mistake(
            "corner",
            "a slope of ReLU that is not 0 at its corner",
            "At z = 0 exactly there is a choice, and we agreed on one.",
            (
                (d_sigmoid, d_tanh, lambda z: z >= 0),
                (d_sigmoid, d_tanh, lambda z: (1 + np.sign(z)) / 2),
                (d_sigmoid, d_tanh, lambda z: np.maximum(z, 0) / z),
            ),
        ),
        Mistake(
            "minus_one_below",
            "a slope of ReLU that is not 0 below 0",
            "Where z is negative ReLU is flat. How steep is something flat?",
            (
                (d_sigmoid, d_tanh, np.sign),
                (d_sigmoid, d_tanh, lambda z: np.where(z > 0, 1.0, 0.01)),
                (d_sigmoid, d_tanh, np.ones_like),
            ),
        ),
        Mistake(
            "sign",
            "a slope with its sign turned round",
            "All three curves never fall. Which sign can their slopes not have?",
            _mixed(lambda z: -d_sigmoid(z), lambda z: -d_tanh(z), None),
        ),
        Mistake(
            "half_of_the_product",
            "one of the two factors of the sigmoid's slope missing",
            "Far to the right the sigmoid is flat, and far to the left too. Does your slope go "
            "to 0 on both sides?",
            ((lambda z: 1 - _s(z), d_tanh, d_relu),),
        ),
        Mistake(
            "square_missing",
            "a square missing in the slope of tanh",
            "The slope of tanh is the same at z and at -z. Is yours?",
            ((d_sigmoid, lambda z: 1 - np.tanh(z), d_relu),),
        ),
        Mistake(
            "bracket_squared",
            "the whole of 1 - tanh(z) squared",
            "In 1 - a squared only a is squared; the 1 stands outside.",
            ((d_sigmoid, lambda z: (1 - np.tanh(z)) ** 2, d_relu),),
        ),
        Mistake(
            "rules_exchanged",
            "the rule of one activation used for another one",
            "At z = 0 the tanh is four times as steep as the sigmoid: each has its own rule.",
            _mixed(lambda z: 1 - _s(z) ** 2, lambda z: np.tanh(z) * (1 - np.tanh(z)), None),
        ),
        Mistake(
            "another_order",
            "the three functions in another order",
            "check takes them in the order sigmoid, tanh, relu.",
            tuple(order for order in permutations(RIGHT) if order != RIGHT),
        ),
    ),
    alternatives=(
        (d_sigmoid_in_a_loop, d_tanh_by_cosh, d_relu_as_mask),
        (d_sigmoid_in_float32, d_tanh_as_list, d_relu_by_masking),
        (d_sigmoid_in_a_loop, d_tanh_as_list, d_relu_by_sign),
    ),
    forbidden=("tinkernet.nn", "tinkernet.graph", "scipy", "sklearn", "numpy.gradient"),
    left_open=(
        "The dtype of what comes back: True and False will do for d_relu.",
        "What happens at z so large that exp overflows.",
    ),
)
