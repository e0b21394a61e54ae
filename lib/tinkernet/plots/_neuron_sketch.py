"""What happens inside a neuron, from left to right, with its numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle
from numpy.typing import ArrayLike

from ._neuron import ACTIVATIONS
from ._picture import BLUE, GREY, ORANGE, Picture

_INPUT, _SUM, _SHAPE, _OUT = 0.9, 3.7, 5.5, 7.0
_RADIUS = 0.42


def neuron_sketch(x: ArrayLike, w: ArrayLike, b: float, *, activation: str = "sigmoid") -> Picture:
    """Draw a neuron: inputs, weights, the sum, the activation, and the answer.

    The bias stands where deck 002 has it: as the weight of one more input that is always 1.

    Parameters
    ----------
    x : array_like, shape (d,)
        The inputs, one to five.
    w : array_like, shape (d,)
        Their weights.
    b : float
        The bias.
    activation : {"step", "sigmoid", "tanh", "relu"}
        What is made of the sum.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are not as many weights as inputs, or more than five.

    Examples
    --------
    >>> neuron_sketch([1.0, 2.0], [0.5, -1.0], 1.0, activation="step").alt
    'A neuron: the inputs 1, 1 and 2 come in from the left with the weights 1 (the bias), 0.5 and
    -1; their sum z = -0.5 goes through the step, and the answer is 0.'
    """
    x, w = np.atleast_1d(np.asarray(x, float)), np.atleast_1d(np.asarray(w, float))
    if x.shape != w.shape or x.ndim != 1 or not 0 < len(x) <= 5:
        raise ValueError(
            f"neuron_sketch expects one weight for each of 1 to 5 inputs, got shapes {x.shape} "
            f"and {w.shape}."
        )
    function, _ = ACTIVATIONS[activation]
    z = float(x @ w + b)
    answer = float(function(np.array(z)))

    def draw() -> Figure:
        height = max(2.6, 0.62 * (len(x) + 1) + 1.3)
        figure = Figure(figsize=(7.9, height))
        ax = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        ax.set(xlim=(0, 7.9), ylim=(0, height), aspect="equal")
        ax.axis("off")
        heights = np.linspace(height - 0.6, 1.3, len(x) + 1)
        middle = float(heights.mean())
        names = ["1", *(f"$x_{i}$ = {value:.3g}" for i, value in enumerate(x, 1))]
        labels = [f"b = {b:.3g}", *(f"$w_{i}$ = {value:.3g}" for i, value in enumerate(w, 1))]
        for level, name, label in zip(heights, names, labels, strict=True):
            _arrow(ax, (_INPUT + 0.5, level), (_SUM - _RADIUS, middle), label)
            ax.text(_INPUT, level, name, ha="center", va="center", size=11)
        _arrow(ax, (_SUM + _RADIUS, middle), (_SHAPE - 0.5, middle), "")
        _arrow(ax, (_SHAPE + 0.5, middle), (_OUT - 0.35, middle), "")
        ax.add_patch(Circle((_SUM, middle), _RADIUS, facecolor="white", edgecolor=BLUE, lw=2))
        ax.text(_SUM, middle, r"$\Sigma$", ha="center", va="center", size=16)
        ax.text(_SUM, middle - 0.68, f"z = {z:.3g}", ha="center", va="center", size=11)
        _curve(ax, function, middle)
        ax.text(_SHAPE, middle - 0.68, activation, ha="center", va="center", size=11)
        ax.text(_OUT + 0.05, middle, f"{answer:.2g}", ha="center", va="center", size=14)
        for place, text in (
            (_INPUT, "dendrites\nreceive"),
            (_SUM, "cell body\nadds up"),
            (_SHAPE, "becomes active\nor not"),
            (_OUT, "axon\npasses on"),
        ):
            ax.text(place, 0.4, text, ha="center", va="center", size=9, color=GREY, style="italic")
        return figure

    def listed(values: Any, first: str) -> str:
        parts = [first, *(f"{value:.3g}" for value in values)]
        return f"{', '.join(parts[:-1])} and {parts[-1]}"

    alt = (
        f"A neuron: the inputs {listed(x, '1')} come in from the left with the weights "
        f"{listed(w, f'{b:.3g} (the bias)')}; their sum z = {z:.3g} goes through the "
        f"{activation}, and the answer is {answer:.2g}."
    )
    return Picture(draw, alt)


def _arrow(ax: Axes, start: tuple[float, float], end: tuple[float, float], label: str) -> None:
    ax.annotate("", end, start, arrowprops={"arrowstyle": "->", "color": ORANGE, "lw": 1.6})
    if label:
        x, y = (0.6 * a + 0.4 * b for a, b in zip(start, end, strict=True))
        ax.text(x, y, label, ha="center", va="center", size=10,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5})  # fmt: skip


def _curve(ax: Axes, function: Any, middle: float) -> None:
    """Draw the activation, small, in a box of its own."""
    z = np.linspace(-5, 5, 101)
    y = function(z)
    size = 0.42
    high = (y - y.min()) / (y.max() - y.min())
    half = size + 0.08
    ax.add_patch(Rectangle((_SHAPE - half, middle - half), 2 * half, 2 * half, facecolor="white",
                           edgecolor=BLUE, lw=2))  # fmt: skip
    ax.plot(_SHAPE + size * z / 5, middle + 0.7 * size * (2 * high - 1), color=BLUE, lw=2)
