"""What goes wrong with slopes by nudging."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._exercise import Mistake

Array = NDArray[Any]
Function = Callable[[Any], Any]
Answer = Callable[[Function, Array, float], Any]
Quotient = Callable[[Function, Array, Array, float], Any]


def _each(quotient: Quotient) -> Answer:
    """Write an answer that goes wrong in the same way at every place."""

    def answer(f: Function, theta: Array, eps: float) -> Any:
        gradient = np.zeros(theta.shape)
        for place in np.ndindex(theta.shape):
            step = np.zeros(theta.shape)
            step[place] = eps
            gradient[place] = quotient(f, theta, step, eps)
        return gradient

    return answer


def _central(f: Function, theta: Array, step: Array, eps: float) -> Any:
    return (f(theta + step) - f(theta - step)) / (2 * eps)


def _own_eps(own: float) -> Answer:
    return lambda f, theta, eps: _each(_central)(f, theta, own)


def _all_at_once(f: Function, theta: Array, eps: float) -> Any:
    return (f(theta + eps) - f(theta - eps)) / (2 * eps)


def _rows(f: Function, theta: Array, eps: float) -> Any:
    found = np.zeros(theta.shape)
    for i in range(len(theta)):
        step = np.zeros(theta.shape)
        step[i] = eps
        found[i] = (f(theta + step) - f(theta - step)) / (2 * eps)
    return found


def _left_moved(back: float) -> Answer:
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


def _without_copies(f: Function, theta: Array, eps: float) -> Any:
    """Move one array up and down under two names."""
    gradient = np.zeros(theta.shape)
    for place in np.ndindex(theta.shape):
        above = below = theta
        above[place] += eps
        below[place] -= eps
        gradient[place] = (f(above) - f(below)) / (2 * eps)
    return gradient


MISTAKES = (
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
        "Python divides and multiplies from left to right. Does eps end up below the line?",
        (_each(lambda f, theta, step, eps: (f(theta + step) - f(theta - step)) / 2 * eps),),
    ),
    Mistake(
        "only_one_divided",
        "only one of the two values divided by 2 eps",
        "Python divides before it subtracts. What is to stand above the line?",
        (
            _each(lambda f, theta, step, eps: f(theta + step) - f(theta - step) / (2 * eps)),
            _each(lambda f, theta, step, eps: f(theta + step) - f(theta - step) / 2 * eps),
        ),
    ),
    Mistake(
        "no_copies",
        "slopes that are all 0, as if both places were one",
        "A second name for an array is no second array; .copy() makes one. Do the two places "
        "differ when f gets them?",
        (_without_copies,),
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
        (lambda f, theta, eps: _each(_central)(f, theta, eps).ravel(),),
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
)
