"""Functions of two inputs, drawn as landscapes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from ._picture import Picture

STEPS = 41


def surfaces(
    functions: Mapping[str, Callable[[Any], Any]],
    *,
    span: tuple[float, float] = (-2.0, 2.0),
    xlabel: str = "$x_0$",
    ylabel: str = "$x_1$",
) -> Picture:
    """Draw what functions of two numbers give, as heights over the plane.

    Parameters
    ----------
    functions : mapping of str to callable
        Up to three, by title; each takes points of shape (k, 2) and returns k numbers.
    span : pair of float
        From where to where both inputs go.
    xlabel, ylabel : str
        What the two inputs are.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If a function does not give one number for each point.

    Examples
    --------
    >>> surfaces({"a fold": lambda points: abs(points[:, 0])}, span=(-1, 1)).alt
    'Heights over the plane, from -1 to 1 each way. A fold: from 0 to 1.'
    """
    along = np.linspace(*span, STEPS)
    plane = np.stack(np.meshgrid(along, along), axis=-1)
    heights = {}
    for name, function in functions.items():
        found = np.asarray(function(plane.reshape(-1, 2)), dtype=float).reshape(-1)
        if found.shape != (STEPS**2,):
            raise ValueError(
                f"surfaces expects {name!r} to give one number for each of {STEPS**2} points, "
                f"got {found.size}."
            )
        heights[name] = found.reshape(STEPS, STEPS)

    def draw() -> Figure:
        figure = Figure(figsize=(4.2 * len(heights), 3.9))
        for number, (name, height) in enumerate(heights.items(), start=1):
            ax: Any = figure.add_subplot(1, len(heights), number, projection="3d")
            ax.plot_surface(
                plane[..., 0], plane[..., 1], height, cmap="Blues_r", linewidth=0.3,
                edgecolor="#333333", rstride=2, cstride=2, vmin=height.min() - 0.7 * np.ptp(height),
                vmax=height.max() + 1.2 * (np.ptp(height) or 1.0),
            )  # fmt: skip
            ends = (height.min(), height.max() if np.ptp(height) else height.max() + 1.0)
            ax.set(xlabel=xlabel, ylabel=ylabel, zlabel="y", zlim=ends, xlim=span, ylim=span)
            # Few ticks, and none beyond the box.
            ax.set(xticks=np.linspace(*span, 3), yticks=np.linspace(*span, 3))
            ax.set_zticks(ends, [f"{end:.3g}" for end in ends])
            ax.set_title(name, fontsize=10)
            ax.tick_params(labelsize=8)
            ax.view_init(elev=28, azim=-118)
            ax.set_box_aspect(None, zoom=0.82)
        figure.subplots_adjust(left=0.02, right=0.94, bottom=0.06, top=0.92, wspace=0.12)
        return figure

    said = " ".join(
        f"{name[0].upper()}{name[1:]}: from {height.min():.3g} to {height.max():.3g}."
        for name, height in heights.items()
    )
    return Picture(
        draw, f"Heights over the plane, from {span[0]:g} to {span[1]:g} each way. {said}"
    )
