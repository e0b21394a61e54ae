"""A photograph in grey: an image as a table of numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ._bundled import bundled

PHOTOGRAPHS = ("china", "flower")


def photograph(name: str = "china", *, smaller: int = 2) -> NDArray[Any]:
    """Load one of scikit-learn's two photographs, in grey.

    Parameters
    ----------
    name : {"china", "flower"}
        A pagoda, or a dahlia.
    smaller : int, default 2
        So many pixels a side are averaged into one; rows and columns left over are dropped.

    Returns
    -------
    Array, shape (427 // smaller, 640 // smaller)
        float64, 0 (black) to 1 (white), rows from the top: the mean of red, green and blue.

    Raises
    ------
    ValueError
        If there is no such photograph, or ``smaller`` is not between 1 and 427.

    Notes
    -----
    Photographs: danielbuechele and vultilion, flickr, CC BY 2.0, bundled with scikit-learn.
    `flower_patches` cuts small ones from both, in colour.

    Examples
    --------
    >>> photograph("china", smaller=4).shape
    (106, 160)
    """
    from PIL import Image  # matplotlib brings it; only photographs need it

    if name not in PHOTOGRAPHS:
        raise ValueError(f"photograph expects one of {', '.join(PHOTOGRAPHS)}, got {name!r}.")
    with Image.open(bundled("images", f"{name}.jpg")) as image:
        grey = np.asarray(image, dtype=np.float64).mean(axis=-1) / 255.0
    if not 1 <= smaller <= len(grey):
        raise ValueError(f"photograph expects 1 to {len(grey)} for smaller, got {smaller}.")
    rows, columns = (side // smaller for side in grey.shape)
    whole = grey[: rows * smaller, : columns * smaller]
    blocks: NDArray[Any] = whole.reshape(rows, smaller, columns, smaller).mean(axis=(1, 3))
    return blocks
