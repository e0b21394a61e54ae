"""A target distribution, an estimate of it, and what each class costs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from ._picture import BLUE, Picture, new_axes


def cross_entropy_terms(p: ArrayLike, q: ArrayLike, names: Sequence[str]) -> Picture:
    r"""Draw a row a class: its target, its estimate, and its share of the cross-entropy.

    .. math:: H(p, q) = -\sum_k p_k \log q_k

    Parameters
    ----------
    p, q : array_like of shape (k,)
        Target and estimate, from 0 to 1; ``q`` is above 0 wherever ``p`` is.
    names : sequence of str
        What the classes are called.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are not as many numbers as names, or one is not a probability, or the loss is
        infinite.

    Examples
    --------
    >>> cross_entropy_terms([0, 1], [0.75, 0.25], ["dog", "cat"]).alt
    'Target, estimate and -p log q of 2 classes: dog 0, 0.75, 0; cat 1, 0.25, 1.39. Together 1.39.'
    """
    target, estimate = np.asarray(p, dtype=float), np.asarray(q, dtype=float)
    if not target.shape == estimate.shape == (len(names),):
        raise ValueError(
            f"cross_entropy_terms expects {len(names)} numbers in p and in q, one a name, got "
            f"shapes {target.shape} and {estimate.shape}."
        )
    both = np.concatenate([target, estimate])
    if not ((both >= 0) & (both <= 1)).all() or (estimate[target > 0] == 0).any():
        raise ValueError(
            "cross_entropy_terms expects probabilities from 0 to 1, and q above 0 where p is."
        )
    terms = -target * np.log(np.where(target > 0, estimate, 1.0)) + 0.0

    def draw() -> Figure:
        figure, axes = new_axes(3, width=3.3, height=2.9)
        figure.subplots_adjust(left=0.11, right=0.985, wspace=0.5)
        panels = (
            (target, 1.0, "target p"),
            (estimate, 1.0, "estimate q"),
            (terms, max(1.0, float(terms.max())), "cost -p log q"),
        )
        rows = np.arange(len(names))
        for ax, (values, high, label) in zip(axes, panels, strict=True):
            bars = ax.barh(rows, values, height=0.6, color=BLUE)
            ax.bar_label(bars, [f"{v:.3g}" for v in values], padding=3, fontsize=9)
            ax.set_xlim(0.0, 1.3 * high)
            if label != panels[2][2]:  # no probability is above 1; there is only a number
                ax.set_xticks([0.0, 0.5, 1.0])
            ax.set_yticks(rows, list(names))
            ax.invert_yaxis()
            ax.set(xlabel=label, ylabel="class")
        axes[2].set_title(f"together {terms.sum():.3g}", fontsize=10)
        return figure

    said = "; ".join(
        f"{name} {one:.3g}, {other:.3g}, {term:.3g}"
        for name, one, other, term in zip(names, target, estimate, terms, strict=True)
    )
    return Picture(
        draw,
        f"Target, estimate and -p log q of {len(names)} classes: {said}. "
        f"Together {terms.sum():.3g}.",
    )
