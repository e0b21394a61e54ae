"""Points around a curve, and least-squares fits of any size to them.

The browser has the same fits in ``fits.js``; the points it gets from here.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.polynomial import chebyshev
from numpy.typing import NDArray

Array = NDArray[Any]

MOST = {"polynomial": 12, "relu": 24, "tanh": 24}
"""The largest degree, and the most hidden units."""
MOST_POINTS, VALIDATION = 60, 30
RIDGE = 1e-6
"""Times the squared weights, added for hidden units: two may say the same about few points."""
GOLDEN = 0.6180339887498949
ENOUGH = 1.2
"""A validation error of so many times the lowest one is still called balanced."""
EXACT = 1e-6
"""So is one that nobody could see."""


def truth(x: Any) -> Any:
    """Return the curve that the points lie around.

    Examples
    --------
    >>> truth(np.array([0.0, 1.0])).round(3)
    array([0.   , 0.045])
    """
    return 0.8 * np.sin(4.0 * x) + 0.65 * x


def drawn(seed: int) -> tuple[Array, Array, Array]:
    """Return training and validation points (x, noise of size 1), and hidden units (w, b).

    Multiples of the golden ratio lie evenly, however many of them are taken.

    Examples
    --------
    >>> [each.shape for each in drawn(0)]
    [(60, 2), (30, 2), (24, 2)]
    """
    rng = np.random.default_rng(seed)
    sets = []
    for count in (MOST_POINTS, VALIDATION):
        x = 2.0 * ((rng.random() + GOLDEN * np.arange(count)) % 1.0) - 1.0
        sets.append(np.column_stack([x, rng.normal(size=count)]))
    units = MOST["relu"]
    w = rng.uniform(1.5, 5.0, units) * rng.choice([-1.0, 1.0], units)
    bends = rng.uniform(-1.0, 1.0, units)
    return sets[0], sets[1], np.column_stack([w, -w * bends])


def columns(model: str, x: Array, size: int, hidden: Array) -> Array:
    """Return what is added up, a column each: Chebyshev polynomials, or 1 and hidden units.

    Examples
    --------
    >>> columns("polynomial", np.array([0.5]), 2, drawn(0)[2])
    array([[ 1. ,  0.5, -0.5]])
    """
    if model == "polynomial":
        return chebyshev.chebvander(x, size)
    z = np.outer(x, hidden[:size, 0]) + hidden[:size, 1]
    return np.column_stack([np.ones(len(x)), np.tanh(z) if model == "tanh" else np.maximum(z, 0)])


def fit(model: str, x: Array, y: Array, size: int, hidden: Array) -> Array:
    """Return the coefficients of those columns that make the squared errors smallest.

    Examples
    --------
    >>> x = np.linspace(-1, 1, 5)
    >>> fit("polynomial", x, 2 * x + 1, 1, drawn(0)[2]).round(9)
    array([1., 2.])
    """
    table = columns(model, x, size, hidden)
    if model != "polynomial":
        table = np.vstack([table, np.sqrt(RIDGE) * np.eye(size + 1)])
        y = np.concatenate([y, np.zeros(size + 1)])
    # By QR: while a notebook is graded, the ready-made least squares are taken away.
    q, r = np.linalg.qr(table)
    found: Array = np.linalg.solve(r, q.T @ y)
    return found


def balance(size: int, validation: Array) -> str:
    """Say in deck 003's words what a fit of this size is, from the errors of all sizes.

    Examples
    --------
    >>> [balance(size, np.array([3.0, 1.0, 2.0])) for size in range(3)]
    ['underfitting', 'balanced', 'overfitting']
    """
    best = int(np.argmin(validation))
    if validation[size] <= max(ENOUGH * validation[best], EXACT):
        return "balanced"
    return "underfitting" if size < best else "overfitting"
