"""A curve fitted to noisy points, and the errors of curves of every size."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ._picture import BLUE, ORANGE, Picture, new_axes

Pair = tuple[NDArray[Any], NDArray[Any]]
HEIGHTS, SPAN = (-2.2, 2.2), (1e-3, 20.0)
"""What the axes show; errors beyond are drawn at the end."""


def fitted_curve(
    sets: Mapping[str, Pair],
    curves: Mapping[str, Pair],
    errors: Mapping[str, NDArray[Any]],
    *,
    size: int,
    balance: str,
    what: str = "degree",
) -> Picture:
    """Draw points, the true and the fitted curve, and the errors of fits of every size.

    Parameters
    ----------
    sets : mapping of str to pair of array
        x and y of the points for ``"training"`` and ``"validation"``.
    curves : mapping of str to pair of array
        x and y of the ``"true"`` and the ``"fitted"`` curve.
    errors : mapping of str to array
        Mean squared errors on both sets for the sizes 0, 1, 2, ...
    size : int
        Of the fitted curve.
    balance : str
        What that is: underfitting, balanced or overfitting.
    what : str
        What the size counts.

    Returns
    -------
    Picture

    Examples
    --------
    >>> x = np.array([0.0, 1.0])
    >>> sets = {"training": (x, x), "validation": (x, x)}
    >>> errors = {"training": np.array([0.25, 0.01]), "validation": np.array([0.3, 0.02])}
    >>> fitted_curve(sets, {"true": (x, x), "fitted": (x, x)}, errors, size=1, balance="balanced").alt
    'A fit of degree 1 to 2 points, balanced: training error 0.01, validation error 0.02. The validation error is lowest, 0.02, at degree 1.'
    """  # noqa: E501

    def draw() -> Figure:
        figure, (plane, chart) = new_axes(2)
        plane.plot(*curves["true"], "--", color="black", lw=1.3, label="true curve")
        plane.plot(*curves["fitted"], color=ORANGE, lw=2.5, label="fitted curve")
        plane.plot(*sets["validation"], "s", mfc="white", mec=BLUE, ms=5, label="validation")
        plane.plot(*sets["training"], "o", color="black", ms=6, label="training")
        plane.set(xlabel="x", ylabel="y", ylim=HEIGHTS, title=f"{what} {size}: {balance}")
        sizes = np.arange(len(errors["training"]))
        chart.axvline(size, color=ORANGE, lw=2)
        for name, style, colour, fill in (
            ("training", "o-", "black", "black"),
            ("validation", "s--", BLUE, "white"),
        ):
            run = np.clip(errors[name], *SPAN)
            chart.plot(sizes, run, style, color=colour, mfc=fill, ms=5, label=name)
            chart.plot(size, run[size], style[0], color=colour, mfc=fill, ms=9)
        chart.set(xlabel=what, ylabel="mean squared error", yscale="log", ylim=SPAN)
        for ax in (plane, chart):
            ax.legend(frameon=False, fontsize=8)
            ax.title.set_fontsize(10)
        return figure

    training, validation = errors["training"], errors["validation"]
    best = int(np.argmin(validation))
    return Picture(
        draw,
        f"A fit of {what} {size} to {len(sets['training'][0])} points, {balance}: training error "
        f"{training[size]:.3g}, validation error {validation[size]:.3g}. The validation error is "
        f"lowest, {validation[best]:.3g}, at {what} {best}.",
    )
