"""Which class a network gives to every point of the plane."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ._picture import GREY, Picture, new_axes

Array = NDArray[Any]

_FILLS = ("#dbe7f3", "#fbe3cf", "#e6e6e6", "#cfe5dc")
_COLORS = ("#0b559f", "#d55e00", "black", "#00704a")
_MARKERS = ("o", "^", "s", "D")
"""Markers differ as well, so that colour is never all that tells two classes apart."""
_STEPS = 121


def decision_regions(
    predict: Callable[[Array], Array],
    X: Array,
    y: Array,
    *,
    xlabel: str = "$x_1$",
    ylabel: str = "$x_2$",
) -> Picture:
    """Draw which class every point of the plane gets, with the examples on top.

    Parameters
    ----------
    predict : callable
        Takes points, shape (k, 2), and returns scores of each class, shape (k, C), of which the
        largest counts; or one number each, shape (k,) or (k, 1), where 0.5 parts class 0 from 1.
    X : Array, shape (m, 2)
        The examples.
    y : Array of int, shape (m,)
        Their classes, from 0 to at most 3.
    xlabel, ylabel : str
        What the two numbers are, with units.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the shapes are others.

    Examples
    --------
    >>> X = np.array([[0.0, 0.0], [1.0, 1.0]])
    >>> decision_regions(lambda points: points[:, 0], X, np.array([0, 1])).alt
    'Two regions of the plane, with 2 examples on them; all lie in the region of their class.'
    """
    X, y = np.asarray(X, float), np.asarray(y).astype(int).reshape(-1)
    if X.ndim != 2 or X.shape[1] != 2 or len(X) != len(y) or len(X) == 0:
        raise ValueError(
            f"decision_regions expects X of shape (m, 2) and y of shape (m,), got {X.shape} and "
            f"{y.shape}."
        )
    low, high = X.min(axis=0), X.max(axis=0)
    margin = 0.15 * np.maximum(high - low, 1e-9)
    axes = [np.linspace(a, b, _STEPS) for a, b in zip(low - margin, high + margin, strict=True)]
    plane = np.stack(np.meshgrid(*axes), axis=-1)
    regions = _classes(predict(plane.reshape(-1, 2))).reshape(_STEPS, _STEPS)
    wrong = int((_classes(predict(X)) != y).sum())
    count = max(int(regions.max()), int(y.max())) + 1
    if count > len(_COLORS) or y.min() < 0:
        raise ValueError(f"decision_regions can draw classes 0 to 3, got {y.min()} to {count - 1}.")

    def draw() -> Figure:
        figure, (ax,) = new_axes(width=4.4, height=4.0)
        ax.contourf(
            *axes, regions, levels=np.arange(count + 1) - 0.5, colors=_FILLS[:count], zorder=0
        )
        if regions.min() != regions.max():
            ax.contour(*axes, regions, levels=np.arange(count - 1) + 0.5, colors=GREY, linewidths=1)
        _examples(ax, X, y, count)
        ax.set(xlabel=xlabel, ylabel=ylabel)
        ax.legend(frameon=True, framealpha=0.9, fontsize=9, title="class", title_fontsize=9)
        return figure

    names = {1: "One region", 2: "Two regions", 3: "Three regions", 4: "Four regions"}
    found = len(np.unique(regions))
    where = "all lie in the region of their class" if wrong == 0 else f"{wrong} in another's"
    text = f"{names[found]} of the plane, with {len(X)} examples on them; {where}."
    return Picture(draw, text)


def _examples(ax: Axes, X: Array, y: Array, count: int) -> None:
    for number in range(count):
        here = X[y == number]
        ax.scatter(
            here[:, 0],
            here[:, 1],
            s=26,
            marker=_MARKERS[number],
            color=_COLORS[number],
            edgecolors="white",
            linewidths=0.6,
            label=str(number),
            zorder=2,
        )


def _classes(scores: Array) -> Array:
    """Return the class that scores, or single numbers, stand for."""
    scores = np.asarray(scores)
    if scores.ndim == 2 and scores.shape[1] > 1:
        best: Array = scores.argmax(axis=1)
        return best
    return (scores.reshape(-1) >= 0.5).astype(int)
