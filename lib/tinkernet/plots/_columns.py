"""The columns of a table side by side: do they share one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ._picture import BLUE, Picture, new_axes


def column_ranges(tables: Mapping[str, NDArray[Any]], names: Sequence[str]) -> Picture:
    """Draw the spread of each column as a box plot, one panel a table.

    Parameters
    ----------
    tables : mapping of str to array of shape (m, n)
        The tables by title.
    names : sequence of str
        Names of the n columns.

    Returns
    -------
    Picture
        Boxes from first to third quartile, whiskers to the extremes.

    Examples
    --------
    >>> X = np.array([[1.0, 100.0], [3.0, 300.0]])
    >>> column_ranges({"as measured": X}, ["a", "b"]).alt
    'Box plots of 2 columns. As measured: medians from 2 to 200.'
    """
    texts = [f"Box plots of {len(names)} columns."]
    for title, table in tables.items():
        medians = np.median(table, axis=0) + 0.0
        texts.append(
            f"{title.capitalize()}: medians from {medians.min():.3g} to {medians.max():.3g}."
        )

    def draw() -> Figure:
        figure, axes = new_axes(columns=len(tables))
        for ax, (title, table) in zip(axes, tables.items(), strict=True):
            median = {"color": BLUE, "linewidth": 2}
            ax.boxplot(table, tick_labels=list(names), whis=(0, 100), medianprops=median)
            ax.set(title=title, xlabel="column", ylabel="value")
            ax.tick_params(axis="x", labelrotation=60)
        return figure

    return Picture(draw, " ".join(texts))
