"""mse_gradient(x, y, a, b): the two slopes of the MSE (deck 001, gradient descent)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one point, the bottom of the valley, and random lines."""
    x = np.array([0.0, 1.0, 2.0])
    fixed = [
        Case("one point", {"x": np.array([2.0]), "y": np.array([1.0]), "a": 1.5, "b": 0.5}),
        Case("a perfect fit", {"x": x, "y": 3.0 * x - 1.0, "a": 3.0, "b": -1.0}),
        Case("a line too high", {"x": x, "y": np.array([0.0, 0.5, 1.0]), "a": 1.0, "b": 2.0}),
    ]
    drawn = [
        Case(
            f"{m} random points",
            {
                "x": rng.normal(1.0, 2.0, m),
                "y": rng.normal(0.0, 3.0, m),
                "a": rng.uniform(-2, 2),
                "b": rng.uniform(-2, 2),
            },
        )
        for m in (2, 4, 9, 30)
    ]
    return fixed + drawn


def reference(x: Array, y: Array, a: float, b: float) -> tuple[Any, Any]:
    """Return the means of 2 e x and of 2 e, with e = a x + b - y."""
    error = a * x + b - y
    return 2 * np.mean(error * x), 2 * np.mean(error)


def in_a_loop(x: Array, y: Array, a: float, b: float) -> list[float]:
    """Add up what every point contributes."""
    da = db = 0.0
    for x_i, y_i in zip(x, y, strict=True):
        error = a * x_i + b - y_i
        da += 2 * error * x_i / len(x)
        db += 2 * error / len(x)
    return [da, db]


def as_matrix_product(x: Array, y: Array, a: float, b: float) -> Any:
    """Multiply the transposed table [x, 1] by the errors."""
    table = np.column_stack([x, np.ones(len(x))])
    return 2 / len(x) * table.T @ (table @ np.array([a, b]) - y)


def from_the_other_side(x: Array, y: Array, a: float, b: float) -> tuple[Any, Any]:
    """Start from y - y_hat and carry the minus along, in single precision."""
    x, y = x.astype("float32"), y.astype("float32")
    error = y - (np.float32(a) * x + np.float32(b))
    return -2 * (error * x).mean(), -2 * error.mean()


def _parts(x: Array, y: Array, a: float, b: float) -> tuple[Array, Array]:
    error = a * x + b - y
    return error * x, error


def _sum(x: Array, y: Array, a: float, b: float) -> Any:
    ex, e = _parts(x, y, a, b)
    return 2 * ex.sum(), 2 * e.sum()


def _each_point(x: Array, y: Array, a: float, b: float) -> Any:
    ex, e = _parts(x, y, a, b)
    return 2 * ex, 2 * e


def _each_point_missing_two(x: Array, y: Array, a: float, b: float) -> Any:
    return _parts(x, y, a, b)


def _missing_two(x: Array, y: Array, a: float, b: float) -> Any:
    ex, e = _parts(x, y, a, b)
    return ex.mean(), e.mean()


def _sum_missing_two(x: Array, y: Array, a: float, b: float) -> Any:
    ex, e = _parts(x, y, a, b)
    return ex.sum(), e.sum()


def _sign(x: Array, y: Array, a: float, b: float) -> Any:
    ex, e = _parts(x, y, a, b)
    return -2 * ex.mean(), -2 * e.mean()


def _sign_missing_two(x: Array, y: Array, a: float, b: float) -> Any:
    ex, e = _parts(x, y, a, b)
    return -ex.mean(), -e.mean()


def _missing_x(x: Array, y: Array, a: float, b: float) -> Any:
    _, e = _parts(x, y, a, b)
    return 2 * e.mean(), 2 * e.mean()


def _x_in_db(x: Array, y: Array, a: float, b: float) -> Any:
    ex, _ = _parts(x, y, a, b)
    return 2 * ex.mean(), 2 * ex.mean()


def _swapped(x: Array, y: Array, a: float, b: float) -> Any:
    ex, e = _parts(x, y, a, b)
    return 2 * e.mean(), 2 * ex.mean()


def _mean_too_early(x: Array, y: Array, a: float, b: float) -> Any:
    _, e = _parts(x, y, a, b)
    return 2 * e.mean() * x.mean(), 2 * e.mean()


MSE_GRADIENT = Exercise(
    name="mse_gradient",
    title="The slope of the loss",
    assignment="01_linear_regression",
    points=3,
    answers=("mse_gradient",),
    returns=("da", "db"),
    asked="mse_gradient(x, y, a, b) should return (da, db), the derivatives of the MSE of "
    "the line a x + b with respect to a and to b.",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "sum_for_mean",
            "the sum over the points instead of the mean",
            "The loss is a mean; its slope is one too.",
            (_sum,),
        ),
        Mistake(
            "not_averaged",
            "one slope for each point: the mean over the points is missing",
            "da and db are one number each, for all points together.",
            (_each_point, _each_point_missing_two),
        ),
        Mistake(
            "missing_two",
            "a factor of 2 missing",
            "What does the derivative of e squared bring in front of e?",
            (_missing_two,),
        ),
        Mistake(
            "sum_missing_two",
            "a sum instead of a mean, and a factor of 2 missing",
            "Take the derivative of the mean of e squared step by step: "
            "what becomes of the square, and what of the mean?",
            (_sum_missing_two,),
        ),
        Mistake(
            "sign_flipped",
            "the slope with its sign turned round",
            "If the line lies too high everywhere, raising b makes the loss larger: "
            "which sign must db have then?",
            (_sign, _sign_missing_two),
        ),
        Mistake(
            "missing_x",
            "da without the inner derivative: its x is missing",
            "By how much does a x + b change when a grows a little? It depends on the point.",
            (_missing_x,),
        ),
        Mistake(
            "x_in_db",
            "db with an x that does not belong there",
            "By how much does a x + b change when b grows a little? Is it the same at every x?",
            (_x_in_db,),
        ),
        Mistake(
            "swapped",
            "da and db in each other's place",
            "First comes the derivative with respect to a.",
            (_swapped,),
        ),
        Mistake(
            "mean_too_early",
            "the mean of the errors times the mean of x",
            "Each error belongs with its own x: multiply first, then take the mean.",
            (_mean_too_early,),
        ),
    ),
    alternatives=(in_a_loop, as_matrix_product, from_the_other_side),
    forbidden=("numpy.gradient", "tinkernet.nn", "tinkernet.optim", "scipy", "sklearn"),
)
