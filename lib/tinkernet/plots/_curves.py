"""Functions of one number, drawn as curves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from ._picture import BLUE, GREY, ORANGE, STYLES, Picture, new_axes

Array = NDArray[Any]


def curves(
    x: ArrayLike,
    panels: Mapping[str, Mapping[str, ArrayLike]],
    *,
    xlabel: str = "x",
    ylabel: str = "y",
) -> Picture:
    """Draw curves over the same x, a few in each panel, side by side.

    Parameters
    ----------
    x : array_like, shape (k,)
        Where the functions were asked, in rising order.
    panels : mapping of str to mapping of str to array_like of shape (k,)
        For each panel, by its title, the curves by name: what the functions gave. At most four a
        panel; what is not finite is left out.
    xlabel, ylabel : str
        What the axes show.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If a curve has another length than ``x``, or a panel more than four.

    Examples
    --------
    >>> x = np.array([-1.0, 0.0, 1.0])
    >>> curves(x, {"bends": {"relu": [0, 0, 1], "square": x**2}}).alt
    'Curves for x from -1 to 1. Bends: relu goes from 0 to 1 and lies between 0 and 1; square goes
    from 1 to 1 and lies between 0 and 1.'
    """
    x = np.asarray(x, dtype=float)
    drawn: dict[str, dict[str, Array]] = {}
    for title, panel in panels.items():
        if not 0 < len(panel) <= len(STYLES):
            raise ValueError(f"curves can draw 1 to 4 curves a panel, got {len(panel)}.")
        drawn[title] = {name: np.asarray(y, dtype=float) for name, y in panel.items()}
        for name, y in drawn[title].items():
            if x.ndim != 1 or y.shape != x.shape or not np.isfinite(y).any():
                raise ValueError(
                    f"curves expects as many numbers in {name!r} as in x, got shapes {y.shape} "
                    f"and {x.shape}."
                )

    def draw() -> Figure:
        figure, axes = new_axes(columns=len(drawn), width=4.4, height=3.3)
        for ax, (title, panel) in zip(axes, drawn.items(), strict=True):
            ax.axhline(0, color=GREY, linewidth=0.6)
            if x.min() < 0 < x.max():
                ax.axvline(0, color=GREY, linewidth=0.6)
            for number, (name, y) in enumerate(panel.items()):
                color = (BLUE, ORANGE, "black", GREY)[number]
                shown = np.where(np.isfinite(y), y, np.nan)
                ax.plot(x, shown, ls=STYLES[number], lw=2.2, color=color, label=name)
            ax.set(xlabel=xlabel, ylabel=ylabel)
            ax.set_title(title, fontsize=10)
            ax.legend(frameon=False, fontsize=9)
        return figure

    texts = [f"{title.capitalize()}: {_said(panel)}." for title, panel in drawn.items()]
    begins = f"Curves for {xlabel} from {x.min():.3g} to {x.max():.3g}."
    return Picture(draw, " ".join([begins, *texts]))


def _said(panel: Mapping[str, Array]) -> str:
    """Say where each curve begins, ends and lies."""
    parts = []
    for name, y in panel.items():
        known = y[np.isfinite(y)] + 0.0
        parts.append(
            f"{name} goes from {known[0]:.3g} to {known[-1]:.3g} and lies between "
            f"{known.min():.3g} and {known.max():.3g}"
        )
    return "; ".join(parts)
