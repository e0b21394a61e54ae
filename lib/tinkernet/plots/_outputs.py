"""Three kinds of answers of a network: yes or no, one of many, how much."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ._picture import BLUE, GREY, Picture, new_axes

CLASSES = ("dog", "tiger", "ostrich", "cat", "horse")
SCORES = (-0.2, 0.3, 0.8, -0.1, 0.4)


def output_types() -> Picture:
    """Draw what comes out of a network's last layer, for three kinds of questions.

    A sigmoid of one score for yes or no, a softmax of a score for each class for one of many,
    and the score itself for a number.

    Returns
    -------
    Picture

    Notes
    -----
    The questions and the five scores are those of decks 002 and 003.

    Examples
    --------
    >>> output_types().alt.partition(":")[0]
    'Three kinds of answers side by side'
    """
    z = np.linspace(-5.0, 5.0, 201)
    shares = np.exp(SCORES) / np.sum(np.exp(SCORES))

    def draw() -> Figure:
        figure, (binary, multiclass, regression) = new_axes(3, width=3.4, height=3.1)
        _cross(binary)
        binary.plot(z, 1.0 / (1.0 + np.exp(-z)), color=BLUE, lw=2.2)
        binary.set(xlabel="score z", ylabel="probability of yes", ylim=(-0.05, 1.05))
        binary.set_title("yes or no: sigmoid", fontsize=10)
        rows = np.arange(len(CLASSES))
        multiclass.barh(rows, shares, height=0.6, color=BLUE)
        multiclass.set_yticks(rows, CLASSES)
        multiclass.invert_yaxis()
        multiclass.set(xlabel="probability", ylabel="class", xlim=(0, 0.42))
        for row, share in zip(rows, shares, strict=True):
            multiclass.text(
                float(share) + 0.01, float(row), f"{share:.2f}", va="center", fontsize=9
            )
        multiclass.set_title("one of many: softmax", fontsize=10)
        _cross(regression)
        regression.plot(z, z, color=BLUE, lw=2.2)
        regression.set(xlabel="score z", ylabel="predicted number")
        regression.set_title("how much: the score itself", fontsize=10)
        # The names of the classes need room to the left of the panel in the middle.
        figure.subplots_adjust(left=0.07, wspace=0.42)
        return figure

    said = ", ".join(f"{name} {share:.2f}" for name, share in zip(CLASSES, shares, strict=True))
    return Picture(
        draw,
        "Three kinds of answers side by side: yes or no, a sigmoid that takes one score to a "
        f"probability between 0 and 1; one of many, a softmax that makes of five scores {said}, "
        "together 1; how much, a straight line that gives the score itself, of either sign.",
    )


def _cross(ax: Axes) -> None:
    ax.axhline(0.0, color=GREY, linewidth=0.6)
    ax.axvline(0.0, color=GREY, linewidth=0.6)
