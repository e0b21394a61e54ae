"""What LineFit accepts: points it can draw, and numbers it can use."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def paired_points(x: ArrayLike, y: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return copies of x and y as flat arrays.

    Raises
    ------
    ValueError
        If they are not two equally long lists of at least two finite numbers.

    Examples
    --------
    >>> paired_points([[1], [2]], [3, 4])
    (array([1., 2.]), array([3., 4.]))
    """
    flat_x, flat_y = _column(x, "x"), _column(y, "y")
    if len(flat_x) != len(flat_y):
        raise ValueError(
            f"LineFit expects as many x as y, got {len(flat_x)} and {len(flat_y)}: "
            "take both from the same rows."
        )
    if len(flat_x) < 2:
        raise ValueError(f"LineFit expects at least 2 points, got {len(flat_x)}: pass more.")
    return flat_x, flat_y


def number(name: str, value: Any) -> float:
    """Return the value of ``a``, ``b`` or ``lr`` as a finite float; ``lr`` must be positive.

    Raises
    ------
    ValueError
        If it is not one.

    Examples
    --------
    >>> number("lr", np.float32(0.5))
    0.5
    """
    try:
        found = float(value)
    except (TypeError, ValueError):
        found = np.nan
    if not np.isfinite(found) or (name == "lr" and found <= 0):
        kind = "a positive number" if name == "lr" else "a finite number"
        raise ValueError(f"LineFit expects {name} as {kind}, got {value!r}: pass one such as 0.1.")
    return found


def _column(values: ArrayLike, name: str) -> NDArray[np.float64]:
    try:
        array = np.array(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError(
            f"LineFit expects {name} as a list or array of numbers, "
            f"got a {type(values).__name__} that cannot be read as one: pass numbers only."
        ) from None
    if array.ndim != 1 and array.shape != (array.size, 1):
        raise ValueError(
            f"LineFit expects {name} of shape (m,), got {array.shape}: "
            "pass one column, such as X[:, 0]."
        )
    if not np.isfinite(array).all():
        count = int((~np.isfinite(array)).sum())
        raise ValueError(
            f"LineFit expects finite numbers, got {count} NaN or infinite in {name}: "
            "leave those rows out."
        )
    return array.ravel()
