"""Training and validation loss, and the epoch whose network is kept."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter
from numpy.typing import ArrayLike

from ._picture import BLUE, GREY, ORANGE, Picture, new_axes


def stopping(
    train: ArrayLike, validation: ArrayLike, *, best: int, stopped: int | None = None
) -> Picture:
    """Draw both losses of every epoch, the best epoch, and the one in which training stops.

    Parameters
    ----------
    train, validation : array_like, shape (epochs,)
        The losses, positive.
    best : int
        The epoch whose network is kept, counted from 0.
    stopped : int or None
        The epoch after which training stops; what comes later is shaded.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the losses are not as many, or there is no epoch of the number.

    Examples
    --------
    >>> stopping([3.0, 2.0, 1.0], [3.0, 2.5, 2.8], best=1).alt
    'Losses of 3 epochs. training: from 3 to 1. validation: from 3 to 2.8; lowest, 2.5, in epoch 1. Kept: epoch 1.'
    """  # noqa: E501
    seen, unseen = (np.asarray(each, dtype=float) for each in (train, validation))
    if seen.ndim != 1 or seen.shape != unseen.shape or not len(seen):
        raise ValueError(
            f"stopping expects as many losses of both kinds, got shapes {seen.shape} and "
            f"{unseen.shape}."
        )
    for epoch in (best, 0 if stopped is None else stopped):
        if not 0 <= epoch < len(seen):
            raise ValueError(f"stopping expects an epoch from 0 to {len(seen) - 1}, got {epoch}.")

    def draw() -> Figure:
        figure, (ax,) = new_axes(width=5.6, height=3.6)
        if stopped is not None and stopped < len(seen) - 1:
            ax.axvspan(stopped, len(seen) - 1, color=GREY, alpha=0.18, lw=0)
            ax.axvline(stopped, color=GREY, lw=1.5, ls=":", label=f"stopped: epoch {stopped}")
        ax.axvline(best, color="black", lw=1.2, ls="-.", label=f"kept: epoch {best}")
        ax.plot(seen, color=BLUE, lw=2, label="training")
        ax.plot(unseen, color=ORANGE, lw=2, ls="--", label="validation")
        ax.plot(best, unseen[best], "o", color="black", ms=7)
        ax.set(xlabel="epoch", ylabel="loss", yscale="log")
        ax.yaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0), numticks=8))
        ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        ax.yaxis.set_minor_formatter(NullFormatter())
        ax.legend(frameon=False, fontsize=9)
        return figure

    return Picture(draw, _text(seen, unseen, best, stopped))


def _text(seen: Any, unseen: Any, best: int, stopped: int | None) -> str:
    lowest = int(np.argmin(unseen))
    text = (
        f"Losses of {len(seen)} epochs. training: from {seen[0]:.3g} to {seen[-1]:.3g}. "
        f"validation: from {unseen[0]:.3g} to {unseen[-1]:.3g}; lowest, {unseen[lowest]:.3g}, in "
        f"epoch {lowest}. Kept: epoch {best}."
    )
    return text if stopped is None else f"{text} Stopped after epoch {stopped}."
