"""The loss: over the parameters, and over the steps of a descent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter
from numpy.typing import NDArray

from ._lines import draw_line
from ._picture import BLUE, GREY, ORANGE, Picture, new_axes

Array = NDArray[Any]
Path = Sequence[tuple[float, float]] | Array

_STYLES = ("-", "--", "-.", ":")


def line_loss(x: Array, y: Array, a: Array, b: Array) -> Array:
    """Return the MSE of the lines ``a x + b``, for arrays ``a`` and ``b`` of one shape.

    Examples
    --------
    >>> line_loss(np.array([0.0, 1.0]), np.array([1.0, 3.0]), np.array([2.0]), np.array([0.0]))
    array([1.])
    """
    a, b = np.asarray(a)[..., None], np.asarray(b)[..., None]
    return np.mean((a * x + b - y) ** 2, axis=-1)


def loss_surface(
    x: Array,
    y: Array,
    paths: Mapping[str, Path] | None = None,
    *,
    a_range: tuple[float, float] | None = None,
    b_range: tuple[float, float] | None = None,
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
    figure, (ax,) = new_axes(width=5.0, height=3.8)
    alt = _draw_surface(ax, x, y, dict(paths or {}), a_range, b_range)
    if paths:
        ax.legend(frameon=False, fontsize=9)
    return Picture(figure, alt)


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
    figure, (left, right) = new_axes(columns=2)
    draw_line(left, x, y, a, b, xlabel, ylabel)
    here = [(a, b)]
    route = [*map(tuple, np.asarray(path).tolist()), *here] if len(path) else here
    surface = _draw_surface(right, x, y, {"descent": route}, None, None)
    loss = float(line_loss(x, y, np.array(a), np.array(b)))
    left.set_title(f"mean squared error {loss:.4g}", fontsize=10)
    return Picture(
        figure,
        f"{len(x)} points and the line with slope {a:.3g} and intercept {b:.3g}, mean squared "
        f"error {loss:.3g}. {surface}",
    )


def slopes(x: Array, y: Array, a: float, b: float, da: float, db: float) -> Picture:
    """Draw the loss along a and along b, each with a tangent of the given slope.

    Parameters
    ----------
    x, y : Array, shape (m,)
        The points.
    a, b : float
        The line at which the slopes were taken.
    da, db : float
        The slopes; where they are right, the tangents touch.

    Returns
    -------
    Picture
    """
    figure, axes = new_axes(columns=2, width=3.9)
    here = float(line_loss(x, y, np.array(a), np.array(b)))
    for ax, name, value, slope in zip(axes, "ab", (a, b), (da, db), strict=True):
        t = np.linspace(value - 2, value + 2, 81)
        lines = (t, np.full_like(t, b)) if name == "a" else (np.full_like(t, a), t)
        curve = line_loss(x, y, *lines)
        ax.plot(t, curve, color=BLUE, lw=2, label="MSE")
        near = t[20:61]
        ax.plot(
            near, here + slope * (near - value), color=ORANGE, ls="--", lw=2, label="your slope"
        )
        ax.plot(value, here, "o", color="black")
        low, high = curve.min(), curve.max()
        ax.set(
            xlabel=f"{name}  (slope d{name} = {slope:.3g})",
            ylabel="MSE",
            ylim=(low - 0.25 * (high - low), high),
        )
        ax.legend(frameon=False, fontsize=9)
    return Picture(
        figure,
        f"The mean squared error along a and along b, two parabolas, with a dashed tangent of "
        f"slope {da:.3g} at a = {a:.3g} and one of slope {db:.3g} at b = {b:.3g}.",
    )


def loss_curves(
    curves: Mapping[str, Sequence[float] | Array], *, step: str = "step"
) -> Picture:
    """Draw the loss of each step, one curve a run, on a logarithmic axis.

    Parameters
    ----------
    curves : mapping of str to sequence of float
        The losses by name of the run; values that are not finite are left out.
    step : str
        What is counted along the axis.

    Returns
    -------
    Picture

    Examples
    --------
    >>> loss_curves({"lr = 0.1": [4.0, 2.0, 1.0]}).alt
    'Loss over steps. lr = 0.1: from 4 to 1 in 3 steps.'
    """
    figure, (ax,) = new_axes()
    texts = []
    for number, (name, losses) in enumerate(curves.items()):
        values = np.asarray(losses, dtype=float)
        style = _STYLES[number % len(_STYLES)]
        ax.plot(values, ls=style, lw=2, color=(BLUE, ORANGE, "black")[number % 3], label=name)
        if len(values):
            texts.append(
                f"{name}: from {values[0]:.3g} to {values[-1]:.3g} in {len(values)} {step}s."
            )
    ax.set(xlabel=step, ylabel="loss (MSE)", yscale="log")
    # Plain numbers at 1, 2, 5: the usual "2 x 10^0" does not fit into the margin.
    ax.yaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0), numticks=8))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    ax.yaxis.set_minor_formatter(NullFormatter())
    ax.legend(frameon=False, fontsize=9)
    return Picture(figure, " ".join([f"Loss over {step}s.", *texts]))


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
    figure, axes = new_axes(columns=len(paths), width=3.4, height=3.2)
    best_a, best_b = _lowest(x, y)
    start_a, start_b = next(iter(paths.values()))[0]
    reach_a = 1.4 * abs(start_a - best_a) + 0.5
    reach_b = 1.4 * abs(start_b - best_b) + 0.5
    texts = []
    for ax, (name, path) in zip(axes, paths.items(), strict=True):
        _draw_surface(
            ax,
            x,
            y,
            {name: path},
            (best_a - reach_a, best_a + reach_a),
            (best_b - reach_b, best_b + reach_b),
        )
        end_a, end_b = path[-1]
        ax.set_title(name, fontsize=10)
        texts.append(f"{name}: {len(path) - 1} steps end at a = {end_a:.3g}, b = {end_b:.3g}.")
    return Picture(
        figure,
        "Descents from one start on one loss surface, side by side; "
        f"its lowest point is a = {best_a:.3g}, b = {best_b:.3g}. " + " ".join(texts),
    )


def _lowest(x: Array, y: Array) -> tuple[float, float]:
    dx = x - x.mean()
    spread = float((dx**2).sum())
    a = float((dx * (y - y.mean())).sum()) / spread if spread > 0 else 0.0
    return a, float(y.mean() - a * x.mean())


def _draw_surface(
    ax: Axes,
    x: Array,
    y: Array,
    paths: Mapping[str, Path],
    a_range: tuple[float, float] | None,
    b_range: tuple[float, float] | None,
) -> str:
    """Draw contours and paths; return the text that says so."""
    best_a, best_b = _lowest(x, y)
    stops = np.array(
        [p for path in paths.values() for p in path] or [(best_a, best_b)], dtype=float
    )
    a_range = a_range or _around(stops[:, 0], best_a)
    b_range = b_range or _around(stops[:, 1], best_b)
    a, b = np.meshgrid(np.linspace(*a_range, 50), np.linspace(*b_range, 50))
    loss = line_loss(x, y, a, b)
    low = float(line_loss(x, y, np.array(best_a), np.array(best_b)))
    # Levels that grow like squares lie evenly spaced on a parabola.
    levels = low + (loss.max() - low) * np.linspace(0, 1, 14) ** 2
    if loss.max() > low:
        ax.contourf(a, b, loss, levels, cmap="Greys", alpha=0.55)
        ax.contour(a, b, loss, levels, colors=GREY, linewidths=0.5)
    for number, (name, path) in enumerate(paths.items()):
        way = np.asarray(path, dtype=float)
        ax.plot(
            way[:, 0],
            way[:, 1],
            ls=_STYLES[number % len(_STYLES)],
            marker="o",
            ms=3.5,
            lw=1.5,
            color=(BLUE, ORANGE, "black")[number % 3],
            label=name,
        )
        ax.plot(*way[-1], "o", ms=8, color=(BLUE, ORANGE, "black")[number % 3])
    ax.plot(
        best_a, best_b, "*", ms=13, color="white", markeredgecolor="black", label="lowest point"
    )
    ax.set(xlabel="slope a", ylabel="intercept b", xlim=a_range, ylim=b_range)
    return (
        "Contours of the mean squared error over slope a and intercept b; "
        f"lowest, {low:.3g}, at a = {best_a:.3g}, b = {best_b:.3g}."
    )


def _around(values: Array, best: float) -> tuple[float, float]:
    values = values[np.isfinite(values)]
    reach = 1.25 * float(np.max(np.abs(values - best), initial=0.0)) or 1.0
    return best - reach, best + reach
