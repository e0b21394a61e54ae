"""Rows with a single 1 as a table: classes, or the words of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from ._picture import Picture, counted, text_width

Array = NDArray[Any]

_SIZE = 10
_CELL = 0.34
_MOST = 40


def one_hot_table(
    rows: ArrayLike,
    names: Sequence[str],
    columns: Sequence[str],
    *,
    row_label: str = "word of the sentence",
    column_label: str = "word of the vocabulary",
) -> Picture:
    """Draw a table of zeros and ones with what its rows and columns stand for.

    Parameters
    ----------
    rows : array_like, shape (m, k)
        Dark where a number is 1. At most 40 rows and 40 columns.
    names : sequence of str, m of them
        What stands before each row.
    columns : sequence of str, k of them
        What stands below each column.
    row_label, column_label : str
        What rows and columns are.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are not as many names as rows and columns, or too many of them.

    Examples
    --------
    >>> one_hot_table([[0, 1], [1, 0]], ["cat", "dog"], ["dog", "cat"]).alt
    'A table of 2 rows and 2 columns with a 1 at: cat, cat; dog, dog. All else is 0.'
    """
    table = np.asarray(rows, dtype=float)
    if table.ndim != 2 or table.shape != (len(names), len(columns)):
        raise ValueError(
            f"one_hot_table expects a table of shape ({len(names)}, {len(columns)}), one row and "
            f"one column a name, got {table.shape}."
        )
    if not 0 < min(table.shape) <= max(table.shape) <= _MOST:
        raise ValueError(f"one_hot_table can draw 1 to {_MOST} rows and columns.")
    places = "; ".join(f"{names[row]}, {columns[k]}" for row, k in np.argwhere(table == 1))
    rest = "0" if np.isin(table, (0, 1)).all() else "another number"
    alt = (
        f"A table of {counted(len(names), 'row')} and {counted(len(columns), 'column')} with a 1 "
        f"at: {places or 'no place'}. All else is {rest}."
    )
    return Picture(lambda: _draw(table, list(names), list(columns), row_label, column_label), alt)


def _draw(
    table: Array, names: list[str], columns: list[str], row_label: str, column_label: str
) -> Figure:
    """Draw the table, with as much room around it as the texts need."""
    longest = max(text_width(name, _SIZE) for name in names)
    deepest = max(text_width(name, _SIZE) for name in columns)
    left, bottom = 0.5 + longest, 0.5 + deepest
    # The labels of the axes need room too, even beside a table of few cells.
    across = max(_CELL * len(columns), text_width(column_label, _SIZE))
    down = max(_CELL * len(names), text_width(row_label, _SIZE))
    width, height = left + across + 0.15, bottom + down + 0.15
    figure = Figure(figsize=(width, height))
    box = (left / width, bottom / height, across / width, down / height)
    ax = figure.add_axes(box)
    ax.imshow(table, cmap="Greys", vmin=0, vmax=1.4, aspect="auto")
    for row, column in np.ndindex(table.shape):
        one = table[row, column] > 0.5
        ax.text(
            column, row, f"{table[row, column]:g}", ha="center", va="center", fontsize=_SIZE,
            color="white" if one else "black", fontweight="bold" if one else "normal",
        )  # fmt: skip
    ax.set_xticks(range(len(columns)), columns, rotation=90)
    ax.set_yticks(range(len(names)), names)
    ax.set_xticks(np.arange(len(columns) + 1) - 0.5, minor=True)
    ax.set_yticks(np.arange(len(names) + 1) - 0.5, minor=True)
    ax.grid(which="minor", color="#bbbbbb", linewidth=0.6)
    ax.tick_params(which="both", length=0, labelsize=_SIZE)
    ax.set_xlabel(column_label, fontsize=_SIZE)
    ax.set_ylabel(row_label, fontsize=_SIZE)
    return figure
