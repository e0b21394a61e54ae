"""Which classes are taken for which others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ._expect import expect_classes
from ._picture import Picture, counted, text_width

Array = NDArray[Any]

_MOST = 50
_SIZE = 9


def confusion_matrix(truth: Array, predicted: Array, names: Sequence[Any] | None = None) -> Picture:
    """Draw how often each class was taken for which: the truth down, the prediction across.

    Parameters
    ----------
    truth, predicted : Array of int, shape (m,)
        Classes from 0, at most 50 of them.
    names : sequence of str, or None
        What the classes are called; None takes their numbers.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the shapes differ, there are no examples, there are scores instead of classes, or a
        class has no name.

    Examples
    --------
    >>> confusion_matrix(np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1]), ["cat", "dog"]).alt
    'Confusion matrix: 3 of 4 examples right. Most often: cat taken for dog (1).'
    """
    truth, predicted = np.asarray(truth), np.asarray(predicted)
    if truth.shape != predicted.shape or truth.ndim != 1 or truth.size == 0:
        raise ValueError(
            "confusion_matrix expects truth and predictions of one shape (m,), got "
            f"{truth.shape} and {predicted.shape}."
        )
    both = expect_classes("confusion_matrix", np.concatenate([truth, predicted]))
    count = int(both.max()) + 1 if names is None else len(names)
    if count > _MOST:
        raise ValueError(f"confusion_matrix can draw at most {_MOST} classes, got {count}.")
    if both.min() < 0 or both.max() >= count:
        raise ValueError(
            f"confusion_matrix expects classes from 0 to {count - 1}, got {both.min()} to "
            f"{both.max()}."
        )
    labels = [str(name) for name in (range(count) if names is None else names)]
    table = np.zeros((count, count), dtype=int)
    np.add.at(table, tuple(both.reshape(2, -1)), 1)
    return Picture(lambda: _draw(table, labels), _alt(table, labels))


def _draw(table: Array, labels: list[str]) -> Figure:
    """Draw the table, with as much room around it and in it as the texts need."""
    count, longest = len(labels), max(text_width(label, _SIZE) for label in labels)
    cell = max(0.42, 2.0 / count, text_width(str(table.max()), _SIZE) + 0.14)
    slanted = longest + 0.1 > cell
    left, bottom = 0.5 + longest, 0.55 + (0.75 * longest if slanted else 0.0)
    width, height = left + cell * count + 0.15, bottom + cell * count + 0.15
    figure = Figure(figsize=(width, height))
    box = (left / width, bottom / height, cell * count / width, cell * count / height)
    ax = figure.add_axes(box)
    ax.imshow(table, cmap="Greys", vmin=0, vmax=table.max() * 1.15)
    for row, column in np.ndindex(table.shape):
        # From this grey on, white stands out more than black does.
        color = "white" if table[row, column] > 0.7 * table.max() else "black"
        number = str(table[row, column])
        ax.text(column, row, number, ha="center", va="center", fontsize=_SIZE, color=color)
    ax.set_xticks(range(count), labels)
    if slanted:
        ax.set_xticks(range(count), labels, rotation=45, ha="right", rotation_mode="anchor")
    ax.set_yticks(range(count), labels)
    ax.tick_params(labelsize=_SIZE)
    ax.set(xlabel="predicted", ylabel="truth")
    ax.spines[:].set_visible(False)
    return figure


def _alt(table: Array, labels: list[str]) -> str:
    total, right = int(table.sum()), int(table.trace())
    mistakes = table - np.diag(table.diagonal())
    text = f"Confusion matrix: {right} of {counted(total, 'example')} right."
    if not mistakes.any():
        return text
    row, column = np.unravel_index(mistakes.argmax(), mistakes.shape)
    worst = f"{labels[row]} taken for {labels[column]} ({mistakes[row, column]})"
    return f"{text} Most often: {worst}."
