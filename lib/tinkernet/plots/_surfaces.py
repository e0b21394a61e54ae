"""Functions of two inputs, drawn as landscapes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from ._picture import Picture

STEPS = 41


def surfaces(
    functions: Mapping[str, Callable[[Any], Any]],
    *,
    span: tuple[float, float] = (-2.0, 2.0),
    points: ArrayLike | None = None,
    classes: ArrayLike | None = None,
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
    points : array_like of shape (k, 2), optional
        Marked at their heights on every surface.
    classes : array_like of shape (k,), optional
        Which points are squares (1) and which are circles (0, as all are without classes).
    xlabel, ylabel : str
        What the two inputs are.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If a function does not give one number for each point, or points and classes do not fit.

    Examples
    --------
    >>> surfaces({"a fold": lambda points: abs(points[:, 0])}, span=(-1, 1)).alt
    'Heights over the plane, from -1 to 1 each way. A fold: from 0 to 1.'
    >>> surfaces({"a fold": lambda x: abs(x[:, 0])}, points=[[0, 1], [1, 1]], classes=[0, 1]).alt
    'Heights over the plane, from -2 to 2 each way. A fold: from 0 to 2; circle at (0, 1): 0, square
    at (1, 1): 1.'
    """
    marked = np.asarray([] if points is None else points, dtype=float).reshape(-1, 2)
    squares = np.asarray(np.zeros(len(marked)) if classes is None else classes).astype(bool)
    if squares.shape != marked.shape[:1]:
        raise ValueError(
            f"surfaces expects one class for each of {len(marked)} points, "
            f"got shape {squares.shape}."
        )
    along = np.linspace(*span, STEPS)
    plane = np.stack(np.meshgrid(along, along), axis=-1)
    heights = {
        name: _numbers(name, function, plane.reshape(-1, 2)).reshape(STEPS, STEPS)
        for name, function in functions.items()
    }
    tops = {name: _numbers(name, function, marked) for name, function in functions.items()}

    def draw() -> Figure:
        figure = Figure(figsize=(4.4 * len(heights), 4.1))
        for number, (name, height) in enumerate(heights.items(), start=1):
            ax: Any = figure.add_subplot(1, len(heights), number, projection="3d")
            ax.plot_surface(
                plane[..., 0], plane[..., 1], height, cmap="Blues_r", linewidth=0.3,
                edgecolor="#333333", rstride=2, cstride=2, vmin=height.min() - 0.7 * np.ptp(height),
                vmax=height.max() + 1.2 * (np.ptp(height) or 1.0),
            )  # fmt: skip
            # Always in front: a point behind a slope would not be seen.
            ax.computed_zorder = False
            for these, marker, fill in ((~squares, "o", "white"), (squares, "s", "black")):
                ax.plot(*marked[these].T, tops[name][these], marker, markerfacecolor=fill,
                        markeredgecolor="black", markersize=9, linestyle="", zorder=5)  # fmt: skip
            ends = (height.min(), height.max() if np.ptp(height) else height.max() + 1.0)
            ax.set(zlim=ends, xlim=span, ylim=span)
            ax.set_xlabel(xlabel, fontsize=13, labelpad=8)
            ax.set_ylabel(ylabel, fontsize=13, labelpad=10)
            ax.set_zlabel("y", fontsize=13)
            # Few ticks, and none beyond the box.
            ax.set(xticks=np.linspace(*span, 3), yticks=np.linspace(*span, 3))
            ax.set_zticks(ends, [f"{end:.3g}" for end in ends])
            ax.set_title(name, fontsize=13)
            ax.tick_params(labelsize=10)
            for axis, side in ((ax.xaxis, "left"), (ax.yaxis, "right")):  # they share a corner
                for label in axis.get_ticklabels():
                    label.set_horizontalalignment(side)
            ax.view_init(elev=28, azim=-118)
            ax.set_box_aspect(None, zoom=0.9)
        figure.subplots_adjust(left=0.02, right=0.94, bottom=0.06, top=0.92, wspace=0.12)
        return figure

    def at_points(name: str) -> str:
        return ", ".join(
            f"{'square' if square else 'circle'} at ({p:g}, {q:g}): {top:.3g}"
            for square, (p, q), top in zip(squares, marked, tops[name], strict=True)
        )

    said = " ".join(
        f"{name[0].upper()}{name[1:]}: from {height.min():.3g} to {height.max():.3g}"
        + ("; " if len(marked) else "")
        + f"{at_points(name)}."
        for name, height in heights.items()
    )
    return Picture(
        draw, f"Heights over the plane, from {span[0]:g} to {span[1]:g} each way. {said}"
    )


def _numbers(name: str, function: Callable[[Any], Any], points: Any) -> Any:
    """Ask for one number a point; nothing is asked where there are no points."""
    if not len(points):
        return np.zeros(0)
    found = np.asarray(function(points), dtype=float).reshape(-1)
    if found.shape != points.shape[:1]:
        raise ValueError(
            f"surfaces expects {name!r} to give one number for each of {len(points)} points, "
            f"got {found.size}."
        )
    return found
