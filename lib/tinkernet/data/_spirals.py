"""Spirals wound into each other."""

from __future__ import annotations

import numpy as np

from ._dataset import Dataset
from ._expect import expect_at_least
from ._points import classes_in_turn, scattered


def spirals(
    m: int = 300,
    *,
    arms: int = 2,
    turns: float = 1.5,
    noise: float = 0.02,
    rng: np.random.Generator | int | None = 0,
) -> Dataset:
    r"""Make points on the arms of a spiral, one class an arm.

    .. math:: x = r (\cos t, \sin t), \quad t = 2 \pi (turns \cdot r + arm / arms),
              \quad 0.1 \le r \le 1

    Parameters
    ----------
    m : int, default 300
        Number of points; the arms take turns.
    arms : int, default 2
        Number of arms, which is that of classes.
    turns : float, default 1.5
        How often an arm goes round on its way out; more is harder.
    noise : float, default 0.02
        Standard deviation of the normal noise on both coordinates. Neighbouring arms are
        ``1 / (arms * turns)`` apart.
    rng : numpy.random.Generator, int or None
        Where the chance comes from; a number is a seed, None draws fresh points.

    Returns
    -------
    Dataset
        ``X`` of shape (m, 2), float64, about -1.1 to 1.1, no unit; ``y`` of shape (m,), int64,
        0 to arms - 1.

    Raises
    ------
    ValueError
        If there are no points, fewer than two arms, or ``noise`` is negative.

    Notes
    -----
    A network needs depth or width here, and patience. Source: the two-spirals problem that
    Lang and Witbrock, "Learning to tell two spirals apart" (1988), made known.

    Examples
    --------
    >>> galaxy = spirals(6, arms=3, rng=0)
    >>> galaxy.X.shape, galaxy.y.tolist()
    ((6, 2), [0, 1, 2, 0, 1, 2])
    """
    expect_at_least(2, "spirals", arms=arms)
    rng = np.random.default_rng(rng)
    y = classes_in_turn(m, classes=arms)
    # The root: an arm is longer further out, and shall be as dense there as within.
    radius = np.sqrt(rng.uniform(0.1**2, 1.0, m))
    angle = 2 * np.pi * (turns * radius + y / arms)
    curve = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    names = tuple(f"arm {arm}" for arm in range(arms))
    return scattered(curve, y, noise, rng, names, "made: arms of a spiral")
