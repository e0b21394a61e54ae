"""Photographs in grey and what a kernel makes of them, large enough to be looked at."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from ._picture import Picture, counted

Array = NDArray[Any]

_WIDE, _GAP, _TITLE = 2.9, 0.12, 0.3


def grey_pictures(pictures: Mapping[str, ArrayLike], *, columns: int = 3) -> Picture:
    """Draw pictures in grey, with their names above: the larger a number, the lighter.

    Where a picture has no negative number, black is its smallest one and white its largest. Where
    it has, the middle grey is 0, and black and white are as far from it as the largest number.

    Parameters
    ----------
    pictures : mapping of str to array_like of shape (rows, columns)
        At most 12, by name.
    columns : int, default 3
        Pictures in a row.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are none or too many, one has another shape, or ``columns`` is below 1.

    Examples
    --------
    >>> grey_pictures({"photograph": [[0, 1], [0, 1]]}).alt
    '1 picture in grey. photograph: 2 x 2, from 0 to 1.'
    """
    shown = {name: np.asarray(picture, dtype=float) for name, picture in pictures.items()}
    if not 0 < len(shown) <= 12 or columns < 1:
        raise ValueError(
            f"grey_pictures expects 1 to 12 pictures and at least 1 column, got {len(shown)} and "
            f"{columns}."
        )
    for name, picture in shown.items():
        if picture.ndim != 2 or not picture.size:
            raise ValueError(f"grey_pictures expects rows and columns, got {name!r}: "
                             f"{picture.shape}.")  # fmt: skip
    texts = (
        f"{name}: {picture.shape[0]} x {picture.shape[1]}, from {picture.min():.3g} to "
        f"{picture.max():.3g}."
        for name, picture in shown.items()
    )
    alt = " ".join([f"{counted(len(shown), 'picture')} in grey.", *texts])
    return Picture(lambda: _draw(shown, columns), alt)


def _draw(shown: Mapping[str, Array], columns: int) -> Figure:
    columns = min(columns, len(shown))
    rows = math.ceil(len(shown) / columns)
    tall = _WIDE * max(picture.shape[0] / picture.shape[1] for picture in shown.values())
    width = columns * (_WIDE + _GAP) + _GAP
    height = rows * (tall + _TITLE + _GAP) + _GAP
    figure = Figure(figsize=(width, height))
    for number, (name, picture) in enumerate(shown.items()):
        row, column = divmod(number, columns)
        left = _GAP + column * (_WIDE + _GAP)
        low = height - (row + 1) * (tall + _TITLE + _GAP)
        ax = figure.add_axes((left / width, low / height, _WIDE / width, tall / height))
        most = float(np.abs(picture).max())
        lowest = -most if picture.min() < 0 else float(picture.min())
        ax.imshow(picture, cmap="gray", vmin=lowest, vmax=max(float(picture.max()), lowest + 1e-9)
                  if lowest >= 0 else most)  # fmt: skip
        ax.set(xticks=[], yticks=[])
        ax.set_title(name, fontsize=10, pad=4)
    return figure
