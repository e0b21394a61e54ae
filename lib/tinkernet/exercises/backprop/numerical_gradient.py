"""numerical_gradient(f, theta, eps): slopes by nudging (deck 003)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case, call_with_functions

from .._exercise import Exercise
from .numerical_gradient_mistakes import MISTAKES

Array = NDArray[Any]
Function = Callable[[Any], Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one number, vectors and tables, steps so large that they show, and small ones.

    All numbers are multiples of a power of two, so that moving there and back ends where it began.
    """

    def case(f: str, theta: Array, eps: float) -> Case:
        label = f"{f}, theta of shape {theta.shape}, eps {eps:g}"
        return Case(label, {"f": f, "theta": theta, "eps": eps})

    def drawn(*shape: int) -> Array:
        return rng.integers(-96, 97, shape) / 64.0

    return [
        case("sum_of_cubes", np.array([1.0]), 0.5),
        case("weighted_squares", np.array([1.0, -2.0]), 0.25),
        case("sum_of_cubes", drawn(3), 0.5),
        case("sum_of_waves", drawn(4), 0.125),
        case("squared_sum", drawn(3), 0.25),
        case("squared_sum", drawn(2, 2), 0.5),
        case("tilted_squares", drawn(2, 2), 0.25),
        case("sum_of_cubes", drawn(2, 3), 0.25),
        case("tilted_squares", drawn(3, 2), 0.125),
        case("weighted_squares", drawn(3, 3), 2.0**-16),
        case("sum_of_waves", drawn(3, 2), 2.0**-17),
    ]


def reference(f: Function, theta: Array, eps: float) -> Any:
    """Move one number at a time both ways."""
    gradient = np.zeros(theta.shape)
    for place in np.ndindex(theta.shape):
        above, below = theta.copy(), theta.copy()
        above[place] += eps
        below[place] -= eps
        gradient[place] = (f(above) - f(below)) / (2 * eps)
    return gradient


def there_and_back(f: Function, theta: Array, eps: float) -> Any:
    """Move theta itself, and put each number back."""
    gradient = np.empty_like(theta)
    for place, number in np.ndenumerate(theta):
        theta[place] = number + eps
        high = f(theta)
        theta[place] = number - eps
        gradient[place] = (high - f(theta)) / eps / 2
        theta[place] = number
    return gradient


def with_an_identity(f: Function, theta: Array, eps: float) -> list[Any]:
    """Use the rows of an identity matrix as steps; return nested lists."""
    steps = eps * np.eye(theta.size)
    found = [
        (f(theta + step.reshape(theta.shape)) - f(theta - step.reshape(theta.shape))) / (2 * eps)
        for step in steps
    ]
    nested: list[Any] = np.reshape(found, theta.shape).tolist()
    return nested


def flat(f: Function, theta: Array, eps: float) -> Any:
    """Go through a flat copy, adding and taking away."""
    place = theta.flatten()
    found = []
    for i in range(len(place)):
        place[i] += eps
        above = f(place.reshape(theta.shape))
        place[i] -= 2 * eps
        below = f(place.reshape(theta.shape))
        place[i] += eps
        found.append(0.5 * (above - below) / eps)
    return np.array(found).reshape(theta.shape)


NUMERICAL_GRADIENT = Exercise(
    name="numerical_gradient",
    title="Slopes by nudging",
    assignment="04_backprop",
    points=2,
    answers=("numerical_gradient",),
    returns=("gradient",),
    asked="numerical_gradient(f, theta, eps) should return the central difference quotients of "
    "f at theta, one for each number of theta, in its shape; theta is afterwards as before.",
    cases=cases,
    reference=reference,
    mistakes=MISTAKES,
    alternatives=(there_and_back, with_an_identity, flat),
    forbidden=("tinkernet.nn", "numpy.gradient", "scipy", "sklearn"),
    probe=call_with_functions,
    left_open=("Whether theta is moved and put back, or a copy of it.",),
)
