"""The slopes for one step of LineFit: the library's, and the student's judged by them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ._base import LIBRARY, ask_student

Array = NDArray[np.float64]
Pair = tuple[float, float]


def line_gradient(x: Array, y: Array, a: float, b: float) -> tuple[float, float]:
    r"""Return the slopes of the mean squared error of the line ``a x + b``.

    .. math:: \frac{\partial L}{\partial a} = \frac{1}{m} \sum_i 2 e_i x_i, \quad
       \frac{\partial L}{\partial b} = \frac{1}{m} \sum_i 2 e_i, \quad e_i = a x_i + b - y_i

    Parameters
    ----------
    x, y : arrays of shape (m,)
        The points.
    a, b : float
        Slope (units of y per unit of x) and intercept (units of y).

    Returns
    -------
    da, db : float
        The slopes, in units of the loss (y squared) per unit of a and of b.

    Notes
    -----
    Source: deck 001, gradient descent.

    Examples
    --------
    >>> line_gradient(np.array([2.0]), np.array([1.0]), 1.5, 0.5)
    (10.0, 5.0)
    """
    error = a * x + b - y
    return float(np.mean(2 * error * x)), float(np.mean(2 * error))


class Slopes(NamedTuple):
    """The slopes that step ``number`` is made with.

    ``value`` is (da, db), None where there are none; ``source`` is YOURS or LIBRARY;
    ``remark`` says in a sentence whose they are; and ``right`` is whether they are right.
    """

    value: Pair | None
    source: str
    remark: str
    right: bool


def ask_slopes(
    gradient: str | Callable[..., Any], x: Array, y: Array, a: float, b: float, number: int
) -> Slopes:
    """Ask the student's gradient for the slopes of step ``number``, and judge the answer.

    A wrong answer is named but followed: where it leads is the lesson. The library's slopes
    stand in only where the function is not there yet.

    Parameters
    ----------
    gradient : str or callable
        The function, or its name in the notebook.
    x, y : arrays of shape (m,)
        The points; the student's function gets copies.
    a, b : float
        The line as it is.
    number : int
        Which step it is, for the sentence.

    Returns
    -------
    Slopes

    Examples
    --------
    >>> x, y = np.array([1.0]), np.array([1.0])
    >>> ask_slopes(lambda x, y, a, b: (3, 4), x, y, 2.0, 1.0, 1).remark
    "Your <lambda> gives da = 3, db = 4; the library's gives da = 4, db = 4 here."
    """
    with np.errstate(all="ignore"):
        expected = line_gradient(x, y, a, b)
        outcome = ask_student(gradient, x.copy(), y.copy(), a, b)
    source, name = outcome.source, outcome.name
    if source == LIBRARY:
        said = f"Step {number} with the library's gradient, {_said(expected)}: {outcome.remark}."
        return Slopes(expected, source, said, right=True)
    if outcome.remark:
        return Slopes(None, source, f"{outcome.remark}.", right=False)
    got = _two_numbers(outcome.value)
    if got is None:
        text = " ".join(repr(outcome.value).split())
        text = text if len(text) < 60 else f"a {type(outcome.value).__name__}"
        said = f"Your {name} should return two finite numbers (da, db), but returned {text}."
        return Slopes(None, source, said, right=False)
    if _agree(got, expected, x, y, a, b):
        return Slopes(got, source, f"Step {number} with your {name}: {_said(got)}.", right=True)
    said = f"Your {name} gives {_said(got)}; the library's gives {_said(expected)} here."
    return Slopes(got, source, said, right=False)


def _agree(got: Pair, expected: Pair, x: Array, y: Array, a: float, b: float) -> bool:
    """Say whether the slopes are the same but for rounding, in float32 too."""
    with np.errstate(all="ignore"):
        noise = 1e-6 * np.mean(np.abs(a * x) + abs(b) + np.abs(y))
        slack = noise * np.array([np.abs(x).max(), 1.0]) + 1e-4 * np.abs(expected)
        return bool(np.all(np.abs(np.subtract(got, expected)) <= slack))


def _two_numbers(value: Any) -> Pair | None:
    try:
        first, second = (np.asarray(part, dtype=np.float64) for part in value)
    except (TypeError, ValueError):
        return None
    if first.size != 1 or second.size != 1 or not np.isfinite([first.item(), second.item()]).all():
        return None
    return first.item(), second.item()


def _said(slopes: Pair) -> str:
    return f"da = {slopes[0]:.5g}, db = {slopes[1]:.5g}".replace("-", "−")
