"""least_squares(x, y): the best line at once (deck 004 contrasts it with gradient descent)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give two points, a falling line, and noisy lines far from the origin."""
    fixed = [
        Case("two points", {"x": np.array([1.0, 3.0]), "y": np.array([2.0, 8.0])}),
        Case("a falling line", {"x": np.array([0.0, 1.0, 2.0]), "y": np.array([5.0, 4.0, 3.0])}),
    ]
    drawn = []
    for m in (3, 8, 25):
        x = rng.uniform(1.0, 5.0, m)
        y = rng.uniform(1, 3) * x + rng.uniform(2, 4) + rng.normal(0.0, 1.0, m)
        drawn.append(Case(f"{m} noisy points", {"x": x, "y": y}))
    return fixed + drawn


def reference(x: Array, y: Array) -> tuple[Any, Any]:
    """Return cov(x, y) / var(x), and the intercept that meets the mean point."""
    dx = x - x.mean()
    a = (dx * (y - y.mean())).sum() / (dx**2).sum()
    return a, y.mean() - a * x.mean()


def in_a_loop(x: Array, y: Array) -> tuple[float, float]:
    """Sum up with plain Python."""
    m = len(x)
    mean_x, mean_y = sum(x) / m, sum(y) / m
    above = below = 0.0
    for x_i, y_i in zip(x, y, strict=True):
        above += (x_i - mean_x) * (y_i - mean_y)
        below += (x_i - mean_x) ** 2
    return above / below, mean_y - above / below * mean_x


def by_normal_equations(x: Array, y: Array) -> Array:
    """Solve the two normal equations."""
    table = np.stack([x, np.ones_like(x)], axis=1)
    return np.linalg.solve(table.T @ table, table.T @ y)


def from_the_covariance(x: Array, y: Array) -> list[Any]:
    """Read both moments off one covariance matrix."""
    moments = np.cov(x, y)
    a = moments[0, 1] / moments[0, 0]
    return [a, np.mean(y) - a * np.mean(x)]


def from_the_correlation(x: Array, y: Array) -> tuple[Any, Any]:
    """Scale the correlation by the two deviations."""
    a = np.corrcoef(x, y)[0, 1] * y.std() / x.std()
    return a, y.mean() - a * x.mean()


def _through_mean(a: Any, x: Array, y: Array) -> tuple[Any, Any]:
    return a, y.mean() - a * x.mean()


def _covariance(x: Array, y: Array) -> Any:
    return np.mean((x - x.mean()) * (y - y.mean()))


def _wrong_side(x: Array, y: Array) -> tuple[Any, Any]:
    a = _covariance(x, y) / np.var(x)
    return a, a * x.mean() - y.mean()


def _plus(x: Array, y: Array) -> tuple[Any, Any]:
    a = _covariance(x, y) / np.var(x)
    return a, y.mean() + a * x.mean()


LEAST_SQUARES = Exercise(
    name="least_squares",
    title="The best line in closed form",
    assignment="01_linear_regression",
    points=2,
    answers=("least_squares",),
    returns=("a", "b"),
    asked="least_squares(x, y) should return (a, b) of the line with the smallest mean "
    "squared error.",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "through_the_origin",
            "the best line through the origin: its intercept is always 0",
            "The best line goes through the mean point; does yours?",
            (lambda x, y: ((x * y).sum() / (x**2).sum(), 0.0),),
        ),
        Mistake(
            "slope_not_centred",
            "a slope taken without subtracting the means first",
            "Shifting all points sideways must not change the slope. Does it change yours?",
            (lambda x, y: _through_mean((x * y).sum() / (x**2).sum(), x, y),),
        ),
        Mistake(
            "x_from_y",
            "the line that predicts x from y: the variance of y is below the line",
            "Which variable's spread should the slope be divided by?",
            (lambda x, y: _through_mean(_covariance(x, y) / np.var(y), x, y),),
        ),
        Mistake(
            "mixed_ddof",
            "a covariance over m - 1 divided by a variance over m (or the other way round)",
            "np.cov and np.var do not divide by the same number unless you tell them to (ddof).",
            (
                lambda x, y: _through_mean(np.cov(x, y)[0, 1] / np.var(x), x, y),
                lambda x, y: _through_mean(_covariance(x, y) / np.var(x, ddof=1), x, y),
            ),
        ),
        Mistake(
            "correlation_for_slope",
            "the correlation instead of the slope",
            "A slope has a unit: that of y divided by that of x. A correlation has none.",
            (lambda x, y: _through_mean(_covariance(x, y) / (np.std(x) * np.std(y)), x, y),),
        ),
        Mistake(
            "intercept_sign",
            "the right slope with a wrong sign in the intercept",
            "Put the mean of x into your line: does the mean of y come out?",
            (_wrong_side, _plus),
        ),
        Mistake(
            "swapped",
            "intercept and slope in each other's place",
            "First comes the slope.",
            (lambda x, y: reference(x, y)[::-1],),
        ),
    ),
    alternatives=(in_a_loop, by_normal_equations, from_the_covariance, from_the_correlation),
    forbidden=(
        "numpy.polyfit",
        "numpy.polynomial",
        "numpy.linalg.lstsq",
        "numpy.linalg.pinv",
        "statistics.linear_regression",
        "tinkernet.nn",
        "tinkernet.optim",
        "scipy",
        "sklearn",
    ),
)
