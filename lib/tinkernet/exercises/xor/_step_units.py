"""What units with a step answer, and which single flaw explains a wrong answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._measure import UnfitError

Array = NDArray[Any]

XOR = np.array([0.0, 1.0, 1.0, 0.0])
"""Answers for the inputs 00, 01, 10, 11."""


def inputs(n: int) -> Array:
    """Return all rows of 0 and 1, shape (2**n, n); row k writes k in binary.

    Examples
    --------
    >>> inputs(2).tolist()
    [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
    """
    shifts = np.arange(n)[::-1]
    return (np.arange(2**n)[:, None] >> shifts & 1).astype(float)


def step(z: Any) -> Array:
    """Return 1 above 0, else 0."""
    return np.where(np.asarray(z) > 0, 1.0, 0.0)


def sums(w: Any, b: Any) -> Array:
    """Return the weighted sums of a unit, or of a column of units, for all inputs."""
    w = np.asarray(w, dtype=float)
    return np.asarray(inputs(len(w)) @ w + np.asarray(b, dtype=float))


def table(W1: Any, b1: Any, w2: Any, b2: Any) -> Array:
    """Return what a network of step units answers to all inputs."""
    return step(step(sums(W1, b1)) @ np.asarray(w2, dtype=float) + np.asarray(b2, dtype=float))


def first_flaw(found: Iterable[bool]) -> tuple[Array]:
    """Return the number of the first flaw that is there, as a fingerprint.

    Weights that are wrong in one way differ in scale from student to student; what repairs them
    does not.

    Raises
    ------
    UnfitError
        If none is, so that nothing is called a mistake that is not known.
    """
    for number, there in enumerate(found):
        if there:
            return (np.array(number),)
    raise UnfitError("No flaw that we know.")
