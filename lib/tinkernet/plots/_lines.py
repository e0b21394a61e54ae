"""A line among points, and how far off it is."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from ._picture import BLUE, GREY, ORANGE, Picture, new_axes

Array = NDArray[Any]


def points(
    x: Array,
    y: Array,
    *,
    mark: tuple[float, float] | None = None,
    xlabel: str = "x",
    ylabel: str = "y",
) -> Picture:
    """Draw points.

    Parameters
    ----------
    x, y : Array, shape (m,)
        Where they are.
    mark : pair of float or None
        A place to mark with a cross.
    xlabel, ylabel : str
        What the axes show, with units.

    Returns
    -------
    Picture

    Examples
    --------
    >>> points(np.array([1.0, 2.0]), np.array([3.0, 1.0]))
    Picture(2 points: x from 1 to 2, y from 1 to 3.)
    """
    alt = _extent(x, y, xlabel, ylabel)
    if mark is not None:
        alt += f" A cross at {mark[0]:.4g}, {mark[1]:.4g}."

    def draw() -> Figure:
        figure, (ax,) = new_axes()
        draw_points(ax, x, y, xlabel, ylabel)
        if mark is not None:
            ax.plot(*mark, "+", color="black", ms=22, mew=3)
        return figure

    return Picture(draw, alt)


def line_fit(
    x: Array,
    y: Array,
    a: float,
    b: float,
    *,
    truth: tuple[float, float] | None = None,
    xlabel: str = "x",
    ylabel: str = "y",
) -> Picture:
    """Draw points, the line ``a x + b``, and the residuals between them.

    Parameters
    ----------
    x, y : Array, shape (m,)
        The points.
    a, b : float
        Slope and intercept of the line.
    truth : pair of float or None
        Slope and intercept of a second, dashed line: where the points came from.
    xlabel, ylabel : str
        What the axes show, with units.

    Returns
    -------
    Picture

    Examples
    --------
    >>> line_fit(np.array([0.0, 1.0]), np.array([1.0, 3.0]), 2.0, 0.0).alt
    '2 points: x from 0 to 1, y from 1 to 3. A line with slope 2 and intercept 0; mean squared
    error 1.'
    """
    alt = f"{_extent(x, y, xlabel, ylabel)} {_line_text(x, y, a, b)}"
    if truth is not None:
        alt += f" Dashed, the truth: slope {truth[0]:.3g} and intercept {truth[1]:.3g}."

    def draw() -> Figure:
        figure, (ax,) = new_axes()
        draw_line(ax, x, y, a, b, xlabel, ylabel)
        if truth is not None:
            ends = np.array([np.min(x), np.max(x)])
            ax.plot(ends, truth[0] * ends + truth[1], color="black", ls="--", lw=1.5, label="truth")
            ax.legend(frameon=False, fontsize=9)
        return figure

    return Picture(draw, alt)


def error_squares(x: Array, y: Array, a: float, b: float) -> Picture:
    """Draw the square on each residual: the MSE is the mean of their areas.

    Parameters
    ----------
    x, y : Array, shape (m,)
        A few points; the picture gets crowded beyond ten.
    a, b : float
        Slope and intercept of the line.

    Returns
    -------
    Picture
        With axes of equal scale, so that squares look square.

    Examples
    --------
    >>> error_squares(np.array([0.0, 2.0]), np.array([1.0, 3.0]), 1.0, 0.0).alt
    'A line with slope 1 and intercept 0; mean squared error 1. On each of the 2 residuals stands
    a square; the areas are 1, 1.'
    """
    y_hat = a * x + b
    areas = ", ".join(f"{area:.2g}" for area in (y_hat - y) ** 2)

    def draw() -> Figure:
        figure, (ax,) = new_axes(width=5.2, height=4.2)
        for x_i, y_i, y_hat_i in zip(x, y, y_hat, strict=True):
            low, side = min(y_i, y_hat_i), abs(y_i - y_hat_i)
            # To the side on which the line does not run through the square.
            left = x_i - side if (y_i > y_hat_i) == (a > 0) else x_i
            ax.add_patch(
                Rectangle((left, low), side, side, facecolor=ORANGE, alpha=0.25, edgecolor=ORANGE)
            )
            middle = (left + side / 2, low + side / 2)
            ax.text(*middle, f"{side**2:.2g}", ha="center", va="center", size=8)
        draw_line(ax, x, y, a, b, "x", "y")
        ax.set_aspect("equal", adjustable="datalim")
        return figure

    return Picture(
        draw,
        f"{_line_text(x, y, a, b)} On each of the {len(x)} residuals stands a square; "
        f"the areas are {areas}.",
    )


def draw_points(ax: Axes, x: Array, y: Array, xlabel: str, ylabel: str) -> None:
    """Draw points into given axes."""
    size = 26 if len(x) < 60 else 10
    ax.scatter(x, y, s=size, color=GREY, alpha=0.75, linewidths=0)
    ax.set(xlabel=xlabel, ylabel=ylabel)


def draw_line(ax: Axes, x: Array, y: Array, a: float, b: float, xlabel: str, ylabel: str) -> None:
    """Draw points, line and residuals into given axes."""
    y_hat = a * x + b
    ax.vlines(x, np.minimum(y, y_hat), np.maximum(y, y_hat), color=ORANGE, lw=0.8, ls=":")
    draw_points(ax, x, y, xlabel, ylabel)
    ends = np.array([np.min(x), np.max(x)])
    ax.plot(ends, a * ends + b, color=BLUE, lw=2.5)


def _extent(x: Array, y: Array, xlabel: str, ylabel: str) -> str:
    return (
        f"{len(x)} points: {xlabel} from {np.min(x):.3g} to {np.max(x):.3g}, "
        f"{ylabel} from {np.min(y):.3g} to {np.max(y):.3g}."
    )


def _line_text(x: Array, y: Array, a: float, b: float) -> str:
    mse = float(np.mean((a * x + b - y) ** 2))
    return f"A line with slope {a:.3g} and intercept {b:.3g}; mean squared error {mse:.3g}."
