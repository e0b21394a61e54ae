"""Which classes are taken for which others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ._picture import Picture, new_axes

Array = NDArray[Any]


def confusion_matrix(truth: Array, predicted: Array, names: Sequence[Any] | None = None) -> Picture:
    """Draw how often each class was taken for which: the truth down, the prediction across.

    Parameters
    ----------
    truth, predicted : Array of int, shape (m,)
        Classes from 0.
    names : sequence of str, or None
        What the classes are called; None takes their numbers.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the shapes differ, there are no examples, or a class has no name.

    Examples
    --------
    >>> confusion_matrix(np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1]), ["cat", "dog"]).alt
    'Confusion matrix of 4 examples, 75 % right. Most often: cat taken for dog (1).'
    """
    truth, predicted = np.asarray(truth), np.asarray(predicted)
    if truth.shape != predicted.shape or truth.ndim != 1 or truth.size == 0:
        raise ValueError(
            "confusion_matrix expects truth and predictions of one shape (m,), got "
            f"{truth.shape} and {predicted.shape}."
        )
    both = np.concatenate([truth, predicted]).astype(int)
    count = int(both.max()) + 1 if names is None else len(names)
    if both.min() < 0 or both.max() >= count:
        raise ValueError(
            f"confusion_matrix expects classes from 0 to {count - 1}, got {both.min()} to "
            f"{both.max()}."
        )
    labels = [str(name) for name in (range(count) if names is None else names)]
    table = np.zeros((count, count), dtype=int)
    np.add.at(table, (truth.astype(int), predicted.astype(int)), 1)

    def draw() -> Figure:
        side = max(3.2, 0.42 * count + 1.4)
        figure, (ax,) = new_axes(width=side, height=side)
        ax.imshow(table, cmap="Greys", vmin=0, vmax=max(table.max(), 1) * 1.15)
        for row, column in np.ndindex(table.shape):
            dark = table[row, column] > 0.6 * table.max()
            ax.text(
                column,
                row,
                str(table[row, column]),
                ha="center",
                va="center",
                fontsize=9,
                color="white" if dark else "black",
            )
        ax.set_xticks(range(count), labels, rotation=45 if max(map(len, labels)) > 2 else 0)
        ax.set_yticks(range(count), labels)
        ax.set(xlabel="predicted", ylabel="truth")
        ax.spines[:].set_visible(False)
        return figure

    return Picture(draw, _alt(table, labels))


def _alt(table: Array, labels: list[str]) -> str:
    total, right = int(table.sum()), int(table.trace())
    mistakes = table - np.diag(table.diagonal())
    text = f"Confusion matrix of {total} examples, {100 * right / total:.0f} % right."
    if not mistakes.any():
        return text
    row, column = np.unravel_index(mistakes.argmax(), mistakes.shape)
    worst = f"{labels[row]} taken for {labels[column]} ({mistakes[row, column]})"
    return f"{text} Most often: {worst}."
