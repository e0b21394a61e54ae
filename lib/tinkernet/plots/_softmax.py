"""Logits, the probabilities that softmax makes of them, and the gradient of the cross-entropy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from ._picture import BLUE, Picture, new_axes


def softmax_bars(
    logits: ArrayLike,
    truth: int,
    *,
    temperature: float = 1.0,
    names: Sequence[str],
) -> Picture:
    r"""Draw a row a class: its logit, its probability, and the loss's slope along the logit.

    .. math:: p_k = \frac{e^{z_k / T}}{\sum_j e^{z_j / T}}, \qquad L = -\log p_t

    Parameters
    ----------
    logits : array_like of shape (k,)
        The scores ``z``.
    truth : int
        The true class ``t``; its bars are hatched.
    temperature : float
        ``T``.
    names : sequence of str
        What the classes are called.

    Returns
    -------
    Picture

    Examples
    --------
    >>> softmax_bars([0.0, 0.0], 1, names=["cat", "dog"]).alt
    'Softmax at temperature 1: cat 0.5, dog 0.5. The true class is dog; the cross-entropy is 0.693.'
    """
    z = np.asarray(logits, dtype=float)
    shifted = (z - z.max()) / temperature
    total = np.exp(shifted).sum()
    p, loss = np.exp(shifted) / total, np.log(total) - shifted[truth]
    slopes = (p - (np.arange(len(z)) == truth)) / temperature

    def draw() -> Figure:
        figure, axes = new_axes(3, width=3.3, height=3.2)
        figure.subplots_adjust(left=0.1, right=0.985, wspace=0.5)
        reach = max(1.0, float(np.abs(z).max()))
        steepest = max(1.0, 1.0 / temperature)
        panels: Any = (
            (z, (-reach, reach), "logit z"),
            (p, (0.0, 1.0), f"probability p, T = {temperature:.3g}"),
            (slopes, (-steepest, steepest), "d loss / d z"),
        )
        rows = np.arange(len(z))
        words = [f"* {name}" if k == truth else name for k, name in enumerate(names)]
        for ax, (values, (low, high), label) in zip(axes, panels, strict=True):
            bars = ax.barh(rows, values, height=0.6, color=BLUE)
            bars[truth].set(facecolor="white", edgecolor="black", hatch="////")
            # Numbers at the end of each bar, on the side where it points.
            ax.bar_label(bars, [f"{v:.3g}" for v in values], padding=3, fontsize=9)
            room = (0.3 if low else 0.35) * (high - low)
            ax.set_xlim(low - room if low else low, high + room)
            if high == 1.0 and not low:  # no probability is above 1; there is only a number
                ax.set_xticks([0.0, 0.5, 1.0])
            ax.axvline(0.0, color="black", linewidth=1)
            ax.set_yticks(rows, words)
            ax.invert_yaxis()
            ax.set(xlabel=label, ylabel="class")
        axes[1].set_title(f"cross-entropy of {names[truth]} = {loss:.4g}", fontsize=10)
        return figure

    shares = ", ".join(f"{name} {share:.3g}" for name, share in zip(names, p, strict=True))
    alt = (
        f"Softmax at temperature {temperature:.3g}: {shares}. The true class is {names[truth]}; "
        f"the cross-entropy is {loss:.3g}."
    )
    return Picture(draw, alt)
