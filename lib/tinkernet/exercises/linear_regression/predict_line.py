"""predict(x, a, b): a line (deck 000, y = ax + b)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one point, a flat line, zeros, and random lines."""
    fixed = [
        Case("one point", {"x": np.array([3.0]), "a": 2.0, "b": 1.0}),
        Case("a flat line", {"x": np.array([-1.0, 0.0, 4.0]), "a": 0.0, "b": -2.5}),
        Case("a line through the origin", {"x": np.array([-2.0, 0.5]), "a": 3.0, "b": 0.0}),
    ]
    drawn = [
        Case(
            f"{m} random points",
            {"x": rng.normal(0, 3, m), "a": rng.uniform(1, 3), "b": -rng.uniform(4, 6)},
        )
        for m in (2, 5, 17)
    ]
    return fixed + drawn


def reference(x: Array, a: float, b: float) -> Array:
    """Return a x + b."""
    return a * x + b


def in_a_loop(x: Array, a: float, b: float) -> list[float]:
    """Go through the points one by one and return a list."""
    y_hat = []
    for x_i in x:
        y_hat.append(a * x_i + b)  # noqa: PERF401 - written as a beginner would
    return y_hat


def as_matrix_product(x: Array, a: float, b: float) -> Any:
    """Multiply the table [x, 1] by (a, b)."""
    return np.stack([x, np.ones_like(x)], axis=1) @ np.array([a, b])


def in_float32(x: Array, a: float, b: float) -> Any:
    """Compute in single precision."""
    return np.float32(a) * x.astype(np.float32) + np.float32(b)


PREDICT_LINE = Exercise(
    name="predict_line",
    title="Predict with a line",
    assignment="01_linear_regression",
    points=1,
    answers=("predict",),
    returns=("y_hat",),
    asked="predict(x, a, b) should return the height of the line with slope a and "
    "intercept b at every x.",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "bias_forgotten",
            "a line without its intercept",
            "Where does your line cross the y-axis, that is, what does it give for x = 0?",
            (lambda x, a, b: a * x,),
        ),
        Mistake(
            "swapped_parameters",
            "slope and intercept in each other's place",
            "Which of the two numbers says how much y changes when x grows by 1?",
            (lambda x, a, b: b * x + a,),
        ),
        Mistake(
            "intercept_multiplied",
            "the intercept multiplied by the slope as well",
            "Check the order of operations: what happens to b when a changes?",
            (lambda x, a, b: a * (x + b),),
        ),
        Mistake(
            "intercept_subtracted",
            "the intercept taken away instead of added",
            "Try x = 0: the line should give b there, with its sign.",
            (lambda x, a, b: a * x - b,),
        ),
    ),
    alternatives=(in_a_loop, as_matrix_product, in_float32),
    forbidden=("numpy.polyval", "numpy.poly1d", "numpy.polynomial", "tinkernet.nn", "sklearn"),
)
