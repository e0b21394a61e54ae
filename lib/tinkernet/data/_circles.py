"""A ring in a ring."""

from __future__ import annotations

import numpy as np

from ._dataset import Dataset
from ._points import classes_in_turn, scattered


def circles(
    m: int = 200,
    *,
    inner: float = 0.5,
    noise: float = 0.05,
    rng: np.random.Generator | int | None = 0,
) -> Dataset:
    r"""Make points on two circles around the origin.

    .. math:: x = r (\cos t, \sin t), \quad r \in \{1, inner\}

    Parameters
    ----------
    m : int, default 200
        Number of points; the circles take turns.
    inner : float, default 0.5
        Radius of the inner circle, between 0 and 1; the outer one has radius 1.
    noise : float, default 0.05
        Standard deviation of the normal noise on both coordinates.
    rng : numpy.random.Generator, int or None
        Where the chance comes from; a number is a seed, None draws fresh points.

    Returns
    -------
    Dataset
        ``X`` of shape (m, 2), float64, about -1.2 to 1.2, no unit; ``y`` of shape (m,), int64:
        0 outer, 1 inner.

    Raises
    ------
    ValueError
        If there are no points, ``inner`` is not between 0 and 1 or ``noise`` is negative.

    Notes
    -----
    No straight line separates them, but one feature, the squared radius, does.

    Examples
    --------
    >>> rings = circles(noise=0.0, rng=0)
    >>> np.round(np.linalg.norm(rings.X[:4], axis=1), 6).tolist(), rings.y[:4].tolist()
    ([1.0, 0.5, 1.0, 0.5], [0, 1, 0, 1])
    """
    if not 0.0 < inner < 1.0:
        raise ValueError(f"circles expects a radius between 0 and 1 for inner, got {inner}.")
    rng = np.random.default_rng(rng)
    y = classes_in_turn(m, classes=2)
    angle = rng.uniform(0.0, 2 * np.pi, m)
    radius = np.where(y == 0, 1.0, inner)
    curve = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    return scattered(curve, y, noise, rng, ("outer", "inner"), "made: two circles")
