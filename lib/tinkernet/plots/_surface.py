"""The loss over slope and intercept, seen from above, with descents on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ._expect import expect_points
from ._lines import draw_line
from ._picture import BLUE, GREY, ORANGE, STYLES, Picture, new_axes

Array = NDArray[Any]
Path = Sequence[tuple[float, float]] | Array
Range = tuple[float, float]


def line_loss(x: Array, y: Array, a: Array, b: Array) -> Array:
    """Return the MSE of the lines ``a x + b``, for arrays ``a`` and ``b`` of one shape.

    Examples
    --------
    >>> line_loss(np.array([0.0, 1.0]), np.array([1.0, 3.0]), np.array([2.0]), np.array([0.0]))
    array([1.])
    """
    a, b = np.asarray(a)[..., None], np.asarray(b)[..., None]
    loss: Array = np.mean((a * x + b - y) ** 2, axis=-1)
    return loss


def loss_surface(
    x: Array,
    y: Array,
    paths: Mapping[str, Path] | None = None,
    *,
    a_range: Range | None = None,
    b_range: Range | None = None,
) -> Picture:
    """Draw the MSE of every line as contours over slope and intercept, with descents on it.

    Parameters
    ----------
    x, y : Array, shape (m,)
        The points that the lines are to fit.
    paths : mapping of str to array of shape (k, 2), or None
        The (a, b) that descents went through, by name.
    a_range, b_range : pair of float or None
        What part of the plane to show; None takes the paths and the lowest point.

    Returns
    -------
    Picture

    Examples
    --------
    >>> x = np.array([0.0, 1.0, 2.0])
    >>> loss_surface(x, 2 * x + 1, a_range=(0, 4), b_range=(-1, 3)).alt
    'Contours of the mean squared error over slope a and intercept b; lowest, 0, at a = 2, b = 1.'
    """
    x, y = expect_points("loss_surface", x, y)
    for name, path in (paths or {}).items():
        if np.ndim(path) != 2 or np.shape(path)[1] != 2:
            raise ValueError(
                f"loss_surface expects paths of shape (k, 2), a and b in each row; {name!r} has "
                f"shape {np.shape(path)}."
            )

    def draw() -> Figure:
        figure, (ax,) = new_axes(width=5.0, height=3.8)
        _draw_surface(ax, x, y, dict(paths or {}), a_range, b_range)
        if paths:
            ax.legend(frameon=False, fontsize=9)
        return figure

    return Picture(draw, _surface_text(x, y))


def line_and_loss(
    x: Array,
    y: Array,
    a: float,
    b: float,
    path: Path = (),
    *,
    xlabel: str = "x",
    ylabel: str = "y",
) -> Picture:
    """Draw a line among its points and, beside it, where it lies on the loss surface.

    Parameters
    ----------
    x, y : Array, shape (m,)
        The points.
    a, b : float
        Slope and intercept of the line.
    path : array of shape (k, 2)
        The (a, b) of a descent, in order.
    xlabel, ylabel : str
        What the axes show, with units.

    Returns
    -------
    Picture
    """
    loss = float(line_loss(x, y, np.array(a), np.array(b)))
    route = [*(tuple(place) for place in path), (a, b)]

    def draw() -> Figure:
        figure, (left, right) = new_axes(columns=2)
        draw_line(left, x, y, a, b, xlabel, ylabel)
        left.set_title(f"mean squared error {loss:.4g}", fontsize=10)
        _draw_surface(right, x, y, {"descent": route}, None, None)
        return figure

    return Picture(
        draw,
        f"{len(x)} points and the line with slope {a:.3g} and intercept {b:.3g}, mean squared "
        f"error {loss:.3g}. {_surface_text(x, y)}",
    )


def descents(x: Array, y: Array, paths: Mapping[str, Path]) -> Picture:
    """Draw several descents side by side, each on its own copy of the same loss surface.

    Parameters
    ----------
    x, y : Array, shape (m,)
        The points.
    paths : mapping of str to array of shape (k, 2)
        The (a, b) of each descent, by name; what leaves the picture is cut off.

    Returns
    -------
    Picture
    """
    best_a, best_b = _lowest(x, y)
    start_a, start_b = next(iter(paths.values()))[0]
    reach_a = 1.4 * abs(start_a - best_a) + 0.5
    reach_b = 1.4 * abs(start_b - best_b) + 0.5
    a_range, b_range = (best_a - reach_a, best_a + reach_a), (best_b - reach_b, best_b + reach_b)

    def draw() -> Figure:
        figure, axes = new_axes(columns=len(paths), width=3.4, height=3.2)
        for ax, (name, path) in zip(axes, paths.items(), strict=True):
            _draw_surface(ax, x, y, {name: path}, a_range, b_range)
            ax.set_title(name, fontsize=10)
        return figure

    ends = (
        f"{name}: {len(path) - 1} steps end at a = {path[-1][0]:.3g}, b = {path[-1][1]:.3g}."
        for name, path in paths.items()
    )
    return Picture(
        draw,
        "Descents from one start on one loss surface, side by side; "
        f"its lowest point is a = {best_a:.3g}, b = {best_b:.3g}. " + " ".join(ends),
    )


def _lowest(x: Array, y: Array) -> tuple[float, float]:
    dx = x - x.mean()
    spread = float((dx**2).sum())
    a = float((dx * (y - y.mean())).sum()) / spread if spread > 0 else 0.0
    return a, float(y.mean() - a * x.mean())


def _surface_text(x: Array, y: Array) -> str:
    a, b = _lowest(x, y)
    low = float(line_loss(x, y, np.array(a), np.array(b)))
    return (
        "Contours of the mean squared error over slope a and intercept b; "
        f"lowest, {low:.3g}, at a = {a:.3g}, b = {b:.3g}."
    )


def _draw_surface(
    ax: Axes,
    x: Array,
    y: Array,
    paths: Mapping[str, Path],
    a_range: Range | None,
    b_range: Range | None,
) -> None:
    """Draw contours, the lowest point and paths."""
    best_a, best_b = _lowest(x, y)
    stops = np.array([p for path in paths.values() for p in path] or [(best_a, best_b)], float)
    a_range = a_range or _around(stops[:, 0], best_a)
    b_range = b_range or _around(stops[:, 1], best_b)
    a, b = np.meshgrid(np.linspace(*a_range, 50), np.linspace(*b_range, 50))
    loss = line_loss(x, y, a, b)
    low, high = float(line_loss(x, y, np.array(best_a), np.array(best_b))), loss.max()
    if high > low:
        # Levels that grow like squares lie evenly spaced on a parabola.
        levels = low + (high - low) * np.linspace(0, 1, 14) ** 2
        ax.contourf(a, b, loss, levels, cmap="Greys", alpha=0.55)
        ax.contour(a, b, loss, levels, colors=GREY, linewidths=0.5)
    for number, (name, path) in enumerate(paths.items()):
        color, style = (BLUE, ORANGE, "black")[number % 3], STYLES[number % len(STYLES)]
        way = np.asarray(path, dtype=float)
        ax.plot(*way.T, ls=style, marker="o", ms=3.5, lw=1.5, color=color, label=name)
        ax.plot(*way[-1], "o", ms=8, color=color)
    ax.plot(best_a, best_b, "*", ms=13, color="white", mec="black", label="lowest point")
    ax.set(xlabel="slope a", ylabel="intercept b", xlim=a_range, ylim=b_range)


def _around(values: Array, best: float) -> Range:
    values = values[np.isfinite(values)]
    reach = 1.25 * float(np.max(np.abs(values - best), initial=0.0)) or 1.0
    return best - reach, best + reach
