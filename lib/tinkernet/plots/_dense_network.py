"""A small network with a name, and perhaps a number, on every edge."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from ._picture import BLUE, ORANGE, Picture

ACROSS, DOWN = 2.6, 0.95
"""Inches from layer to layer, and from unit to unit."""


def dense_network(
    units: Sequence[Sequence[str]],
    edges: Sequence[ArrayLike],
    numbers: Sequence[ArrayLike] | None = None,
) -> Picture:
    """Draw layers of units in which each is joined with all of the next layer.

    Parameters
    ----------
    units : sequence of sequences of str
        The units' names, layer by layer.
    edges : sequence of arrays of str, shape (n_in, n_out)
        The weights' names, between every two layers.
    numbers : sequence of arrays of float, shape (n_in, n_out), or None
        A number for each weight, such as its slope: written behind its name; negative ones have
        dashed edges, large ones thick edges.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are not as many names or numbers as edges.

    Examples
    --------
    >>> dense_network([["x1", "x2"], ["y"]], [[["w1"], ["w2"]]], [[[0.5], [-1.0]]]).alt
    'A network of 2, 1 units: w1 from x1 to y, 0.5; w2 from x2 to y, -1.'
    """
    names = [np.asarray(each, dtype=str) for each in edges]
    values = [np.asarray(each, dtype=float) for each in numbers or []]
    shapes = [(len(one), len(other)) for one, other in itertools.pairwise(units)]
    for given in (names, values) if numbers is not None else (names,):
        if [each.shape for each in given] != shapes:
            raise ValueError(
                f"dense_network expects a table of shape {shapes} between the layers, got "
                f"{[each.shape for each in given]}."
            )
    largest = max([float(np.abs(each).max(initial=0.0)) for each in values], default=0.0)
    most = max(map(len, units))
    places = [
        [(k * ACROSS, (most - 1) * DOWN / 2 + ((len(layer) - 1) / 2 - i) * DOWN)
         for i in range(len(layer))]
        for k, layer in enumerate(units)
    ]  # fmt: skip
    joined = [
        (k, i, j) for k, (n_in, n_out) in enumerate(shapes) for i in range(n_in)
        for j in range(n_out)
    ]  # fmt: skip
    told = []
    for k, i, j in joined:
        number = f", {values[k][i, j] + 0.0:.3g}" if values else ""
        told.append(f"{names[k][i, j]} from {units[k][i]} to {units[k + 1][j]}{number}")

    def draw() -> Figure:
        wide, high = (len(units) - 1) * ACROSS + 0.9, (most - 1) * DOWN + 0.9
        figure = Figure(figsize=(wide, high))
        ax = figure.add_axes((0, 0, 1, 1))
        ax.set(xlim=(-0.45, wide - 0.45), ylim=(-0.45, high - 0.45), aspect="equal")
        ax.set_axis_off()
        for k, i, j in joined:
            value = float(values[k][i, j]) if values else 0.0
            text = str(names[k][i, j]) + (f": {value + 0.0:.2f}" if values else "")
            # Where fewer edges meet, their labels are farther apart.
            share = 0.66 if len(units[k]) <= len(units[k + 1]) else 0.36
            _edge(ax, places[k][i], places[k + 1][j], text, value, largest, share)
        for layer, spots in zip(units, places, strict=True):
            for name, (x, y) in zip(layer, spots, strict=True):
                ax.text(x, y, name, ha="center", va="center", fontsize=10, zorder=4,
                        bbox={"boxstyle": "circle,pad=0.35", "facecolor": "white"})  # fmt: skip
        return figure

    sizes = ", ".join(str(len(layer)) for layer in units)
    return Picture(draw, f"A network of {sizes} units: {'; '.join(told)}.")


def _edge(
    ax: Any,
    start: tuple[float, float],
    end: tuple[float, float],
    text: str,
    value: float,
    largest: float,
    share: float,
) -> None:
    """Draw an edge with its label on it."""
    (x0, y0), (x1, y1) = start, end
    width = 1.0 + 4.0 * abs(value) / largest if largest > 0 else 1.0
    negative = value < 0
    color = "black" if largest == 0 else ORANGE if negative else BLUE
    ax.plot([x0, x1], [y0, y1], color=color, ls="--" if negative else "-", lw=width, zorder=1)
    ax.text(x0 + share * (x1 - x0), y0 + share * (y1 - y0), text, fontsize=9, zorder=3,
            ha="center", va="center",
            bbox={"facecolor": "white", "edgecolor": "0.6", "pad": 1.5})  # fmt: skip
