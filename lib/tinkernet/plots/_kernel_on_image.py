"""A kernel on a picture: what it sees, what it multiplies it with, and the feature map."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike

from ._picture import Picture, new_axes


def kernel_on_image(
    image: ArrayLike,
    kernel: ArrayLike,
    feature_map: ArrayLike,
    place: ArrayLike = (0, 0),
    *,
    stride: int = 1,
    padding: int = 0,
    name: str = "picture",
) -> Picture:
    """Draw a picture with a kernel on it, the products under it, and the feature map.

    Parameters
    ----------
    image : array_like of shape (rows, columns)
        From 0 (black) to 1 (white).
    kernel : array_like of shape (k, k)
        Its weights.
    feature_map : array_like
        What it answers at every place.
    place : pair of int
        Row and column of the map to look at; beyond the edge, the last one.
    stride, padding : int
        How the map was made.
    name : str
        What the picture is called.

    Returns
    -------
    Picture

    Examples
    --------
    >>> kernel_on_image([[0, 1], [0, 1]], [[2]], [[0, 2], [0, 2]], (0, 1)).alt
    'A 1 x 1 kernel on the picture (2 x 2, stride 1, padding 0): the feature map is 2 x 2, from \
0 to 2; in row 1, column 2 the products under the kernel sum to 2.'
    """
    image, weight = np.asarray(image, dtype=float), np.asarray(kernel, dtype=float)
    maps, size = np.asarray(feature_map, dtype=float), len(weight)
    i, j = (min(int(at), n - 1) for at, n in zip(np.asarray(place), maps.shape, strict=True))
    wide = np.pad(image, padding)
    top, left = stride * i, stride * j
    seen = wide[top : top + size, left : left + size]
    product = seen * weight + 0.0  # no minus before a zero

    def draw() -> Figure:
        figure, (picture, inside, result) = new_axes(3, width=3.5, height=3.5)
        for ax, values, low, high in (
            (picture, wide, 0.0, 1.0), (inside, product, None, None), (result, maps, None, None),
        ):  # fmt: skip
            cmap = "Blues" if ax is inside else "gray"
            drawn = ax.imshow(values, cmap=cmap, vmin=low, vmax=high, interpolation="nearest")
            ax.set(xticks=[], yticks=[])
            ax.spines[["top", "right"]].set_visible(True)
        if np.ptp(maps) == 0:
            drawn.set_clim(maps.flat[0] - 1, maps.flat[0] + 1)
        products = inside.images[0]
        low, high = float(product.min()), float(product.max())
        products.set_clim(low, high + 0.8 * (high - low) + 1e-9)  # light enough for black letters
        for row, column in np.ndindex(size, size):
            cell = row, column
            inside.text(
                column, row, f"{seen[cell]:.2g}\n× {weight[cell]:.2g}\n= {product[cell]:.2g}",
                ha="center", va="center", fontsize=10 if size == 3 else 6.5,
            )  # fmt: skip
        for ax, x, y, side in ((picture, left, top, size), (result, j, i, 1)):
            for colour, width in (("white", 4), ("black", 2)):
                ax.add_patch(
                    Rectangle((x - 0.5, y - 0.5), side, side, fill=False, color=colour, lw=width)
                )
        picture.set_title(f"{name}, 0 black to 1 white", fontsize=10)
        inside.set_title(f"products, sum {maps[i, j]:.3g}", fontsize=10)
        result.set_title(f"map, {maps.min():.3g} black to {maps.max():.3g} white", fontsize=10)
        return figure

    rows, columns = image.shape
    alt = (
        f"A {size} x {size} kernel on the {name} ({rows} x {columns}, stride {stride}, padding "
        f"{padding}): the feature map is {maps.shape[0]} x {maps.shape[1]}, from {maps.min():.3g} "
        f"to {maps.max():.3g}; in row {i + 1}, column {j + 1} the products under the kernel sum "
        f"to {maps[i, j]:.3g}."
    )
    return Picture(draw, alt)
