"""gradient_descent(x, y, a, b, lr, steps): downhill, step by step (decks 001 and 004)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Answer, Exercise, Mistake

Array = NDArray[Any]
Result = tuple[Any, Any, list[Any]]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give no step, one step, a start at the bottom, and random walks."""
    x = np.array([0.0, 1.0, 2.0])
    y = np.array([1.0, 2.0, 4.0])
    start = {"a": 0.5, "b": -1.0}
    fixed = [
        Case("no step at all", {"x": x, "y": y, **start, "lr": 0.1, "steps": 0}),
        Case("one step", {"x": x, "y": y, **start, "lr": 0.1, "steps": 1}),
        Case("two steps", {"x": x, "y": y, **start, "lr": 0.1, "steps": 2}),
        Case(
            "a start at the bottom",
            {"x": x, "y": 2 * x + 1, "a": 2.0, "b": 1.0, "lr": 0.1, "steps": 3},
        ),
    ]
    drawn = [
        Case(
            f"{steps} steps on {m} random points",
            {
                "x": rng.uniform(-1.0, 2.0, m),
                "y": rng.normal(0.0, 2.0, m),
                "a": rng.uniform(-2, 2),
                "b": rng.uniform(2, 3),
                "lr": rng.uniform(0.05, 0.2),
                "steps": steps,
            },
        )
        for m, steps in ((4, 3), (7, 10), (20, 25))
    ]
    return fixed + drawn


def reference(x: Array, y: Array, a: Any, b: Any, lr: float, steps: int) -> Result:
    """Note the loss, take both slopes at the same place, then move both parameters."""
    losses = []
    for _ in range(steps):
        error = a * x + b - y
        losses.append(np.mean(error**2))
        a, b = a - lr * 2 * np.mean(error * x), b - lr * 2 * np.mean(error)
    return a, b, losses


def in_plain_python(
    x: Array, y: Array, a: float, b: float, lr: float, steps: int
) -> list[float | list[float]]:
    """Use loops only."""
    m = len(x)
    losses = [0.0] * steps
    for k in range(steps):
        da = db = 0.0
        for x_i, y_i in zip(x.tolist(), y.tolist(), strict=True):
            error = a * x_i + b - y_i
            losses[k] += error**2 / m
            da += 2 * error * x_i / m
            db += 2 * error / m
        a -= lr * da
        b -= lr * db
    return [a, b, losses]


def with_matrices(x: Array, y: Array, a: float, b: float, lr: float, steps: int) -> Any:
    """Keep both parameters in one array and the losses in another."""
    table = np.stack([x, np.ones_like(x)], axis=1)
    theta = np.array([a, b])
    losses = np.empty(steps)
    for k in range(steps):
        error = table @ theta - y
        losses[k] = error @ error / len(x)
        theta = theta - lr * 2 / len(x) * (table.T @ error)
    return theta[0], theta[1], losses


def _descent(step: Callable[..., tuple[Any, Any]], loss: Callable[[Array], Any] | None) -> Answer:
    """Write a descent with its own step and its own loss (None: measured after the step)."""

    def answer(x: Array, y: Array, a: float, b: float, lr: float, steps: int) -> Result:
        losses = []
        for _ in range(steps):
            if loss is not None:
                losses.append(loss(a * x + b - y))
            a, b = step(x, y, a, b, lr)
            if loss is None:
                losses.append(np.mean((a * x + b - y) ** 2))
        return a, b, losses

    return answer


def _mean_square(error: Array) -> Any:
    return np.mean(error**2)


def _step(factor: float = 2.0, total: bool = False) -> Callable[..., tuple[Any, Any]]:
    """Write the step with another factor in front, or with sums in place of means."""

    def step(x: Array, y: Array, a: float, b: float, lr: float) -> tuple[Any, Any]:
        error = a * x + b - y
        n = 1 if total else len(x)
        return a - lr * factor * np.sum(error * x) / n, b - lr * factor * np.sum(error) / n

    return step


def _second_after_first(x: Array, y: Array, a: Any, b: Any, lr: float) -> tuple[Any, Any]:
    a = a - lr * 2 * np.mean((a * x + b - y) * x)
    b = b - lr * 2 * np.mean(a * x + b - y)
    return a, b


def _first_after_second(x: Array, y: Array, a: Any, b: Any, lr: float) -> tuple[Any, Any]:
    b = b - lr * 2 * np.mean(a * x + b - y)
    a = a - lr * 2 * np.mean((a * x + b - y) * x)
    return a, b


def _whole_slope(x: Array, y: Array, a: Any, b: Any, lr: float) -> tuple[Any, Any]:
    error = a * x + b - y
    return a - 2 * np.mean(error * x), b - 2 * np.mean(error)


def _only_slope(x: Array, y: Array, a: Any, b: Any, lr: float) -> tuple[Any, Any]:
    return a - lr * 2 * np.mean((a * x + b - y) * x), b


GRADIENT_DESCENT = Exercise(
    name="gradient_descent",
    title="Gradient descent",
    assignment="01_linear_regression",
    points=3,
    answers=("gradient_descent",),
    returns=("a", "b", "losses"),
    asked="gradient_descent(x, y, a, b, lr, steps) should return (a, b, losses) after that "
    "many steps, with losses[k] the MSE just before step k.",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "one_after_the_other",
            "the second parameter moved with a slope taken after the first had moved",
            "Take both slopes at the same place first; only then move.",
            (
                _descent(_second_after_first, _mean_square),
                _descent(_first_after_second, _mean_square),
            ),
        ),
        Mistake(
            "ascent",
            "steps uphill",
            "The gradient points to where the loss grows. Which way do you want to go?",
            (_descent(_step(-2.0), _mean_square), _descent(_step(-2.0), None)),
        ),
        Mistake(
            "loss_after_step",
            "the loss noted after each step instead of before",
            "losses[0] belongs to the a and b you were given.",
            (_descent(_step(), None),),
        ),
        Mistake(
            "missing_two",
            "steps half as long as they should be: a factor of 2 missing",
            "Does mse_gradient pass its own check?",
            (_descent(_step(1.0), _mean_square),),
        ),
        Mistake(
            "summed_gradient",
            "steps along the sum over the points instead of the mean",
            "The slope of a mean is a mean. Does mse_gradient pass its own check?",
            (_descent(_step(total=True), _mean_square),),
        ),
        Mistake(
            "summed_loss",
            "right steps, but losses that are sums of squares instead of means",
            "Does mse pass its own check?",
            (_descent(_step(), lambda error: np.sum(error**2)),),
        ),
        Mistake(
            "root_loss",
            "right steps, but the root of each loss",
            "Does mse pass its own check?",
            (_descent(_step(), lambda error: np.sqrt(np.mean(error**2))),),
        ),
        Mistake(
            "no_learning_rate",
            "steps as long as the slope itself: the learning rate is missing",
            "What should happen when lr is made ten times smaller?",
            (_descent(_whole_slope, _mean_square),),
        ),
        Mistake(
            "intercept_stays",
            "an intercept that never moves",
            "There are two parameters, and each has its own slope.",
            (_descent(_only_slope, _mean_square),),
        ),
    ),
    alternatives=(in_plain_python, with_matrices),
    forbidden=("tinkernet.nn", "tinkernet.optim", "scipy", "sklearn"),
)
