"""Several curves through the same points, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from ._expect import expect_points
from ._picture import BLUE, ORANGE, Picture, new_axes

Pair = tuple[ArrayLike, ArrayLike]


def fits(
    x: NDArray[Any],
    y: NDArray[Any],
    curves: Mapping[str, Pair],
    *,
    new: Pair | None = None,
    xlabel: str = "x",
    ylabel: str = "y",
) -> Picture:
    """Draw each curve among the points it was fitted to, and among new ones.

    Parameters
    ----------
    x, y : Array, shape (m,)
        The points.
    curves : mapping of str to pair of array_like
        x and y of each curve, by its title. What leaves the picture is cut off.
    new : pair of array_like, or None
        x and y of points that no curve was fitted to.
    xlabel, ylabel : str
        What the axes show, with units.

    Returns
    -------
    Picture

    Examples
    --------
    >>> x = np.array([0.0, 1.0])
    >>> fits(x, x, {"degree 0": (x, [0.5, 0.5]), "degree 1": (x, x)}).alt
    '2 points with a curve through them, 2 times. degree 0: from 0.5 to 0.5. degree 1: from 0 to 1.'
    """
    x, y = expect_points("fits", x, y)
    drawn = {
        name: tuple(np.asarray(each, dtype=float) for each in pair) for name, pair in curves.items()
    }
    heights = y if new is None else np.concatenate([y, np.asarray(new[1], dtype=float)])
    low, high = heights.min(), heights.max()
    margin = 0.25 * (high - low) or 1.0

    def draw() -> Figure:
        figure, axes = new_axes(len(drawn), width=3.5, height=3.2)
        for ax, (name, (across, height)) in zip(axes, drawn.items(), strict=True):
            ax.plot(across, height, color=ORANGE, lw=2.2, label="curve")
            if new is not None:
                ax.plot(*new, "s", mfc="white", mec=BLUE, ms=5, label="new")
            ax.plot(x, y, "o", color="black", ms=5, label="fitted to")
            ax.set(xlabel=xlabel, ylabel=ylabel, ylim=(low - margin, high + margin))
            ax.set_title(name, fontsize=10)
        # Below the axes is room; inside, some curve would run through it.
        axes[0].legend(
            frameon=False, fontsize=8, ncols=3, loc="lower left", bbox_to_anchor=(-0.02, -0.02),
            handlelength=1.2, columnspacing=0.8, handletextpad=0.4, borderaxespad=0.0,
        )  # fmt: skip
        return figure

    ends = " ".join(
        f"{name}: from {height.min():.3g} to {height.max():.3g}."
        for name, (_, height) in drawn.items()
    )
    others = "" if new is None else f", and {len(np.asarray(new[0]))} new ones"
    return Picture(
        draw, f"{len(x)} points{others} with a curve through them, {len(drawn)} times. {ends}"
    )
