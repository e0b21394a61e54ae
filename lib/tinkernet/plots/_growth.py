"""How fast numbers grow: counts of units or weights, on a scale of powers of ten."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from ._picture import BLUE, GREY, ORANGE, STYLES, Picture, new_axes

MARKS = ("o", "s", "^", "D")
COLORS = (BLUE, ORANGE, "black", GREY)


def growth(
    sizes: ArrayLike, counts: Mapping[str, ArrayLike], *, xlabel: str = "n", ylabel: str = "count"
) -> Picture:
    """Draw counts by size; equal factors are equal distances.

    Parameters
    ----------
    sizes : array_like of shape (k,)
        Such as numbers of inputs.
    counts : mapping of str to array_like of shape (k,)
        Up to four counts, by name, all above 0.
    xlabel, ylabel : str
        What is counted by what.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If counts are not above 0, or not as many as sizes, or more than four.

    Examples
    --------
    >>> growth([1, 2, 3], {"doubling": [2, 4, 8]}, ylabel="units").alt
    'Units by n, from 1 to 3. Doubling: from 2 to 8.'
    """
    at = np.asarray(sizes, dtype=float)
    runs = {name: np.asarray(run, dtype=float) for name, run in counts.items()}
    if not 1 <= len(runs) <= len(MARKS):
        raise ValueError(f"growth draws one to {len(MARKS)} counts, got {len(runs)}.")
    for name, run in runs.items():
        if run.shape != at.shape or not (run > 0).all():
            raise ValueError(f"growth expects a count above 0 for each size, not {name!r} so.")

    def draw() -> Figure:
        figure, (ax,) = new_axes(width=5.6, height=3.6)
        for (name, run), mark, style, color in zip(
            runs.items(), MARKS, STYLES, COLORS, strict=False
        ):
            ax.plot(at, run, mark + style, color=color, markersize=5, linewidth=1.8, label=name)
        ax.set(xlabel=xlabel, ylabel=ylabel, yscale="log")
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        ax.legend(frameon=False, fontsize=9)
        return figure

    said = " ".join(
        f"{name[0].upper()}{name[1:]}: from {run[0]:g} to {run[-1]:g}."
        for name, run in runs.items()
    )
    label = f"{ylabel[0].upper()}{ylabel[1:]}"
    return Picture(draw, f"{label} by {xlabel}, from {at[0]:g} to {at[-1]:g}. {said}")
