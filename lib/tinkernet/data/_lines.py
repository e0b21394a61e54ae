"""A made line, so that there is a truth to recover."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def noisy_line(
    a: float,
    b: float,
    m: int,
    noise: float,
    rng: np.random.Generator | int,
    low: float = 0.0,
    high: float = 4.0,
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Draw points around the line ``y = a x + b``.

    Parameters
    ----------
    a, b : float
        Slope and intercept of the true line.
    m : int
        Number of points.
    noise : float
        Standard deviation of the normal noise on ``y``, in the unit of ``y``.
    rng : numpy.random.Generator or int
        Where the chance comes from; a number is a seed.
    low, high : float
        ``x`` is uniform between them.

    Returns
    -------
    x, y : Array, shape (m,) each

    Examples
    --------
    >>> x, y = noisy_line(2.0, 1.0, m=3, noise=0.0, rng=0)
    >>> bool(np.allclose(y, 2 * x + 1))
    True
    """
    rng = np.random.default_rng(rng)
    x = rng.uniform(low, high, m)
    return x, a * x + b + rng.normal(0.0, noise, m)
