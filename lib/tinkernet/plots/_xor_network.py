"""A network of two inputs and two hidden units: drawn, over the plane, and in hidden space."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from ._neuron import ACTIVATIONS
from ._picture import Picture, new_axes

CELLS = 200
POINTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
CLASSES = np.array([0, 1, 1, 0])
PLACES = {"x1": (0.0, 1.0), "x2": (0.0, 0.0), "h1": (1.0, 1.0), "h2": (1.0, 0.0), "a": (2.0, 0.5)}


def xor_network(
    W1: ArrayLike, b1: ArrayLike, w2: ArrayLike, b2: float, *, activation: str = "sigmoid"
) -> Picture:
    """Draw a network of two inputs, two hidden units and one output, and what it does with XOR.

    Parameters
    ----------
    W1 : array_like of shape (2, 2)
        Weights from the inputs (rows) to the hidden units (columns).
    b1 : pair of float
        The hidden units' biases.
    w2 : pair of float
        Weights from the hidden units to the output.
    b2 : float
        The output's bias.
    activation : {"step", "sigmoid", "tanh", "relu"}
        Of all three units.

    Returns
    -------
    Picture

    Examples
    --------
    >>> xor_network([[1, 1], [1, 1]], [-0.5, -1.5], [1, -2], -0.5, activation="step").alt
    "A 2-2-1 network with step answers 0, 1, 1, 0 for XOR's points (0, 0), (0, 1), (1, 0), (1, 1)."
    """
    W1, b1, w2 = (np.asarray(each, dtype=float) for each in (W1, b1, w2))
    g: Any = ACTIVATIONS[activation][0]
    span: Any = ACTIVATIONS[activation][1]
    H = g(POINTS @ W1 + b1)

    def draw() -> Figure:
        figure, (network, plane, hidden) = new_axes(3, width=3.7, height=3.4)
        draw_network(network, W1, b1, w2, b2)
        level = 0.5 if activation == "relu" else 0.0
        x = mesh(-0.5, 1.5)
        shade(plane, x, g(x @ W1 + b1) @ w2 + b2, g, span, level)
        high = max(1.5, 1.2 * H.max()) if activation == "relu" else span[1]
        pad = 0.15 * (high - span[0])
        h = mesh(span[0] - pad, high + pad)
        shade(hidden, h, h @ w2 + b2, g, span, level)
        plane.set(xlabel="x1", ylabel="x2", title=f"answer a ({activation})")
        hidden.set(xlabel="h1", ylabel="h2", title="where the hidden units put the points")
        network.set_title("solid: positive, dashed: negative")
        mark(plane, POINTS)
        mark(hidden, H)
        name_points(hidden, H)
        plane.legend(fontsize=8, framealpha=0.9, loc="upper center", ncols=2)
        for ax in (network, plane, hidden):
            ax.title.set_fontsize(9)
        return figure

    found = ", ".join(f"{a:.3g}" for a in g(H @ w2 + b2))
    alt = (
        f"A 2-2-1 network with {activation} answers {found} for XOR's points "
        "(0, 0), (0, 1), (1, 0), (1, 1)."
    )
    return Picture(draw, alt)


def mesh(low: float, high: float) -> Any:
    """Return points all over a square."""
    along = np.linspace(low, high, CELLS)
    return np.stack(np.meshgrid(along, along), axis=-1)


def shade(ax: Any, points: Any, sums: Any, g: Any, span: Any, level: float) -> None:
    """Shade what a unit answers, and draw the border between its classes."""
    low, high = points.min(), points.max()
    ax.imshow(
        g(sums), extent=(low, high, low, high), origin="lower", aspect="auto",
        vmin=span[0], vmax=span[1], cmap="Blues", alpha=0.75,
    )  # fmt: skip
    if sums.min() < level < sums.max():
        ax.contour(points[..., 0], points[..., 1], sums, [level], colors="black", linewidths=2)


def mark(ax: Any, places: Any) -> None:
    """Mark the four points by class."""
    for kind, marker, fill in ((0, "o", "white"), (1, "s", "black")):
        mine = places[kind == CLASSES]
        ax.plot(mine[:, 0], mine[:, 1], marker, markerfacecolor=fill, markeredgecolor="black",
                markersize=8, linestyle="", label=f"class {kind}")  # fmt: skip


def name_points(ax: Any, places: Any) -> None:
    """Write 00, 01, 10, 11 beside the points, away from the others; one text for one place."""
    near = 0.05 * np.ptp(ax.get_xlim())
    said: list[tuple[Any, list[str]]] = []
    for point, place in zip(POINTS, places, strict=True):
        name = f"{point[0]:.0f}{point[1]:.0f}"
        for other, names in said:
            if np.hypot(*(place - other)) < near:
                names.append(name)
                break
        else:
            said.append((place, [name]))
    middle = places.mean(axis=0)
    for place, names in said:
        way = place - middle
        away = way / (np.hypot(*way) or 1.0)
        along = (place[0] - ax.get_xlim()[0]) / np.ptp(ax.get_xlim())
        if (along > 0.85 and away[0] > 0) or (along < 0.15 and away[0] < 0):
            away[0] *= -1  # or the text would stick out of the picture
        text = ", ".join(names)
        ax.annotate(
            text, place, away * (7 + 4 * len(text), 13), textcoords="offset points",
            ha="center", va="center", fontsize=9, fontweight="bold",
            bbox={"facecolor": "white", "alpha": 0.7, "edgecolor": "none", "pad": 0.5},
        )  # fmt: skip


def draw_network(ax: Any, W1: Any, b1: Any, w2: Any, b2: float) -> None:
    """Draw the units, and the edges with their numbers."""
    edges = [
        (f"x{i + 1}", f"h{j + 1}", W1[i, j], 0.5 if i == j else 0.27)
        for i in range(2)
        for j in range(2)
    ]
    edges += [(f"h{j + 1}", "a", w2[j], 0.5) for j in range(2)]
    for start, end, weight, share in edges:
        (x0, y0), (x1, y1) = PLACES[start], PLACES[end]
        ax.plot([x0, x1], [y0, y1], color="black", linestyle="--" if weight < 0 else "-",
                linewidth=min(6.0, 0.6 + 0.7 * abs(weight)), zorder=1)  # fmt: skip
        ax.text(x0 + share * (x1 - x0), y0 + share * (y1 - y0), f"{weight:.3g}", fontsize=8.5,
                ha="center", va="center", zorder=3,
                bbox={"facecolor": "white", "edgecolor": "0.5", "pad": 1.5})  # fmt: skip
    for name, (x, y) in PLACES.items():
        ax.text(x, y, name, ha="center", va="center", fontsize=10, zorder=4,
                bbox={"boxstyle": "circle,pad=0.4", "facecolor": "white"})  # fmt: skip
    for name, bias, way in (("h1", b1[0], 1), ("h2", b1[1], -1), ("a", b2, -1)):
        x, y = PLACES[name]
        ax.text(x, y + way * 0.24, f"b = {bias:.3g}", ha="center", va="center", fontsize=8.5)
    ax.set(xlim=(-0.2, 2.25), ylim=(-0.4, 1.4))
    ax.axis("off")
