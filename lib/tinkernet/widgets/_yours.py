"""The student's own function beside the library's: agreement, or the place where they differ."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ._base import LIBRARY, Outcome

TOLERANCE = 1e-6


def verdict(outcome: Outcome, right: Any, place: Callable[[Any], str]) -> str:
    """Say in a sentence how a student's answer compares with the right one.

    Parameters
    ----------
    outcome : Outcome
        What asking the function led to.
    right : Array
        What it should have returned.
    place : callable
        Says in words where an index of that array lies.

    Returns
    -------
    str
        Empty where there is no function yet.

    Examples
    --------
    >>> yours = Outcome("yours", "step", np.array([0.0, 0.0]), "")
    >>> verdict(yours, np.array([0.0, 1.0]), lambda i: f"z = {i[0]}")
    'Your step gives 0 at z = 1, where 1 is right.'
    """
    right = np.asarray(right, dtype=np.float64)
    if outcome.source == LIBRARY:
        return f"{outcome.remark}: what you see is the library's."
    if outcome.remark:
        return f"{outcome.remark}."
    who = f"Your {outcome.name}"
    if outcome.value is None:
        return f"{who} returns None: is a return missing?"
    try:
        given = np.asarray(outcome.value, dtype=np.float64)
    except Exception:  # an object of a student's own may raise anything
        return f"{who} returns {type(outcome.value).__name__}, numbers were expected."
    if given.shape != right.shape:
        return f"{who} returns an array of shape {given.shape}, {right.shape} was expected."
    gap = np.abs(given - right)
    gap[np.isnan(gap)] = np.inf
    if gap.size and gap.max() > TOLERANCE * (1.0 + np.abs(right).max()):
        worst = np.unravel_index(int(gap.argmax()), gap.shape)
        return (
            f"{who} gives {given[worst]:.4g} at {place(worst)}, where {right[worst]:.4g} is right."
        )
    return f"{who} agrees with the picture everywhere."
