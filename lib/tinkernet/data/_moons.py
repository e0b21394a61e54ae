"""Two half-moons, each with a tip in the arms of the other."""

from __future__ import annotations

import numpy as np

from ._dataset import Dataset
from ._points import classes_in_turn, scattered


def moons(
    m: int = 200, *, noise: float = 0.1, rng: np.random.Generator | int | None = 0
) -> Dataset:
    r"""Make points on two half-circles that reach into each other.

    .. math:: (\cos t, \sin t) \quad and \quad (1 - \cos t, 1/2 - \sin t),
              \quad 0 \le t \le \pi

    Parameters
    ----------
    m : int, default 200
        Number of points; the moons take turns.
    noise : float, default 0.1
        Standard deviation of the normal noise on both coordinates. The moons are half a unit
        apart where they are closest.
    rng : numpy.random.Generator, int or None
        Where the chance comes from; a number is a seed, None draws fresh points.

    Returns
    -------
    Dataset
        ``X`` of shape (m, 2), float64, about -1.3 to 2.3 and -0.8 to 1.3, no unit; ``y`` of
        shape (m,), int64: 0 upper, 1 lower.

    Raises
    ------
    ValueError
        If there are no points, or ``noise`` is negative.

    Notes
    -----
    A straight line gets most of them right, not all.

    Examples
    --------
    >>> pair = moons(6, noise=0.0, rng=0)
    >>> pair.X.shape, pair.y.tolist()
    ((6, 2), [0, 1, 0, 1, 0, 1])
    """
    rng = np.random.default_rng(rng)
    y = classes_in_turn(m, classes=2)
    angle = rng.uniform(0.0, np.pi, m)
    upper = np.column_stack([np.cos(angle), np.sin(angle)])
    curve = np.where(y[:, None] == 0, upper, (1.0, 0.5) - upper)
    return scattered(curve, y, noise, rng, ("upper", "lower"), "made: two half-circles")
