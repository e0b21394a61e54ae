"""Truth tables of two inputs as points of the plane, each with the border of one neuron."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from ._picture import ORANGE, Picture, new_axes

INPUTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
LOW, HIGH = -0.5, 1.5


def gate_borders(
    tables: Mapping[str, ArrayLike], neurons: Mapping[str, tuple[ArrayLike, float]] | None = None
) -> Picture:
    """Draw truth tables as four points each, and what a step neuron answers over the plane.

    Parameters
    ----------
    tables : mapping of str to array_like of shape (4,)
        Name of each gate, and its answers to 00, 01, 10 and 11: circles are 0, squares are 1.
    neurons : mapping of str to (w, b), or None
        Weights, shape (2,), and bias of the neuron that is to answer so. Where it says 1 the
        plane is shaded; points that it gets wrong are crossed out.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there is no table, or one that does not hold four answers of 0 or 1.

    Examples
    --------
    >>> gate_borders({"OR": [0, 1, 1, 1]}, {"OR": ([1, 1], -0.5)}).alt
    'OR: 0 1 1 1 for the points 00, 01, 10, 11; its neuron has all of them right.'
    """
    bits = {name: np.asarray(table, dtype=float) for name, table in tables.items()}
    for name, table in bits.items():
        if table.shape != (4,) or not np.isin(table, (0, 1)).all():
            raise ValueError(f"gate_borders expects four answers of 0 or 1 for {name!r}.")
    if not bits:
        raise ValueError("gate_borders expects at least one truth table.")
    pairs = {
        name: (np.asarray(w, dtype=float), float(b)) for name, (w, b) in (neurons or {}).items()
    }
    wrong = {
        name: (INPUTS @ w + b > 0) != (bits[name] > 0)
        for name, (w, b) in pairs.items()
        if name in bits
    }

    def draw() -> Figure:
        figure, axes = new_axes(len(bits), width=2.9, height=3.0)
        for ax, (name, table) in zip(axes, bits.items(), strict=True):
            if name in pairs:
                _shade(ax, *pairs[name])
            for kind, marker, fill in ((0, "o", "white"), (1, "s", "black")):
                here = INPUTS[table == kind]
                ax.plot(here[:, 0], here[:, 1], marker, markerfacecolor=fill, clip_on=False,
                        markeredgecolor="black", markersize=10, linestyle="")  # fmt: skip
            if name in wrong:
                crossed = INPUTS[wrong[name]]
                ax.plot(crossed[:, 0], crossed[:, 1], "x", color=ORANGE, markersize=18,
                        markeredgewidth=3, linestyle="")  # fmt: skip
            ax.set(xlim=(LOW, HIGH), ylim=(LOW, HIGH), xticks=(0, 1), yticks=(0, 1),
                   xlabel="$x_1$", ylabel="$x_2$", title=name)  # fmt: skip
            ax.title.set_fontsize(11)
        return figure

    return Picture(draw, " ".join(_said(name, table, wrong) for name, table in bits.items()))


def _said(name: str, table: Any, wrong: Mapping[str, Any]) -> str:
    answers = " ".join(f"{bit:.0f}" for bit in table)
    end = "."
    if name in wrong:
        points = [f"{p:.0f}{q:.0f}" for p, q in INPUTS[wrong[name]]]
        found = f"{' and '.join(points)} wrong" if points else "all of them right"
        end = f"; its neuron has {found}."
    return f"{name}: {answers} for the points 00, 01, 10, 11{end}"


def _shade(ax: Any, w: Any, b: float) -> None:
    """Shade where the neuron says 1, and draw its border."""
    along = np.linspace(LOW, HIGH, 241)
    points = np.stack(np.meshgrid(along, along), axis=-1)
    sums = points @ w + b
    shaded = np.where(sums > 0, 0.22, 0.0)
    ax.imshow(shaded, extent=(LOW, HIGH, LOW, HIGH), origin="lower", aspect="auto",
              vmin=0, vmax=1, cmap="Greys")  # fmt: skip
    if sums.min() < 0 < sums.max():
        ax.contour(along, along, sums, [0.0], colors="black", linewidths=2)
