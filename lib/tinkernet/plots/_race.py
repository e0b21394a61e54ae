"""Ways down one surface, and the losses on the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from ._picture import BLUE, GREY, ORANGE, STYLES, Picture, new_axes

LOWEST = 1e-6
"""Where the axis of the losses ends."""
MARKERS, COLOURS = "o^sD", ("black", BLUE, ORANGE, "#5d2080")


def descent_race(
    paths: Mapping[str, NDArray[Any]],
    losses: Mapping[str, NDArray[Any]],
    heights: ArrayLike,
    *,
    across: ArrayLike,
    surface: str = "surface",
    lr: float = 0.1,
) -> Picture:
    """Draw paths on a surface seen from above, and beside it their losses against the steps.

    Parameters
    ----------
    paths : mapping of str to array of shape (steps + 1, 2)
        By the name of the rule; what leaves the surface is cut off.
    losses : mapping of str to array of shape (steps + 1,)
        The losses on the way.
    heights : array_like of shape (k, k)
        The surface, with a row for each value of the second parameter.
    across : array_like of shape (k,)
        The values of each parameter.
    surface : str
        What the surface is called.
    lr : float
        The learning rate.

    Returns
    -------
    Picture

    Examples
    --------
    >>> path = np.array([[1.0, 0.0], [0.5, 0.0]])
    >>> descent_race({"GD": path}, {"GD": path[:, 0]}, np.ones((2, 2)), across=[-2, 2]).alt
    'A race down a surface after 1 step with the learning rate 0.1. Losses: GD 0.5.'
    """
    heights, ends = np.asarray(heights, dtype=float), np.asarray(across, dtype=float)

    def draw() -> Figure:
        figure, (plane, curve) = new_axes(2)
        low, high = heights.min(), heights.max()
        if high > low:
            levels = low + (high - low) * np.linspace(0, 1, 13) ** 3
            plane.contourf(ends, ends, heights, levels, cmap="Greys", alpha=0.4)
            plane.contour(ends, ends, heights, levels, colors=GREY, linewidths=0.5)
        for (name, path), style, marker, colour in zip(
            paths.items(), STYLES, MARKERS, COLOURS, strict=False
        ):
            look: Any = {
                "ls": style, "color": colour, "lw": 1.8, "marker": marker, "ms": 4.5,
                "markevery": max(1, len(path) // 7), "label": name,
            }  # fmt: skip
            plane.plot(*path.T, **look)
            plane.plot(*path[-1], marker, color=colour, ms=8, mec="white")
            curve.plot(np.clip(losses[name], LOWEST, max(high, LOWEST)), **look)
        start = next(iter(paths.values()))[0]
        plane.plot(*start, "o", ms=11, mfc="white", mec="black", mew=2)
        view = (ends[0], ends[-1])
        plane.set(xlabel="theta1", ylabel="theta2", xlim=view, ylim=view, title=surface)
        curve.set(xlabel="steps", ylabel="loss", yscale="log", title="loss after each step")
        curve.legend(frameon=False, fontsize=9)
        for ax in (plane, curve):
            ax.title.set_fontsize(10)
        return figure

    count = len(next(iter(paths.values()))) - 1
    steps = "1 step" if count == 1 else f"{count} steps"
    said = ", ".join(f"{name} {run[-1]:.3g}" for name, run in losses.items())
    return Picture(
        draw,
        f"A race down a {surface} after {steps} with the learning rate {lr:.3g}. Losses: {said}.",
    )
