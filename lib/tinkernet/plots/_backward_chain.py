"""The chain rule through a network of several layers, one row a layer."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from ._picture import BLUE, GREY, ORANGE, Picture

UNIT, ROW = 1.05, 1.5
"""Inches from box to box, and from row to row."""


def backward_chain(layers: int = 3) -> Picture:
    """Draw, for each weight matrix of a network, the factors that lead from the error to it.

    From the last layer to the first: what the row before has found already is grey and dotted,
    what is new on the way back is blue and solid, and the step to the weights is orange and
    dashed.

    Parameters
    ----------
    layers : int, default 3
        How many layers of weights, from 1 to 5.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are fewer or more.

    Examples
    --------
    >>> backward_chain(1).alt
    'The way back from the error e, 1 row: to W1 by the factors de/dy and dy/dW1.'
    """
    if not 1 <= layers <= 5:
        raise ValueError(f"backward_chain draws 1 to 5 layers, got {layers}.")
    rows = []
    for k in range(layers, 0, -1):
        steps = ["de/dy"]
        steps += [f"d{_plain(i, layers)}/d{_plain(i - 1, layers)}" for i in range(layers, k, -1)]
        steps.append(f"d{_plain(k, layers)}/dW{k}")
        rows.append(f"to W{k} by the factors {', '.join(steps[:-1])} and {steps[-1]}")
    count = f"{layers} row{'s' * (layers > 1)}"

    def draw() -> Figure:
        wide, high = (2 * layers + 1) * UNIT + 0.9, layers * ROW + 0.35
        figure = Figure(figsize=(wide, high))
        ax = figure.add_axes((0, 0, 1, 1))
        ax.set(xlim=(-0.45, wide - 0.45), ylim=(0, high), aspect="equal")
        ax.set_axis_off()
        for row, k in enumerate(range(layers, 0, -1)):
            _row(ax, high - 0.75 - row * ROW, k, layers)
        return figure

    return Picture(draw, f"The way back from the error e, {count}: {'; '.join(rows)}.")


def _plain(i: int, layers: int) -> str:
    return "y" if i == layers else f"h{i}" if i else "x"


def _name(i: int, layers: int) -> str:
    """Return what a layer gives, as mathematics."""
    return r"\hat{y}" if i == layers else f"h^{i}" if i else "x"


def _row(ax: Any, y: float, k: int, layers: int) -> None:
    """Draw the network, and below it the factors from the error to ``W^k``."""
    for i in range(2 * layers + 2):
        x = i * UNIT
        weights = i % 2 == 1 and i < 2 * layers
        name = f"W^{(i + 1) // 2}" if weights else _name(i // 2, layers)
        if i == 2 * layers + 1:
            name = "e"
        wanted = weights and (i + 1) // 2 == k
        style = "square,pad=0.3" if weights else "round,pad=0.35"
        ax.text(x, y, f"${name}$", ha="center", va="center", fontsize=12, zorder=3,
                bbox={"boxstyle": style, "facecolor": "#ffe3cc" if wanted else "white",
                      "edgecolor": "black", "linewidth": 2.5 if wanted else 0.8})  # fmt: skip
        if i:
            ax.annotate("", (x - 0.25, y), (x - UNIT + 0.25, y), zorder=1,
                        arrowprops={"arrowstyle": "->", "color": GREY, "lw": 1})  # fmt: skip
    end = 2 * layers + 1
    # From box to box: the new factors of this row are its last two.
    known = k < layers
    _factor(ax, y, end, end - 1, r"\frac{de}{d\hat{y}}", GREY if known else BLUE, known)
    for i in range(layers, k, -1):
        text = rf"\frac{{d{_name(i, layers)}}}{{d{_name(i - 1, layers)}}}"
        old = i - 1 > k
        _factor(ax, y, 2 * i, 2 * i - 2, text, GREY if old else BLUE, old)
    text = rf"\frac{{d{_name(k, layers)}}}{{dW^{k}}}"
    _factor(ax, y, 2 * k, 2 * k - 1, text, ORANGE, False, dashed=True)


def _factor(
    ax: Any,
    y: float,
    start: int,
    end: int,
    text: str,
    color: str,
    known: bool,
    *,
    dashed: bool = False,
) -> None:
    """Draw one factor as an arrow below the boxes, from right to left."""
    style = {"arrowstyle": "-|>", "color": color, "lw": 1.2 if known else 2.4,
             "ls": ":" if known else "--" if dashed else "-", "mutation_scale": 14}  # fmt: skip
    below = y - 0.42
    ax.annotate("", (end * UNIT + 0.06, below), (start * UNIT - 0.06, below), arrowprops=style)
    ax.text((start + end) / 2 * UNIT, below - 0.32, f"${text}$", ha="center", va="center",
            fontsize=13, color=color)  # fmt: skip
