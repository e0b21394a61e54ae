"""A made curve, so that a model can be too stiff for it, or too bendy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ._dataset import Dataset
from ._expect import expect_at_least, expect_spread


def polynomial(
    coefficients: Sequence[float],
    m: int = 30,
    *,
    noise: float = 0.1,
    low: float = -1.0,
    high: float = 1.0,
    rng: np.random.Generator | int | None = 0,
) -> Dataset:
    r"""Draw points around a polynomial.

    .. math:: y = c_0 + c_1 x + c_2 x^2 + \dots + noise

    Parameters
    ----------
    coefficients : sequence of float
        ``c_0, c_1, ...``, the constant first.
    m : int, default 30
        Number of points.
    noise : float, default 0.1
        Standard deviation of the normal noise on ``y``, in the unit of ``y``.
    low, high : float, default -1 and 1
        ``x`` is uniform between them.
    rng : numpy.random.Generator, int or None
        Where the chance comes from; a number is a seed, None draws fresh points.

    Returns
    -------
    Dataset
        ``X`` of shape (m, 1), float64, low to high, in no order; ``y`` of shape (m,), float64.

    Raises
    ------
    ValueError
        If there are no coefficients or no points, ``noise`` is negative or ``low`` is not below
        ``high``.

    Notes
    -----
    For under- and overfitting (deck 003): fit it with too low and too high a degree.

    Examples
    --------
    >>> curve = polynomial([1.0, 0.0, -3.0], m=5, noise=0.0, rng=0)
    >>> curve
    Dataset(5 examples of 1 features -> y)
    >>> bool(np.allclose(curve.y, 1 - 3 * curve.column("x") ** 2))
    True
    """
    c = np.asarray(coefficients, dtype=np.float64)
    if c.ndim != 1 or c.size == 0:
        raise ValueError(
            f"polynomial expects a list of coefficients, the constant first, got {coefficients!r}."
        )
    if not low < high:
        raise ValueError(f"polynomial expects low below high, got low={low} and high={high}.")
    expect_at_least(1, "polynomial", m=m)
    expect_spread("polynomial", noise=noise)
    rng = np.random.default_rng(rng)
    x = rng.uniform(low, high, m)
    return Dataset(
        X=x[:, None],
        y=x[:, None] ** np.arange(c.size) @ c + rng.normal(0.0, noise, m),
        features=("x",),
        units=("none",),
        target="y",
        source="made: a polynomial and normal noise",
    )
