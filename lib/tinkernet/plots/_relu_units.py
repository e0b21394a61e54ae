"""A sum of ReLU units and the curve it is to follow."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from ._picture import BLUE, GREY, Picture, new_axes


def relu_units(
    knots: ArrayLike, slopes: ArrayLike, c: float, x: ArrayLike, target: ArrayLike
) -> Picture:
    """Draw ``c + sum_i s_i relu(x - k_i)``, each of its units, and a curve it is to follow.

    Parameters
    ----------
    knots : array_like of shape (n,)
        Where the units begin.
    slopes : array_like of shape (n,)
        Their slopes.
    c : float
        The constant.
    x : array_like of shape (m,)
        Places, in ascending order, where the two are compared.
    target : array_like of shape (m,)
        The curve to follow, there.

    Returns
    -------
    Picture

    Examples
    --------
    >>> relu_units([0.0], [1.0], 0.0, [-1.0, 0.0, 1.0], [1.0, 0.0, 1.0]).alt
    'A sum of 1 ReLU unit with its knot at 0; its largest gap to the target is 1, the mean
    squared gap 0.333.'
    """
    knots, slopes = np.asarray(knots, dtype=float), np.asarray(slopes, dtype=float)
    x, target = np.asarray(x, dtype=float), np.asarray(target, dtype=float)

    def total(at: np.ndarray) -> np.ndarray:
        return np.asarray(np.clip(at[:, None] - knots, 0.0, np.inf) @ slopes + c)

    def draw() -> Figure:
        figure, (ax,) = new_axes(1, width=7.4, height=3.8)
        ends = np.array([x.min(), x.max()])
        for number, (knot, slope) in enumerate(zip(knots, slopes, strict=True), start=1):
            at = np.sort(np.append(ends, knot))
            ax.plot(at, slope * np.clip(at - knot, 0.0, np.inf), color=GREY, linewidth=0.9,
                    label="each unit" if number == 1 else None)  # fmt: skip
        ax.plot(x, target, "--", color="black", linewidth=1.8, label="target")
        at = np.sort(np.append(ends, knots[(knots > ends[0]) & (knots < ends[1])]))
        ax.plot(at, total(at), color=BLUE, linewidth=2.6, label="sum")
        heights = total(knots)
        ax.plot(knots, heights, "s", color="black", markersize=6, linestyle="", label="knots")
        low, high = min(target.min(), heights.min()), max(target.max(), heights.max())
        room = 0.35 * (high - low) or 1.0
        ax.set(xlabel="x", ylabel="y", ylim=(low - room, high + room))
        for number, (knot, height) in enumerate(zip(knots, heights, strict=True), start=1):
            ax.annotate(str(number), (knot, height), (0, 7), textcoords="offset points",
                        ha="center", fontsize=9, fontweight="bold")  # fmt: skip
        ax.legend(fontsize=8, framealpha=0.9, ncols=4, loc="upper center")
        return figure

    gap = np.abs(total(x) - target)
    where = ", ".join(f"{knot:.3g}" for knot in knots)
    units = (
        "1 ReLU unit with its knot" if len(knots) == 1 else f"{len(knots)} ReLU units with knots"
    )
    alt = (
        f"A sum of {units} at {where}; its largest gap to the target is {gap.max():.3g}, the mean "
        f"squared gap {np.mean(gap**2):.3g}."
    )
    return Picture(draw, alt)
