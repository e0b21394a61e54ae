"""Exclusive or: the four points that one neuron cannot tell apart."""

from __future__ import annotations

import numpy as np

from ._dataset import Dataset
from ._points import classes_in_turn, scattered

# In the order of a truth table.
_CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
_EXACTLY_ONE = np.array([0, 1, 1, 0])


def xor(m: int = 4, *, noise: float = 0.0, rng: np.random.Generator | int | None = 0) -> Dataset:
    """Make points at the corners of a square, labelled 1 where exactly one input is 1.

    .. math:: y = x_1 + x_2 - 2 x_1 x_2

    Parameters
    ----------
    m : int, default 4
        Number of points; they visit the four corners in turn. Four without noise are the
        truth table.
    noise : float, default 0
        Standard deviation of the normal noise on ``x1`` and ``x2``, in units of the square's side.
        Up to about 0.15 the four clouds stay apart.
    rng : numpy.random.Generator, int or None
        Where the noise comes from; a number is a seed, None draws fresh noise.

    Returns
    -------
    Dataset
        ``X`` of shape (m, 2), float64, around 0 and 1; ``y`` of shape (m,), int64, 0 or 1.

    Raises
    ------
    ValueError
        If there are no points, or ``noise`` is negative.

    Notes
    -----
    No straight line separates the two classes (Minsky and Papert, "Perceptrons", 1969); two
    hidden neurons do. Source: deck 004, "The XOR affair and AI winter".

    Examples
    --------
    >>> table = xor()
    >>> table.X.tolist(), table.y.tolist()
    ([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], [0, 1, 1, 0])
    """
    corner = classes_in_turn(m, classes=4)
    return scattered(
        _CORNERS[corner],
        _EXACTLY_ONE[corner],
        noise,
        np.random.default_rng(rng),
        classes=("same", "different"),
        source="made: corners of a square, after deck 004",
    )
