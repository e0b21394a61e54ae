"""Handwritten digits to learn, sorted by class, and others to be asked."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet import data

Array = NDArray[Any]

UNSEEN, NEIGHBOURS = 400, 10


@lru_cache(maxsize=1)
def _all() -> tuple[Array, Array, Array]:
    """Return rows of 64 numbers from 0 to 1, their digits, and which of them are clear.

    Clear is a digit whose ten nearest neighbours all are of its own class: some 86 %.
    """
    digits = data.digits().flattened()
    X, y = digits.X / 16, digits.y
    squares = (X**2).sum(axis=1)
    apart = squares[:, None] + squares - 2 * X @ X.T
    np.fill_diagonal(apart, np.inf)
    nearest = np.argpartition(apart, NEIGHBOURS, axis=1)[:, :NEIGHBOURS]
    return X, y, (y[nearest] == y[:, None]).all(axis=1)


@lru_cache(maxsize=16)
def clear_digits(seed: int) -> tuple[Array, Array, Array, Array]:
    """Draw clear digits that are not to be seen; all others are there to learn from.

    Without the doubtful ones, on which people may differ, it does not depend on luck
    whether a classifier gets 95 % of them.

    Returns
    -------
    X, y, unseen, truth : Array
        The digits to learn, sorted by class, and their classes; then those not to be seen.
    """
    X, y, clear = _all()
    aside = np.random.default_rng(seed).permutation(np.flatnonzero(clear))[:UNSEEN]
    left = np.setdiff1d(np.arange(len(y)), aside)
    left = left[np.argsort(y[left], kind="stable")]
    return X[left], y[left], X[aside], y[aside]
