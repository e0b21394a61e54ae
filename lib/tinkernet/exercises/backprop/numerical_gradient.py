"""numerical_gradient(f, theta, eps): slopes by nudging (deck 003)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case, call_with_functions

from .._exercise import Exercise, Mistake

Array = NDArray[Any]
Function = Callable[[Any], Any]
Quotient = Callable[[Function, Array, Array, float], Any]


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
        case("sum_of_cubes", drawn(2, 3), 0.25),
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


def _each(quotient: Quotient) -> Function:
    """Write an answer that goes wrong in the same way at every place."""

    def answer(f: Function, theta: Array, eps: float) -> Any:
        gradient = np.zeros(theta.shape)
        for place in np.ndindex(theta.shape):
            step = np.zeros(theta.shape)
            step[place] = eps
            gradient[place] = quotient(f, theta, step, eps)
        return gradient

    return answer  # type: ignore[return-value]


def _own_eps(eps: float) -> Function:
    return lambda f, theta, _: reference(f, theta, eps)  # type: ignore[return-value]


def _all_at_once(f: Function, theta: Array, eps: float) -> Any:
    return (f(theta + eps) - f(theta - eps)) / (2 * eps)


def _rows(f: Function, theta: Array, eps: float) -> Any:
    found = np.zeros(theta.shape)
    for i in range(len(theta)):
        step = np.zeros(theta.shape)
        step[i] = eps
        found[i] = (f(theta + step) - f(theta - step)) / (2 * eps)
    return found


def _left_moved(back: float) -> Any:
    """Write an answer that works on a copy and does not put its numbers back."""

    def answer(f: Function, theta: Array, eps: float) -> Any:
        theta, gradient = theta.copy(), np.zeros(theta.shape)
        for place in np.ndindex(theta.shape):
            theta[place] += eps
            above = f(theta)
            theta[place] -= 2 * eps
            gradient[place] = (above - f(theta)) / (2 * eps)
            theta[place] += back * eps
        return gradient

    return answer


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
    mistakes=(
        Mistake(
            "one_sided",
            "a difference to one side only",
            "Central means: one place on each side of theta, as far away as each other.",
            (
                _each(lambda f, theta, step, eps: (f(theta + step) - f(theta)) / eps),
                _each(lambda f, theta, step, eps: (f(theta) - f(theta - step)) / eps),
                _each(lambda f, theta, step, eps: (f(theta + 2 * step) - f(theta)) / (2 * eps)),
            ),
        ),
        Mistake(
            "one_sided_halved",
            "a difference to one side, divided by twice the step",
            "Between which two places do you take the difference, and how far apart are they?",
            (_each(lambda f, theta, step, eps: (f(theta + step) - f(theta)) / (2 * eps)),),
        ),
        Mistake(
            "distance",
            "a difference divided by half the distance of the two places",
            "How far is it from theta - eps to theta + eps?",
            (_each(lambda f, theta, step, eps: (f(theta + step) - f(theta - step)) / eps),),
        ),
        Mistake(
            "brackets",
            "a product where the whole 2 eps belongs below the line",
            "Python works out a / 2 * eps from left to right.",
            (_each(lambda f, theta, step, eps: (f(theta + step) - f(theta - step)) / 2 * eps),),
        ),
        Mistake(
            "not_divided",
            "a difference that is not divided by anything, or by 2 only",
            "A slope is a difference divided by a distance.",
            (
                _each(lambda f, theta, step, eps: f(theta + step) - f(theta - step)),
                _each(lambda f, theta, step, eps: (f(theta + step) - f(theta - step)) / 2),
            ),
        ),
        Mistake(
            "sign",
            "a difference taken the wrong way round",
            "Where f rises the slope is positive. Which of the two places comes first?",
            (_each(lambda f, theta, step, eps: (f(theta - step) - f(theta + step)) / (2 * eps)),),
        ),
        Mistake(
            "all_at_once",
            "all numbers moved at the same time",
            "A partial derivative lets one number move and holds all others still.",
            (
                _all_at_once,
                lambda f, theta, eps: np.full(theta.shape, _all_at_once(f, theta, eps)),
            ),
        ),
        Mistake(
            "whole_rows",
            "a whole row moved at once",
            "theta may have two axes. Is theta[i] one number then?",
            (_rows,),
        ),
        Mistake(
            "flat",
            "a flat list of slopes for a theta of two axes",
            "The gradient has the shape of theta.",
            (lambda f, theta, eps: reference(f, theta, eps).ravel(),),
        ),
        Mistake(
            "own_eps",
            "a step of your own in place of eps",
            "How far to go is an argument. Do you use it?",
            tuple(_own_eps(eps) for eps in (1e-3, 1e-4, 1e-5, 1e-6, 1e-7)),
        ),
        Mistake(
            "left_moved",
            "numbers that are not put back before the next one moves",
            "When the second number moves, where should the first one be?",
            (_left_moved(0.0), _left_moved(2.0)),
        ),
    ),
    alternatives=(there_and_back, with_an_identity, flat),
    forbidden=("tinkernet.nn", "numpy.gradient", "scipy", "sklearn"),
    probe=call_with_functions,
    left_open=("Whether theta is moved and put back, or a copy of it.",),
)
