"""Which class a network gives to every point of the plane."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from numpy.typing import NDArray

from ._expect import expect_classes
from ._picture import GREY, Picture, counted, new_axes

Array = NDArray[Any]

_FILLS = ("#e6f0fc", "#f2cca8", "#b8b8b8", "#85ad99")
"""From light to dark, so that greyscale tells them apart."""
_COLORS = ("#0b559f", "#d55e00", "black", "#00704a")
_MARKERS = ("o", "^", "s", "D")
"""Markers differ as well, so that colour is never all that tells two classes apart."""
_STEPS = 121


FEW = 12
"""Examples that have room for large markers."""


def decision_regions(
    predict: Callable[[Array], Array],
    X: Array,
    y: Array,
    *,
    threshold: float = 0.5,
    xlabel: str = "$x_1$",
    ylabel: str = "$x_2$",
) -> Picture:
    """Draw which class every point of the plane gets, with the examples on top.

    Parameters
    ----------
    predict : callable
        Takes points, shape (k, 2), and returns scores of each class, shape (k, C), of which the
        largest counts; or one number each, shape (k,) or (k, 1), where ``threshold`` parts
        class 0 from 1. A network is asked as it is in evaluation mode, and stays as it is.
    X : Array, shape (m, 2)
        The examples.
    y : Array of int, shape (m,)
        Their classes, from 0 to at most 3.
    threshold : float, default 0.5
        From where on a single number means class 1: 0.5 for probabilities, 0 for the sums that
        ``BCEWithLogitsLoss`` takes.
    xlabel, ylabel : str
        What the two numbers are, with units.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the shapes are others, classes are not 0 to 3, or ``predict`` scores too few of them.

    Examples
    --------
    >>> X = np.array([[0.0, 0.0], [1.0, 1.0]])
    >>> decision_regions(lambda points: points[:, 0], X, np.array([0, 1])).alt
    'Two regions of the plane, with 2 examples on them; all lie in the region of their class.'
    """
    X, y = np.asarray(X, float), np.asarray(y).reshape(-1)
    if X.ndim != 2 or X.shape[1] != 2 or len(X) != len(y) or len(X) == 0:
        raise ValueError(
            f"decision_regions expects X of shape (m, 2) and y of shape (m,), got {X.shape} and "
            f"{y.shape}."
        )
    if not np.isfinite(X).all():
        raise ValueError("decision_regions expects examples that are finite numbers.")
    y = expect_classes("decision_regions", y)
    if y.min() < 0 or y.max() >= len(_COLORS):
        raise ValueError(f"decision_regions can draw classes 0 to 3, got {y.min()} to {y.max()}.")
    if hasattr(predict, "eval"):  # no dropout in the picture, no running means changed by it
        predict = copy.deepcopy(predict).eval()
    low, high = X.min(axis=0), X.max(axis=0)
    margin = np.where(high > low, 0.15 * (high - low), 0.5)
    axes = [np.linspace(a, b, _STEPS) for a, b in zip(low - margin, high + margin, strict=True)]
    plane = np.stack(np.meshgrid(*axes), axis=-1)
    regions = _classes(predict, plane.reshape(-1, 2), y.max(), threshold).reshape(_STEPS, _STEPS)
    wrong = int((_classes(predict, X, y.max(), threshold) != y).sum())
    seen = np.union1d(regions, y)
    if seen[-1] >= len(_COLORS):
        raise ValueError(f"decision_regions can draw classes 0 to 3, got a region of {seen[-1]}.")

    def draw() -> Figure:
        figure, (ax,) = new_axes(width=4.4, height=4.0)
        for number in np.unique(regions):
            # Alone, or other classes would show through between 0 and 2.
            here = (regions == number).astype(float)
            ax.contourf(*axes, here, levels=(0.5, 1.5), colors=_FILLS[number], zorder=0)
            if here.min() == 0:
                ax.contour(*axes, here, levels=(0.5,), colors=GREY, linewidths=1)
        _examples(ax, X, y)
        _legend(ax, seen)
        ax.set(xlabel=xlabel, ylabel=ylabel)
        return figure

    names = {1: "One region", 2: "Two regions", 3: "Three regions", 4: "Four regions"}
    found = len(np.unique(regions))
    where = "all lie in the region of their class"
    if wrong:
        where = f"{wrong} of them in the region of another class"
    on = "on it" if found == 1 else "on them"
    text = f"{names[found]} of the plane, with {counted(len(X), 'example')} {on}; {where}."
    return Picture(draw, text)


def _marker(number: int, size: float = 5) -> dict[str, Any]:
    return {
        "marker": _MARKERS[number],
        "color": _COLORS[number],
        "markersize": size,
        "markeredgecolor": "white",
        "markeredgewidth": 0.6,
        "linestyle": "none",
    }


def _examples(ax: Axes, X: Array, y: Array) -> None:
    size = 11 if len(X) <= FEW else 5
    for number in np.unique(y):
        ax.plot(*X[y == number].T, **_marker(number, size), zorder=2)


def _legend(ax: Axes, classes: Array) -> None:
    """Name the classes above the picture, where no example lies: each marker on its region."""
    keys = [
        (Patch(facecolor=_FILLS[number], edgecolor=GREY), Line2D([], [], **_marker(number)))
        for number in classes
    ]
    names = [f"class {number}" for number in classes]
    ax.legend(
        keys,
        names,
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=len(names),
        frameon=False,
        fontsize=9,
        handlelength=1.6,
        handletextpad=0.5,
        columnspacing=1.0,
        borderaxespad=0.2,
        borderpad=0,
    )


def _classes(
    predict: Callable[[Array], Array], points: Array, largest: int, threshold: float
) -> Array:
    """Return the class that scores, or single numbers, stand for at each point."""
    scores, k = np.asarray(predict(points)), len(points)
    single = scores.shape in ((k,), (k, 1))
    if not single and (scores.ndim != 2 or len(scores) != k or scores.size == 0):
        raise ValueError(
            f"decision_regions expects predict to return shape ({k}, C), ({k}, 1) or ({k},) for "
            f"{k} points, got {scores.shape}."
        )
    if largest >= (2 if single else scores.shape[1]):
        raise ValueError(
            f"decision_regions expects predict to score each of {largest + 1} classes, got shape "
            f"{scores.shape}."
        )
    if single:
        return (scores.reshape(-1) >= threshold).astype(int)
    best: Array = scores.argmax(axis=1)
    return best
