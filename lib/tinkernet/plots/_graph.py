"""A computational graph with its values and gradients, for where no browser is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path

from ._picture import Picture

PITCH, WIDTH, HEIGHT = 1.5, 0.95, 0.62
"""Inches from column to column, and the size of a box."""
SCALE = 0.01
"""Inches a unit of the layout's heights."""
SIGNS = {
    "*": "\N{MULTIPLICATION SIGN}", "-": "\N{MINUS SIGN}", "neg": "\N{MINUS SIGN}",
    "/": "\N{DIVISION SIGN}", "sigmoid": "\N{GREEK SMALL LETTER SIGMA}",
    "**2": "x\N{SUPERSCRIPT TWO}",
}  # fmt: skip


def computed_graph(
    names: Sequence[str],
    operations: Sequence[str],
    parents: Sequence[Sequence[int]],
    numbers: Sequence[tuple[float, float]],
    *,
    columns: Sequence[int],
    heights: Sequence[float],
    bends: Mapping[tuple[int, int], Sequence[float]],
) -> Picture:
    """Draw a graph from left to right: each value with its number and its gradient.

    Parameters
    ----------
    names : sequence of str
        What the values are called.
    operations : sequence of str
        What made each; "" for a leaf.
    parents : sequence of sequences of int
        What each was made of.
    numbers : sequence of pairs of float
        Value and gradient of each; nan where there is none.
    columns, heights, bends : sequence or mapping
        Where everything goes, as ``tinkernet.graph.laid_out`` finds it.

    Returns
    -------
    Picture

    Examples
    --------
    >>> computed_graph(
    ...     ["a", "b"], ["", "neg"], [[], [0]], [(2.0, -1.0), (-2.0, 1.0)],
    ...     columns=[0, 1], heights=[0.0, 0.0], bends={},
    ... ).alt
    'A graph that leads to b: a = 2, gradient -1; b = -2, gradient 1.'
    """

    def draw() -> Figure:
        down = np.array(heights, dtype=float) * SCALE
        passing = [at * SCALE for places in bends.values() for at in places]
        low, high = min([*down, *passing]) - HEIGHT / 2, max([*down, *passing]) + HEIGHT / 2
        wide = max(columns) * PITCH + WIDTH + 0.5
        figure = Figure(figsize=(wide, high - low + 0.2))
        ax = figure.add_axes((0, 0, 1, 1))
        ax.set(xlim=(-0.35, wide - 0.35), ylim=(high + 0.1, low - 0.1), aspect="equal")
        ax.set_axis_off()
        for k, step in enumerate(parents):
            for place, parent in enumerate(step):
                offset = 0.16 * (place / (len(step) - 1) - 0.5) if len(step) > 1 else 0.0
                last = (list(bends.get((k, parent), [])) or [heights[parent]])[-1]
                if len(step) > 1 and last > heights[k]:
                    offset = abs(offset)  # who comes from below arrives below
                elif len(step) > 1 and last < heights[k]:
                    offset = -abs(offset)
                stations = [(columns[parent] * PITCH + WIDTH, down[parent])]
                for column, at in enumerate(bends.get((k, parent), []), columns[parent] + 1):
                    stations += [(column * PITCH, at * SCALE), (column * PITCH + WIDTH, at * SCALE)]
                stations.append((columns[k] * PITCH - 0.16, down[k] + offset))
                ax.add_patch(PathPatch(_swing(stations), facecolor="none", linewidth=1))
                x, y = stations[-1]
                ax.annotate("", (x + 0.02, y), (x - 0.06, y),
                            arrowprops={"arrowstyle": "-|>", "facecolor": "black"})  # fmt: skip
        for k, (name, operation) in enumerate(zip(names, operations, strict=True)):
            _box(ax, columns[k] * PITCH, down[k], name, operation, numbers[k])
        return figure

    told = "; ".join(
        f"{name} = {value + 0.0:.3g}, gradient {grad + 0.0:.3g}"
        if np.isfinite(value)
        else f"{name} has none"
        for name, (value, grad) in zip(names, numbers, strict=True)
    )
    return Picture(draw, f"A graph that leads to {names[-1]}: {told}.")


def _box(ax: Any, x: float, y: float, name: str, operation: str, pair: tuple[float, float]) -> None:
    ax.add_patch(
        FancyBboxPatch(
            (x, y - HEIGHT / 2), WIDTH, HEIGHT, boxstyle="round,pad=0,rounding_size=0.05",
            facecolor="#ececec" if operation else "white", linewidth=1 if operation else 2,
        )
    )  # fmt: skip
    ax.text(x + WIDTH / 2, y - 0.16, name[:12], ha="center", va="center", fontsize=9, weight="bold")
    for row, (word, number) in enumerate(zip(("value", "grad"), pair, strict=True)):
        height = y + 0.04 + 0.17 * row
        shown = f"{number + 0.0:.3g}" if np.isfinite(number) else "none"  # -0.0 + 0.0 is 0.0
        if row or not operation:  # else the operation is there
            ax.text(x + 0.06, height, word, va="center", fontsize=7)
        ax.text(x + WIDTH - 0.06, height, shown, ha="right", va="center", fontsize=9)
    if operation:
        ax.text(
            x, y, SIGNS.get(operation, operation), ha="center", va="center", fontsize=9,
            bbox={"boxstyle": "round,pad=0.25", "facecolor": "white"},
        )  # fmt: skip


def _swing(stations: Sequence[tuple[float, float]]) -> Path:
    """Return a way through places that leaves and meets them level."""
    points, codes = [stations[0]], [Path.MOVETO]
    for (x0, y0), (x, y) in pairwise(stations):
        middle = (x0 + x) / 2
        points += [(middle, y0), (middle, y), (x, y)]
        codes += [Path.CURVE4] * 3
    return Path(points, codes)
