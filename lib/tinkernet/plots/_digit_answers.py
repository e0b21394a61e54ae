"""A drawn digit, and what a network makes of it."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from ._picture import BLUE, Picture, new_axes


def digit_answers(image: ArrayLike, probabilities: ArrayLike) -> Picture:
    """Draw an image and the probabilities of the ten digits.

    Parameters
    ----------
    image : array_like of shape (rows, columns)
        0 is paper, the largest number ink.
    probabilities : array_like of shape (10,)
        Of the digits 0 to 9.

    Returns
    -------
    Picture

    Examples
    --------
    >>> digit_answers([[0, 1], [0, 1]], [0.05] * 5 + [0.55] + [0.05] * 3 + [0.25]).alt
    'A drawing of 2 x 2 pixels; the network says 5 with 55 %, then 9 with 25 %.'
    """
    pixels, shares = np.asarray(image, dtype=float), np.asarray(probabilities, dtype=float)
    second, first = (int(k) for k in np.argsort(shares, kind="stable")[-2:])

    def draw() -> Figure:
        figure, (left, right) = new_axes(2)
        left.imshow(pixels, cmap="Greys", vmin=0.0, interpolation="nearest")
        left.set(xticks=[], yticks=[])
        left.set_title("the image the network gets", fontsize=10)
        left.spines[["top", "right"]].set_visible(True)
        digits = np.arange(len(shares))
        right.barh(digits, shares, color=np.where(digits == first, "black", BLUE))
        for digit, share in enumerate(shares):
            right.text(share + 0.02, digit, f"{share:.1%}".replace("%", " %"), va="center",
                       fontsize=9)  # fmt: skip
        right.set(yticks=digits, ylim=(len(shares) - 0.4, -0.6), xlim=(0, 1.18),
                  xticks=[0, 0.5, 1], xlabel="probability", ylabel="digit")  # fmt: skip
        right.set_title(f"the network says {first}", fontsize=10)
        return figure

    alt = (
        f"A drawing of {pixels.shape[0]} x {pixels.shape[1]} pixels; the network says {first} with "
        f"{shares[first]:.2%}, then {second} with {shares[second]:.2%}."
    )
    return Picture(draw, alt.replace(".00%", "%").replace("%", " %"))
