"""The loss along one parameter, and over the steps of a descent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter
from numpy.typing import NDArray

from ._picture import BLUE, ORANGE, STYLES, Picture, new_axes
from ._surface import line_loss

Array = NDArray[Any]


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

    def draw() -> Figure:
        figure, axes = new_axes(columns=2, width=3.9)
        here = float(line_loss(x, y, np.array(a), np.array(b)))
        for ax, name, value, slope in zip(axes, "ab", (a, b), (da, db), strict=True):
            t = np.linspace(value - 2, value + 2, 81)
            lines = (t, np.full_like(t, b)) if name == "a" else (np.full_like(t, a), t)
            curve = line_loss(x, y, *lines)
            ax.plot(t, curve, color=BLUE, lw=2, label="MSE")
            near = t[20:61]
            tangent = here + slope * (near - value)
            ax.plot(near, tangent, color=ORANGE, ls="--", lw=2, label="slope")
            ax.plot(value, here, "o", color="black")
            low, high = curve.min(), curve.max()
            below = low - 0.25 * (high - low)
            ax.set(
                xlabel=f"{name}  (slope d{name} = {slope:.3g})", ylabel="MSE", ylim=(below, high)
            )
            ax.legend(frameon=False, fontsize=9)
        return figure

    return Picture(
        draw,
        f"The mean squared error along a and along b, two parabolas, with a dashed tangent of "
        f"slope {da:.3g} at a = {a:.3g} and one of slope {db:.3g} at b = {b:.3g}.",
    )


def _held(run: Array) -> str:
    """Say what a list of losses holds, when there is nothing to draw in it."""
    return f"shape {run.shape}" if run.ndim != 1 else f"{run[:3].tolist()}"


def loss_curves(curves: Mapping[str, Sequence[float] | Array], *, step: str = "step") -> Picture:
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
    if not isinstance(curves, Mapping):
        raise TypeError(
            'loss_curves expects losses by name, such as {"training": history.loss}, got '
            f"{type(curves).__name__}."
        )
    runs = {name: np.asarray(losses, dtype=float) for name, losses in curves.items()}
    for name, run in runs.items():
        if run.ndim != 1 or not (run > 0).any():
            raise ValueError(
                f"loss_curves expects a list of positive losses for {name!r}, got {_held(run)}."
            )
    texts = (
        f"{name}: from {run[0]:.3g} to {run[-1]:.3g} in {len(run)} {step}s."
        for name, run in runs.items()
        if len(run)
    )

    def draw() -> Figure:
        figure, (ax,) = new_axes()
        for number, (name, run) in enumerate(runs.items()):
            color = (BLUE, ORANGE, "black")[number % 3]
            ax.plot(run, ls=STYLES[number % len(STYLES)], lw=2, color=color, label=name)
        ax.set(xlabel=step, ylabel="loss", yscale="log")
        # Plain numbers at 1, 2, 5: the usual "2 x 10^0" does not fit into the margin.
        ax.yaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0), numticks=8))
        ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        ax.yaxis.set_minor_formatter(NullFormatter())
        ax.legend(frameon=False, fontsize=9)
        return figure

    return Picture(draw, " ".join([f"Loss over {step}s.", *texts]))
