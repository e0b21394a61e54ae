"""relu_backward(grad_a, z): back through an activation (decks 001 and 004)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give the corner, gradients of both signs on both sides, and arrays of one to three axes."""
    fixed = [
        Case("the corner", {"grad_a": np.array([[3.0]]), "z": np.array([[0.0]])}),
        Case(
            "both signs of both",
            {
                "grad_a": np.array([[2.0, -2.0, 4.0], [-3.0, 5.0, -1.0]]),
                "z": np.array([[1.5, 0.5, -1.0], [-0.5, 0.0, 3.0]]),
            },
        ),
    ]
    drawn = [
        Case(
            f"shape {shape}",
            {"grad_a": rng.normal(0.0, 2.0, shape), "z": rng.normal(0.0, 1.0, shape)},
        )
        for shape in ((4,), (4, 1), (2, 2, 3), (4, 4), (5, 3))
    ]
    return fixed + drawn


def reference(grad_a: Array, z: Array) -> Any:
    """Let through what belongs to positive z."""
    return np.where(z > 0, grad_a, 0.0)


def in_a_loop(grad_a: Array, z: Array) -> Any:
    """Decide number by number; return nested lists."""
    found = [g if s > 0 else 0.0 for g, s in zip(grad_a.flat, z.flat, strict=True)]
    return np.reshape(found, z.shape).tolist()


def on_a_copy(grad_a: Array, z: Array) -> Any:
    """Copy, then set to 0 where the unit was silent."""
    grad_z = np.array(grad_a, copy=True)
    grad_z[z <= 0] = 0
    return grad_z


def as_a_product(grad_a: Array, z: Array) -> Any:
    """Multiply with a mask, in single precision."""
    return grad_a.astype(np.float32) * (z > 0)


RELU_BACKWARD = Exercise(
    name="relu_backward",
    title="Back through ReLU",
    assignment="04_backprop",
    points=1,
    answers=("relu_backward",),
    returns=("grad_z",),
    asked="relu_backward(grad_a, z) should return the gradient at z, the input of ReLU, for "
    "the gradient grad_a at its output; grad_a stays as it is.",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "corner",
            "a gradient that gets through at z = 0",
            "At the corner we agreed on a slope of 0.",
            (
                lambda grad_a, z: grad_a * (z >= 0),
                lambda grad_a, z: grad_a * (1 + np.sign(z)) / 2,
            ),
        ),
        Mistake(
            "slope_alone",
            "the slope of ReLU alone, without grad_a",
            "The chain rule has two factors here. Which one came from behind?",
            (lambda grad_a, z: z > 0,),
        ),
        Mistake(
            "value_for_slope",
            "grad_a multiplied by the activation or by z, not by the slope",
            "g'(z) means: the slope g' at the place z. Nothing is multiplied by z.",
            (
                lambda grad_a, z: grad_a * np.maximum(z, 0),
                lambda grad_a, z: grad_a * z,
            ),
        ),
        Mistake(
            "sign_of_the_gradient",
            "gradients sorted by their own sign",
            "Whether something gets through depends on z alone; gradients may well be negative.",
            (
                lambda grad_a, z: np.maximum(grad_a, 0),
                lambda grad_a, z: grad_a * (grad_a > 0) * (z > 0),
                lambda grad_a, z: np.maximum(grad_a * z, 0),
            ),
        ),
        Mistake(
            "wrong_side",
            "the gradient let through where ReLU is flat",
            "On which side of 0 does ReLU rise?",
            (lambda grad_a, z: grad_a * (z < 0), lambda grad_a, z: grad_a * (z <= 0)),
        ),
        Mistake(
            "all_through",
            "the gradient let through everywhere",
            "Where a unit was silent, a small change of z changes nothing.",
            (lambda grad_a, z: grad_a * 1.0, lambda grad_a, z: grad_a * np.sign(z)),
        ),
    ),
    alternatives=(in_a_loop, on_a_copy, as_a_product),
    forbidden=("tinkernet.nn", "tinkernet.graph", "scipy", "sklearn"),
)
