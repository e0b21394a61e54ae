"""Layers of units, and what one unit of the last layer sees."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from ._picture import BLUE, GREY, Picture, counted

_MOST = 40


def receptive_fields(layers: Sequence[tuple[int, int]], *, units: int = 3) -> Picture:
    """Draw units in rows, inputs at the bottom, and what the middle one at the top depends on.

    Parameters
    ----------
    layers : sequence of (kernel, stride)
        The first one is next to the inputs.
    units : int, default 3
        How many units the last layer has.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If a number is below 1, or more than 40 inputs would be needed.

    Examples
    --------
    >>> receptive_fields([(3, 1), (3, 1)]).alt
    'Rows of 7, 5 and 3 units, with kernels of 3 and 3 and strides of 1 and 1: the middle unit at \
the top depends on 3 and 5 units of the rows below.'
    """
    if not layers or units < 1 or min(min(pair) for pair in layers) < 1:
        raise ValueError(f"receptive_fields expects numbers from 1, got {list(layers)}.")
    counts, seen = [units], [{units // 2}]
    for kernel, stride in reversed(layers):
        counts.append((counts[-1] - 1) * stride + kernel)
        seen.append({unit * stride + j for unit in seen[-1] for j in range(kernel)})
    if counts[-1] > _MOST:
        raise ValueError(f"receptive_fields can draw {_MOST} inputs, these need {counts[-1]}.")
    counts, seen = counts[::-1], seen[::-1]
    kernels, strides = ([pair[k] for pair in layers] for k in (0, 1))
    alt = (
        f"Rows of {_listed(counts)} units, with {_of('kernel', kernels)} and "
        f"{_of('stride', strides)}: the middle unit at the top depends on "
        f"{_listed([len(row) for row in seen[:-1]][::-1])} units of the "
        f"{'rows' if len(layers) > 1 else 'row'} below."
    )
    return Picture(lambda: _draw(layers, counts, seen), alt)


def _listed(numbers: Sequence[int]) -> str:
    *most, last = (str(number) for number in numbers)
    return f"{', '.join(most)} and {last}" if most else last


def _of(noun: str, numbers: Sequence[int]) -> str:
    return f"{noun}s of {_listed(numbers)}" if len(numbers) > 1 else f"a {noun} of {numbers[0]}"


def _draw(
    layers: Sequence[tuple[int, int]], counts: Sequence[int], seen: Sequence[set[int]]
) -> Figure:
    figure = Figure(figsize=(9.2, 0.75 + 0.85 * len(layers)))
    ax = figure.add_axes((0.02, 0.03, 0.96, 0.94))
    ax.set_axis_off()
    at = [np.arange(counts[0], dtype=float)]
    for kernel, stride in layers:
        # A unit stands over the middle of what it sees.
        at.append(at[-1][: (len(at[-1]) - kernel) // stride * stride + 1 : stride])
        at[-1] = at[-1] + (kernel - 1) / 2 * (at[-2][1] - at[-2][0] if len(at[-2]) > 1 else 1.0)
    for row, (kernel, stride) in enumerate(layers):
        for unit, x in enumerate(at[row + 1]):
            for below in range(unit * stride, unit * stride + kernel):
                counts_here = unit in seen[row + 1]
                ax.plot(
                    [x, at[row][below]], [row + 1, row], color=BLUE if counts_here else "#c4c4c4",
                    lw=2 if counts_here else 0.8, zorder=2 if counts_here else 1,
                )  # fmt: skip
    for row, places in enumerate(at):
        dark = [unit in seen[row] for unit in range(len(places))]
        ax.scatter(
            places, np.full(len(places), row), s=110, zorder=3, linewidths=1.2,
            c=["black" if one else "white" for one in dark], edgecolors=GREY,
        )  # fmt: skip
        name = "inputs" if row == 0 else "kernel {}, stride {}".format(*layers[row - 1])
        ax.text(
            counts[0] + 0.2, row, f"{name}:\n{counted(len(seen[row]), 'unit')} seen"
            if row < len(layers) else f"{name}:\none unit", va="center", fontsize=9,
        )  # fmt: skip
    ax.set(xlim=(-0.8, counts[0] * 1.22 + 1.2), ylim=(-0.4, len(layers) + 0.4))
    return figure
