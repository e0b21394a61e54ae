"""mse(y_hat, y): the mean squared error (decks 001 and 004)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake

Array = NDArray[Any]
Loss = Callable[[Array, Array], Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one point, a perfect fit, flat arrays, columns, and one of each."""
    fixed = [
        Case("one point", {"y_hat": np.array([4.0]), "y": np.array([1.0])}),
        Case("a perfect fit", {"y_hat": np.array([1.0, -2.0]), "y": np.array([1.0, -2.0])}),
        Case(
            "errors of both signs",
            {"y_hat": np.array([1.0, 5.0, 0.0]), "y": np.array([3.0, 3.0, 0.5])},
        ),
    ]

    def drawn(label: str, m: int, *shapes: tuple[int, ...]) -> Case:
        y_hat, y = rng.normal(0.0, 2.0, m), rng.normal(1.5, 2.0, m)
        return Case(label, {"y_hat": y_hat.reshape(shapes[0]), "y": y.reshape(shapes[1])})

    return [
        *fixed,
        drawn("two flat arrays", 6, (6,), (6,)),
        drawn("two columns", 4, (4, 1), (4, 1)),
        drawn("y_hat flat, y a column", 3, (3,), (3, 1)),
        drawn("y_hat a column, y flat", 5, (5, 1), (5,)),
        drawn("two longer flat arrays", 23, (23,), (23,)),
    ]


def reference(y_hat: Array, y: Array) -> float:
    """Return the mean of the squared differences."""
    return float(np.mean((np.ravel(y_hat) - np.ravel(y)) ** 2))


def in_a_loop(y_hat: Array, y: Array) -> float:
    """Add the squares up one by one."""
    y_hat, y = y_hat.flatten(), y.flatten()
    total = 0.0
    for i in range(len(y)):
        total += (y_hat[i] - y[i]) ** 2
    return total / len(y)


def as_dot_product(y_hat: Array, y: Array) -> Array:
    """Multiply the column of errors by itself and return a 0-d array."""
    error = y_hat.reshape(-1) - y.reshape(-1)
    return np.array(error @ error / error.size)


def in_float32(y_hat: Array, y: Array) -> Any:
    """Compute in single precision."""
    return np.square(y_hat.ravel().astype("float32") - y.ravel().astype("float32")).mean()


def _flat(loss: Loss) -> Loss:
    return lambda y_hat, y: loss(np.ravel(y_hat), np.ravel(y))


def _both(loss: Loss) -> tuple[Loss, Loss]:
    """Write the mistake with and without care for (m,) against (m, 1)."""
    return loss, _flat(loss)


MSE = Exercise(
    name="mse",
    title="Mean squared error",
    assignment="01_linear_regression",
    points=2,
    answers=("mse",),
    returns=("mse",),
    asked="mse(y_hat, y) should return the mean of the squared differences as one number, "
    "for arrays of shape (m,) or (m, 1) each.",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "sum_for_mean",
            "the sum instead of the mean",
            "Twice as many points, equally far off, should give the same error.",
            _both(lambda y_hat, y: np.sum((y_hat - y) ** 2)),
        ),
        Mistake(
            "not_averaged",
            "the squares themselves: their mean is missing",
            "A loss is one number for all points together.",
            _both(lambda y_hat, y: (y_hat - y) ** 2),
        ),
        Mistake(
            "missing_square",
            "the mean of the plain differences: the square is missing",
            "One point too high and one too low must not cancel each other.",
            (
                *_both(lambda y_hat, y: np.mean(y_hat - y)),
                *_both(lambda y_hat, y: np.mean(y - y_hat)),
            ),
        ),
        Mistake(
            "absolute_error",
            "the mean absolute error",
            "An error of 4 should cost 16 times as much as an error of 1, not 4 times.",
            _both(lambda y_hat, y: np.mean(np.abs(y_hat - y))),
        ),
        Mistake(
            "root",
            "the root of the mean squared error (RMSE)",
            "The last step is one too many: look at the unit of the result.",
            _both(lambda y_hat, y: np.sqrt(np.mean((y_hat - y) ** 2))),
        ),
        Mistake(
            "half",
            "half the mean squared error",
            "Some books put a 1/2 in front, to get rid of a 2 later; here there is none.",
            _both(lambda y_hat, y: 0.5 * np.mean((y_hat - y) ** 2)),
        ),
        Mistake(
            "half_sum",
            "half the sum of squares",
            "This loss has no 1/2 in front, and it should not grow with the number of points.",
            _both(lambda y_hat, y: 0.5 * np.sum((y_hat - y) ** 2)),
        ),
        Mistake(
            "squared_mean_difference",
            "the square of the mean difference",
            "Order matters: which comes first, squaring each error or taking the mean?",
            _both(lambda y_hat, y: np.mean(y_hat - y) ** 2),
        ),
        Mistake(
            "broadcast",
            "every prediction compared with every target: (m,) against (m, 1) makes m x m",
            "Print (y_hat - y).shape when one of the two is a column. "
            "Bring both to one shape first.",
            (
                lambda y_hat, y: np.mean((y_hat - y) ** 2),
                lambda y_hat, y: np.sum((y_hat - y) ** 2) / len(y),
            ),
        ),
    ),
    alternatives=(in_a_loop, as_dot_product, in_float32),
    forbidden=("tinkernet.nn", "sklearn"),
)
