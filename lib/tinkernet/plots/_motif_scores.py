"""The scores of a kernel along a sequence of DNA."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from ._picture import BLUE, GREY, Picture

BASES = "ACGT"


def motif_scores(
    sequence: str,
    kernel: ArrayLike,
    scores: ArrayLike,
    *,
    threshold: float = 0.0,
    place: int = 0,
) -> Picture:
    """Draw a sequence with the score of every window, and the kernel.

    Parameters
    ----------
    sequence : str
        Its letters.
    kernel : array_like of shape (K, 4)
        A row for each place, with the weights of A, C, G and T.
    scores : array_like of shape (L - K + 1,)
        The score of the window that begins at each letter.
    threshold : float
        From which on the motif counts as there.
    place : int
        Where the window drawn begins; beyond the end, the last one.

    Returns
    -------
    Picture

    Examples
    --------
    >>> motif_scores("ACGT", [[1, 0, 0, 0], [0, 1, 0, 0]], [2, 0, 0], threshold=1.5).alt
    'A kernel of width 2 along ACGT: its largest score is 2, at letter 1 (AC), at or above the \
threshold 1.5.'
    """
    weight, values = np.asarray(kernel, dtype=float), np.asarray(scores, dtype=float)
    wide, best = len(weight), int(values.argmax())
    place = min(place, len(values) - 1)

    def draw() -> Figure:
        figure = Figure(figsize=(9.2, 3.6))
        track = figure.add_axes((0.07, 0.16, 0.6, 0.74))
        inside = figure.add_axes((0.73, 0.16, 0.25, 0.74))
        over = values >= threshold
        colours = np.where(over, "black", BLUE)
        track.bar(np.arange(len(values)), values, color=colours, width=0.8)
        track.axhline(0, color="black", linewidth=1)
        track.axhline(threshold, color="black", linestyle="--", linewidth=1.5)
        track.text(len(sequence) - 0.5, threshold, "threshold", ha="right", va="bottom", fontsize=9)
        track.plot(best, max(values[best], 0), "kv", markersize=8, clip_on=False)
        track.axvspan(place - 0.5, place + wide - 0.5, color=GREY, alpha=0.25, linewidth=0)
        track.set_xticks(range(len(sequence)), list(sequence), family="monospace")
        track.tick_params(axis="x", length=0, labelsize=min(11, 330 / len(sequence)))
        track.tick_params(axis="y", labelsize=9)
        track.set(xlim=(-0.7, len(sequence) - 0.3), ylabel="score",
                  xlabel="letter that the window begins with")  # fmt: skip
        track.spines[["top", "right"]].set_visible(False)
        low, high = float(weight.min()), float(weight.max())
        inside.imshow(weight.T, cmap="Blues", vmin=low, vmax=high + (high - low) + 1e-9,
                      aspect="auto")  # fmt: skip
        for column, row in np.ndindex(wide, 4):
            lit = sequence[place + column] == BASES[row]
            inside.text(column, row, f"{weight[column, row]:.3g}", ha="center", va="center",
                        fontsize=9, weight="bold" if lit else "normal")  # fmt: skip
        inside.set_yticks(range(4), list(BASES))
        inside.set_xticks(range(wide), list(sequence[place : place + wide]))
        inside.set(xlabel="letters in the window", ylabel="weights of")
        inside.tick_params(length=0)
        inside.set_title(f"kernel; score here {values[place]:.3g}", fontsize=10)
        return figure

    there = "at or above" if values[best] >= threshold else "below"
    alt = (
        f"A kernel of width {wide} along {sequence}: its largest score is {values[best]:.4g}, at "
        f"letter {best + 1} ({sequence[best : best + wide]}), {there} the threshold "
        f"{threshold:.4g}."
    )
    return Picture(draw, alt)
