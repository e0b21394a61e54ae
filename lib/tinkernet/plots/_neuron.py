"""One neuron of two inputs: what it answers over the plane, and its activation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from ._picture import BLUE, Picture, new_axes

CELLS = 200


def sigmoid(z: Any) -> Any:
    return 0.5 + 0.5 * np.tanh(0.5 * z)


ACTIVATIONS: dict[str, tuple[Callable[[Any], Any], tuple[float, float]]] = {
    "step": (lambda z: (z > 0).astype(float), (0.0, 1.0)),
    "sigmoid": (sigmoid, (0.0, 1.0)),
    "tanh": (np.tanh, (-1.0, 1.0)),
    "relu": (lambda z: np.clip(z, 0.0, np.inf), (0.0, 3.0)),
}


def neuron_answers(
    X: ArrayLike,
    y: ArrayLike,
    w: ArrayLike,
    b: float,
    *,
    activation: str = "sigmoid",
    view: ArrayLike = ((-0.5, 1.5), (-0.5, 1.5)),
    xlabels: Any = ("x1", "x2"),
) -> Picture:
    """Draw what a neuron answers for every point of the plane, and its activation.

    Parameters
    ----------
    X : array_like of shape (m, 2)
        Points, drawn on both sides.
    y : array_like of shape (m,)
        Their classes, 0 (circles) or 1 (squares).
    w : pair of float
        The weights.
    b : float
        The bias.
    activation : {"step", "sigmoid", "tanh", "relu"}
    view : pairs of float
        The part of the plane shown: from and to along each axis.
    xlabels : pair of str
        What the axes say.

    Returns
    -------
    Picture

    Examples
    --------
    >>> neuron_answers([[0, 0], [1, 1]], [0, 1], [1, 1], -1.0, activation="step").alt
    'A neuron with the weights 1 and 1, bias -1 and step as activation answers 0, 1 for its points.'
    """
    X, labels, w = np.asarray(X, dtype=float), np.asarray(y), np.asarray(w, dtype=float)
    g, (low, high) = ACTIVATIONS[activation]
    z = X @ w + b

    def draw() -> Figure:
        figure, (plane, curve) = new_axes(2)
        (left, right), (bottom, top) = np.asarray(view, dtype=float)
        grid = np.stack(
            np.meshgrid(np.linspace(left, right, CELLS), np.linspace(bottom, top, CELLS)), axis=-1
        )
        sums = grid @ w + b
        plane.imshow(
            g(sums), extent=(left, right, bottom, top), origin="lower", aspect="auto",
            vmin=low, vmax=high, cmap="Blues", alpha=0.75,
        )  # fmt: skip
        level = 0.5 if activation == "relu" else 0.0
        if sums.min() < level < sums.max():
            plane.contour(grid[..., 0], grid[..., 1], sums, [level], colors="black", linewidths=2)
        plane.set(xlabel=xlabels[0], ylabel=xlabels[1], title="answers; the line is the border")
        across = np.linspace(-6, 6, 241)
        curve.plot(across, g(across), color=BLUE, linewidth=2)
        curve.set(xlabel="z = w1 x1 + w2 x2 + b", ylabel="answer a", title=activation)
        for kind, marker, fill in ((0, "o", "white"), (1, "s", "black")):
            mine = labels == kind
            for ax, u, v in (
                (plane, X[mine, 0], X[mine, 1]),
                (curve, np.clip(z[mine], -6, 6), g(z[mine])),
            ):
                ax.plot(u, v, marker, markerfacecolor=fill, markeredgecolor="black",
                        markersize=8, linestyle="", label=f"class {kind}")  # fmt: skip
        plane.legend(fontsize=8, framealpha=0.9)
        curve.set_ylim(low - 0.15 * (high - low), high + 0.15 * (high - low))
        for ax in (plane, curve):
            ax.title.set_fontsize(10)
        return figure

    said = ", ".join(f"{a:.3g}" for a in g(z))
    alt = (
        f"A neuron with the weights {w[0]:.4g} and {w[1]:.4g}, bias {b:.4g} and {activation} as "
        f"activation answers {said} for its points."
    )
    return Picture(draw, alt)
