"""A hidden layer of ReLU units with one input: the sum that it computes, and its units."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from ._picture import BLUE, GREY, Picture, counted, new_axes

FEW = 3
"""So many units are shown as a whole; of more, what lies near the curve."""


def relu_fit(
    w: ArrayLike,
    b: ArrayLike,
    v: ArrayLike,
    c: float,
    x: ArrayLike,
    target: ArrayLike,
    *,
    points: tuple[ArrayLike, ArrayLike] | None = None,
) -> Picture:
    """Draw ``c + v . relu(w x + b)``, each unit's share, and a curve that it is to follow.

    Unlike ``relu_units`` it takes weights of any sign and size.

    Parameters
    ----------
    w, b, v : array_like of shape (h,)
        Weight and bias of each unit, and what its output is multiplied by.
    c : float
        The constant.
    x, target : array_like of shape (m,)
        The curve to follow; x in ascending order.
    points : pair of array_like or None
        x and y of points to mark, such as those that the sum was made to pass through.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If w, b and v, or x and target, are not of one length.

    Examples
    --------
    >>> relu_fit([1.0, -1.0], [0.0, 0.0], [1.0, 1.0], 0.0, [-1.0, 0.0, 1.0], [1.0, 0.0, 1.0]).alt
    'A sum of 2 ReLU units beside a curve; the largest gap between them is 0.'
    """
    w, b, v, x, target = (np.asarray(each, dtype=float) for each in (w, b, v, x, target))
    if not (w.shape == b.shape == v.shape and w.ndim == 1 and x.shape == target.shape):
        raise ValueError(
            "relu_fit expects w, b and v of one shape (h,), and x and target of one shape; got "
            f"{w.shape}, {b.shape}, {v.shape}, {x.shape} and {target.shape}."
        )

    def draw() -> Figure:
        figure, (ax,) = new_axes(1, width=7.4, height=3.8)
        bends = -b[w != 0] / w[w != 0]
        inside = bends[(bends > x.min()) & (bends < x.max())]
        at = np.unique(np.concatenate([x, inside]))
        shares = np.maximum(0.0, at[:, None] * w + b) * v
        for number, share in enumerate(shares.T):
            ax.plot(
                at, share, color=GREY, linewidth=0.8, label="each unit" if number == 0 else None
            )
        total = c + shares.sum(axis=1)
        ax.plot(x, target, "--", color="black", linewidth=1.8, label="curve to follow")
        ax.plot(at, total, color=BLUE, linewidth=2.4, label="sum")
        marked = np.zeros(0)
        if points is not None:
            marked = np.asarray(points[1], dtype=float)
            ax.plot(points[0], marked, "s", color="black", markersize=6, label="points")
        heights = np.concatenate([target, total, marked])
        if len(w) <= FEW:
            heights = np.concatenate([heights, shares.ravel()])
        room = 0.3 * np.ptp(heights) or 1.0
        ax.set(xlabel="x", ylabel="y", ylim=(heights.min() - room, heights.max() + 1.4 * room))
        ax.legend(fontsize=8, framealpha=0.9, ncols=4, loc="upper center")
        return figure

    gap = np.abs(c + np.maximum(0.0, x[:, None] * w + b) @ v - target).max().round(12) + 0.0
    through = "" if points is None else f" and {counted(len(np.asarray(points[0])), 'point')}"
    return Picture(
        draw,
        f"A sum of {counted(len(w), 'ReLU unit')} beside a curve{through}; the largest gap "
        f"between them is {gap:.3g}.",
    )
