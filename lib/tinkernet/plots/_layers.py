"""A network of dense layers as circles and lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from matplotlib.figure import Figure

from ._picture import BLUE, GREY, Picture, counted

MOST = 12


def layers(sizes: Sequence[int], *, names: Sequence[str] | None = None) -> Picture:
    """Draw a network in which every unit is connected to all of the layer before.

    Parameters
    ----------
    sizes : sequence of int
        Numbers of units, the inputs first; 1 to 12 each, 2 layers or more.
    names : sequence of str or None
        What to write below each layer; None writes input, hidden 1, ..., output.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are fewer than two layers, a layer cannot be drawn, or names are missing.

    Examples
    --------
    >>> layers([2, 3, 1]).alt
    'A network of dense layers: input 2, hidden 3, output 1; 13 weights and biases.'
    """
    sizes = [int(size) for size in sizes]
    if len(sizes) < 2 or not all(1 <= size <= MOST for size in sizes):
        raise ValueError(f"layers draws two layers or more of 1 to {MOST} units, got {sizes}.")
    inner = len(sizes) - 2
    if names is None:
        hidden = ["hidden"] if inner == 1 else [f"hidden {k + 1}" for k in range(inner)]
        names = ["input", *hidden, "output"]
    if len(names) != len(sizes):
        raise ValueError(f"layers expects {len(sizes)} names, got {len(names)}.")
    labels = list(names)

    def draw() -> Figure:
        height = 1.0 + 0.32 * max(sizes)
        figure = Figure(figsize=(1.5 * len(sizes), height))
        ax = figure.add_axes((0.02, 0.02, 0.96, 0.96))
        columns = [np.arange(size) - (size - 1) / 2 for size in sizes]
        for k, (left, right) in enumerate(pairwise(columns)):
            for y in left:
                for z in right:
                    ax.plot([k, k + 1], [y, z], color=GREY, linewidth=0.6, zorder=1)
        for k, column in enumerate(columns):
            fill = "white" if k == 0 else BLUE
            ax.plot(np.full(len(column), k), column, "o", markerfacecolor=fill,
                    markeredgecolor="black", markersize=11, linestyle="", zorder=2)  # fmt: skip
            ax.text(k, -max(sizes) / 2 - 0.7, f"{labels[k]}\n{sizes[k]}", ha="center", va="center",
                    fontsize=9)  # fmt: skip
        ax.set(xlim=(-0.55, len(sizes) - 0.45), ylim=(-max(sizes) / 2 - 1.4, max(sizes) / 2 + 0.2))
        ax.axis("off")
        return figure

    weights = sum((m + 1) * n for m, n in pairwise(sizes))
    said = ", ".join(f"{label} {size}" for label, size in zip(labels, sizes, strict=True))
    what = counted(weights, "weight").replace("weights", "weights and biases")
    return Picture(draw, f"A network of dense layers: {said}; {what}.")
