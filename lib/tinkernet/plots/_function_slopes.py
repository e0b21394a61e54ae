"""Functions and their slopes, side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from ._picture import BLUE, ORANGE, Picture, new_axes

Function = Callable[[Any], Any]
PLACES = 161


def function_slopes(
    functions: Mapping[str, tuple[Function, Function]], *, reach: float = 4.0, at: float = 1.0
) -> Picture:
    """Draw functions with their slopes, one panel each, and one tangent as a test of the slope.

    Parameters
    ----------
    functions : mapping of str to pair of callables
        By name: the function and what is said to be its slope, both for arrays.
    reach : float
        From ``-reach`` to ``reach`` is drawn.
    at : float
        Where the tangent lies; it touches if the slope is right there.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there is no function, or one gives anything but a number for each place.

    Examples
    --------
    >>> function_slopes({"square": (lambda z: z**2, lambda z: 2 * z)}).alt
    'Functions (solid) and their slopes (dashed). square: value 1, slope 2 at z = 1.'
    """
    if not functions:
        raise ValueError("function_slopes expects at least one function with its slope.")
    z = np.linspace(-reach, reach, PLACES)
    curves = {
        name: tuple(_numbers(name, each, z) for each in pair) for name, pair in functions.items()
    }
    here = {
        name: tuple(float(_numbers(name, each, np.array([at]))[0]) for each in pair)
        for name, pair in functions.items()
    }
    told = "; ".join(
        f"{name}: value {value + 0.0:.3g}, slope {slope + 0.0:.3g} at z = {at:g}"
        for name, (value, slope) in here.items()
    )

    def draw() -> Figure:
        figure, axes = new_axes(len(curves), width=3.5, height=3.0)
        for ax, (name, (value, slope)) in zip(axes, curves.items(), strict=True):
            ax.plot(z, value, color=BLUE, lw=2, label="value")
            ax.plot(z, slope, color=ORANGE, ls="--", lw=2, label="slope")
            middle, steepness = here[name]
            near = np.array([at - 1.0, at + 1.0])
            ax.plot(near, middle + steepness * (near - at), color="black", lw=1, label="tangent")
            ax.plot(at, middle, "o", color="black", ms=5)
            ax.set(xlabel="z", ylabel="value, slope")
            ax.set_title(name, fontsize=10)
            ax.legend(frameon=False, fontsize=8, loc="upper left")
            low, high = ax.get_ylim()
            ax.set_ylim(low, high + 0.35 * (high - low))
        return figure

    return Picture(draw, f"Functions (solid) and their slopes (dashed). {told}.")


def _numbers(name: str, function: Function, z: Any) -> Any:
    given = np.asarray(function(z))
    if given.shape != z.shape or given.dtype.kind not in "biuf":
        raise ValueError(
            f"function_slopes expects a number for each of {len(z)} places from both functions of "
            f"{name!r}, got shape {given.shape}."
        )
    return given.astype(float)
