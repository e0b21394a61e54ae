"""Which weight joins which input with which output: layers as matrices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from ._picture import GREY, Picture, new_axes

Array = NDArray[Any]

_LARGEST = 12


def weight_matrices(matrices: Mapping[str, ArrayLike]) -> Picture:
    """Draw layers as matrices in which a number says which weight is used.

    Parameters
    ----------
    matrices : mapping of str to array_like of shape (n_out, n_in)
        By name of the layer: a row for each output unit, a column for each input. In each place
        the number of the weight, from 1; the same number is the same weight. 0 where there is no
        connection.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If an array is no matrix, has more than 12 rows or columns, or a negative number.

    Examples
    --------
    >>> weight_matrices({"shared": [[1, 2, 0], [0, 1, 2]]}).alt
    'Layers as matrices. shared: 2 outputs of 3 inputs, 4 connections by 2 weights.'
    """
    tables = {name: _table(name, matrix) for name, matrix in matrices.items()}
    texts = (
        f"{name}: {table.shape[0]} outputs of {table.shape[1]} inputs, "
        f"{np.count_nonzero(table)} connections by {_different(table)} weights."
        for name, table in tables.items()
    )
    return Picture(lambda: _draw(tables), " ".join(["Layers as matrices.", *texts]))


def _table(name: str, matrix: ArrayLike) -> Array:
    table = np.asarray(matrix)
    if table.ndim != 2 or not table.size or max(table.shape) > _LARGEST or table.min() < 0:
        raise ValueError(
            f"weight_matrices expects numbers from 0 in at most {_LARGEST} rows and columns for "
            f"{name!r}, got shape {table.shape}."
        )
    return table


def _different(table: Array) -> int:
    return len(set(table[table > 0].tolist()))


def _draw(tables: Mapping[str, Array]) -> Figure:
    figure, axes = new_axes(columns=len(tables), width=3.5, height=3.0)
    for ax, (name, table) in zip(axes, tables.items(), strict=True):
        # Light shades only, so that black letters can be read on them.
        shade = np.where(table > 0, 0.15 + 0.35 * table / max(table.max(), 1), 0.0)
        ax.imshow(shade, cmap="Blues", vmin=0, vmax=1, aspect="equal")
        rows, columns = table.shape
        for row, column in np.ndindex(rows, columns):
            weight = table[row, column]
            ax.text(
                column, row, f"{weight}" if weight else "·", ha="center", va="center",
                fontsize=9 if max(table.shape) < 9 else 7, color="black" if weight else GREY,
            )  # fmt: skip
        ax.set_xticks(range(columns))
        ax.set_yticks(range(rows))
        ax.tick_params(length=0)
        ax.spines[["top", "right"]].set_visible(True)
        ax.set_title(f"{name}", fontsize=10)
        ax.set(xlabel="input", ylabel="output")
    return figure
