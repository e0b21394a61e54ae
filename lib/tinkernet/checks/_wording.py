"""Say in words what was found."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.exercises import Exercise

from ._verdict import FailingCase, Reason


def describe(reason: Reason, failing: FailingCase) -> str:
    """Say in a sentence what went wrong where no misconception was recognised."""
    if reason is Reason.WRONG_SHAPE:
        return (
            f"{failing.part} has the wrong shape: {_shape(failing.got)} came back, "
            f"{_shape(failing.expected)} was expected.{_why(failing)}"
        )
    if reason is Reason.NOT_FINITE:
        return f"{failing.part} is NaN or infinite for {failing.label}."
    if reason is Reason.WRONG_VALUE:
        return f"{failing.part} has a wrong value for {failing.label}."
    if reason is Reason.RAISED:
        at = f", at {failing.line}" if failing.line else ""
        return f"It raised {failing.detail}{at}" + ("" if at or failing.detail[-1] == "." else ".")
    return failing.detail


def not_own_work(name: str, where: str = "") -> str:
    """Say that an answer is somebody else's."""
    return (
        f"This should be your own work, but it uses {name}{where}, which already does what is "
        "asked here."
    )


def _why(failing: FailingCase) -> str:
    """Say more about a shape only where the numbers themselves allow it."""
    got, expected = failing.got, failing.expected
    if got.ndim == 0 and expected.size == 1:
        return " Does it also work for an array of several numbers?"
    if got.size == expected.size and np.allclose(got.ravel(), expected.ravel(), 1e-4, 1e-5):
        return " The numbers are right, only arranged in another way."
    if got.ndim == 0:
        return " Is return inside a loop, or are the numbers added up?"
    if expected.ndim == 0:
        return " Something is missing that makes one number of many."
    return ""


def _shape(array: NDArray[Any]) -> str:
    return "a single number" if array.ndim == 0 else str(array.shape)


def message_of(exercise: Exercise, reason: Reason, sentence: str, hint: str = "") -> str:
    """Put the verdict's one line together."""
    start = "not written yet" if reason is Reason.NOT_WRITTEN else "not right yet"
    return f"{exercise.name}: {start}. {sentence}" + (f" Hint: {hint}" if hint else "")
