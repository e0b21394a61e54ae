"""Where two hidden units put the plane: a sheet of squared paper, pushed into a square."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from ._picture import BLUE, GREY, ORANGE, Picture, new_axes

INPUTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
ONES = np.array([False, True, True, False])
LOW, HIGH = -0.5, 1.5


def hidden_space(
    W1: ArrayLike,
    b1: ArrayLike,
    w2: ArrayLike,
    b2: float,
    *,
    steepness: Sequence[float] = (3, 20),
) -> Picture:
    """Draw the plane with XOR's points, and where two hidden units put both.

    The units are sigmoids of ``steepness * (x W1 + b1)``: the steeper they are, the more they
    resemble steps, which send all of the plane to the four corners of a square.

    Parameters
    ----------
    W1 : array_like of shape (2, 2)
        Weights from the inputs (rows) to the hidden units (columns).
    b1 : array_like of shape (2,)
        The hidden units' biases.
    w2 : array_like of shape (2,)
        Weights of the output: its border is drawn where it parts XOR's points as it should.
    b2 : float
        The output's bias.
    steepness : sequence of float
        One picture of hidden space for each.

    Returns
    -------
    Picture

    Examples
    --------
    >>> hidden_space([[1, -1], [1, -1]], [-0.5, 1.5], [1, 1], -1.5, steepness=[20]).alt
    "XOR's points 00, 01, 10, 11 in the plane, and where the hidden units put them: with
    steepness 20 at (0, 1), (1, 1), (1, 1), (1, 0)."
    """
    W1, b1, w2 = (np.asarray(each, dtype=float) for each in (W1, b1, w2))

    def put(points: Any, steep: float) -> Any:
        return 0.5 + 0.5 * np.tanh(0.5 * steep * (points @ W1 + b1))

    def draw() -> Figure:
        figure, (plane, *hidden) = new_axes(1 + len(steepness), width=3.5, height=3.4)
        lines = np.linspace(LOW, HIGH, 17)
        along = np.linspace(LOW, HIGH, 300)
        for at in lines:
            for line, style in (
                (np.stack([np.full(300, at), along], axis=1), "-"),
                (np.stack([along, np.full(300, at)], axis=1), "--"),
            ):
                color = BLUE if style == "-" else GREY
                plane.plot(*line.T, style, color=color, linewidth=0.7)
                for ax, steep in zip(hidden, steepness, strict=True):
                    ax.plot(*put(line, steep).T, style, color=color, linewidth=0.7)
        _mark(plane, INPUTS)
        ticks = (-0.5, 0.0, 0.5, 1.0, 1.5)
        plane.set(xlabel="$x_1$", ylabel="$x_2$", title="as the inputs say",
                  xticks=ticks, yticks=ticks)  # fmt: skip
        for ax, steep in zip(hidden, steepness, strict=True):
            places = put(INPUTS, steep)
            _mark(ax, places)
            _border(ax, places, w2, b2)
            ax.set(xlim=(-0.15, 1.15), ylim=(-0.15, 1.15), xlabel="$h_1$", ylabel="$h_2$",
                   title=f"as the hidden units say, steepness {steep:g}")  # fmt: skip
        for ax in (plane, *hidden):
            ax.title.set_fontsize(9)
        return figure

    said = "; ".join(
        f"with steepness {steep:g} at "
        + ", ".join(f"({p:.2g}, {q:.2g})" for p, q in put(INPUTS, steep).round(2) + 0.0)
        for steep in steepness
    )
    return Picture(
        draw,
        f"XOR's points 00, 01, 10, 11 in the plane, and where the hidden units put them: {said}.",
    )


def _mark(ax: Any, places: Any) -> None:
    for these, marker, fill in ((~ONES, "o", "white"), (ONES, "s", "black")):
        ax.plot(*places[these].T, marker, markerfacecolor=fill, markeredgecolor="black",
                markersize=9, linestyle="", zorder=4)  # fmt: skip
    near: list[tuple[Any, list[str]]] = []
    for place, point in zip(places, INPUTS, strict=True):
        name = f"{point[0]:.0f}{point[1]:.0f}"
        for other, names in near:
            if np.hypot(*(place - other)) < 0.12:
                names.append(name)
                break
        else:
            near.append((place, [name]))
    for place, names in near:
        inwards = np.where(place > 0.5, -1, 1)
        ax.annotate(", ".join(names), place, inwards * (12 + 3 * len(names), 13), fontsize=9,
                    textcoords="offset points", ha="center", va="center", fontweight="bold",
                    bbox={"facecolor": "white", "alpha": 0.85, "edgecolor": "none", "pad": 1},
                    zorder=5)  # fmt: skip


def _border(ax: Any, places: Any, w2: Any, b2: float) -> None:
    if not ((places @ w2 + b2 > 0) == ONES).all():
        return
    along = np.linspace(-0.15, 1.15, 100)
    sums = np.stack(np.meshgrid(along, along), axis=-1) @ w2 + b2
    ax.contour(along, along, sums, [0.0], colors=ORANGE, linewidths=2.5)
