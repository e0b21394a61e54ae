"""Losses of one parameter, and where walks downhill end on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from ._picture import BLUE, GREY, ORANGE, Picture, new_axes

COLOURS, MARKERS = (BLUE, ORANGE, "black"), "o^s"


def valleys(
    losses: Mapping[str, Callable[[Any], Any]],
    walks: Mapping[str, Sequence[ArrayLike]],
    *,
    span: tuple[float, float] = (-2.0, 2.0),
    xlabel: str = "parameter",
) -> Picture:
    """Draw losses of one parameter side by side, each with walks on it.

    Parameters
    ----------
    losses : mapping of str to callable
        By title; each takes an array and returns one of the same shape.
    walks : mapping of str to sequence of array_like
        Up to three walks on each loss, the places one after the other, by the same titles.
    span : pair of float
        What part of the axis to show.
    xlabel : str
        What the parameter is.

    Returns
    -------
    Picture

    Examples
    --------
    >>> valleys({"a bowl": np.square}, {"a bowl": [[2.0, 1.0, 0.5]]}).alt
    'Walks downhill on losses of one parameter. a bowl: from 2 to 0.5.'
    """
    across = np.linspace(*span, 241)
    runs = {name: [np.asarray(walk, dtype=float) for walk in walks[name]] for name in losses}

    def draw() -> Figure:
        figure, axes = new_axes(len(losses), width=4.0, height=3.2)
        for ax, (name, loss) in zip(axes, losses.items(), strict=True):
            ax.plot(across, loss(across), color=GREY, lw=2)
            for walk, colour, marker in zip(runs[name], COLOURS, MARKERS, strict=False):
                heights = loss(walk)
                ax.plot(walk, heights, marker=marker, ms=4, lw=1, color=colour, alpha=0.8)
                ax.plot(walk[0], heights[0], marker, ms=9, mfc="white", mec=colour, mew=2)
                ax.plot(walk[-1], heights[-1], marker, ms=9, color=colour)
            ax.set(xlabel=xlabel, ylabel="loss", xlim=span)
            ax.set_title(name, fontsize=10)
            ax.margins(y=0.12)
        return figure

    texts = []
    for name, found in runs.items():
        ends = " and ".join(f"from {walk[0]:.3g} to {walk[-1]:.3g}" for walk in found)
        texts.append(f"{name}: {ends}.")
    return Picture(draw, " ".join(["Walks downhill on losses of one parameter.", *texts]))
