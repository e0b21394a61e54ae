"""Many small images on one sheet: digits, kernels, feature maps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ._picture import Picture

Array = NDArray[Any]

_LARGEST = 100


def image_sheet(
    images: Array, titles: Sequence[Any] | None = None, *, columns: int = 10
) -> Picture:
    """Draw images side by side, such as handwritten digits with what they are.

    Parameters
    ----------
    images : Array, shape (m, H, W), (m, 1, H, W) or (m, 3, H, W)
        In grey, dark where a number is large; or in colours, from 0 to 1. At most 100.
    titles : sequence of length m, or None
        What stands above each.
    columns : int, default 10
        Images in a row.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the shape is another, or the titles are not as many.

    Examples
    --------
    >>> image_sheet(np.zeros((3, 8, 8)), [4, 2, 0]).alt
    'A sheet of 3 images of 8 x 8 pixels: 4, 2, 0.'
    """
    sheet = _sheet(images, "image_sheet")
    names = None if titles is None else [str(title) for title in titles]
    if names is not None and len(names) != len(sheet):
        raise ValueError(
            f"image_sheet expects a title for each of {len(sheet)} images, got {len(names)}."
        )
    shown = "." if names is None else f": {', '.join(names)}."
    size = f"{sheet.shape[1]} x {sheet.shape[2]}"
    text = f"A sheet of {len(sheet)} images of {size} pixels{shown}"
    return Picture(lambda: _draw(sheet, names, columns, "Greys", None), text)


def kernels(weight: Array, *, columns: int = 8) -> Picture:
    """Draw the kernels of a convolution: white for negative, grey for zero, black for positive.

    Parameters
    ----------
    weight : Array or Parameter, shape (out_channels, in_channels, height, width)
        Such as ``layer.weight``. Kernels with several channels are drawn one channel after the
        other. At most 100 images.
    columns : int, default 8
        Images in a row.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the shape is another.

    Examples
    --------
    >>> kernels(np.ones((4, 1, 3, 3))).alt
    '4 kernels of 3 x 3 with 1 channel, weights from 1 to 1.'
    """
    weight = np.asarray(weight, dtype=float)
    if weight.ndim != 4 or weight.size == 0:
        raise ValueError(
            "kernels expects weights of shape (out_channels, in_channels, height, width), got "
            f"{weight.shape}."
        )
    out, channels, height, width = weight.shape
    sheet = _sheet(weight.reshape(-1, height, width), "kernels")
    names = [str(o) if channels == 1 else f"{o}, {c}" for o in range(out) for c in range(channels)]
    largest = float(np.abs(weight).max()) or 1.0
    text = (
        f"{out} kernels of {height} x {width} with {channels} channel{'s' * (channels > 1)}, "
        f"weights from {weight.min():.3g} to {weight.max():.3g}."
    )
    return Picture(lambda: _draw(sheet, names, columns, "Greys", largest), text)


def feature_maps(maps: Array, *, columns: int = 8) -> Picture:
    """Draw what each kernel of a convolution answers to one image: dark where it answers most.

    Parameters
    ----------
    maps : Array, shape (C, H, W)
        One example of a layer's output. At most 100 maps.
    columns : int, default 8
        Maps in a row.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the shape is another.

    Examples
    --------
    >>> feature_maps(np.zeros((4, 6, 6))).alt
    '4 feature maps of 6 x 6, values from 0 to 0.'
    """
    maps = np.asarray(maps, dtype=float)
    if maps.ndim != 3 or maps.size == 0:
        raise ValueError(f"feature_maps expects an array of shape (C, H, W), got {maps.shape}.")
    sheet = _sheet(maps, "feature_maps")
    names = [str(number) for number in range(len(maps))]
    text = (
        f"{len(maps)} feature maps of {maps.shape[1]} x {maps.shape[2]}, values from "
        f"{maps.min():.3g} to {maps.max():.3g}."
    )
    return Picture(lambda: _draw(sheet, names, columns, "Greys", None), text)


def _sheet(images: Any, name: str) -> Array:
    """Return images as (m, H, W), or (m, H, W, 3) with colours."""
    sheet = np.asarray(images, dtype=float)
    if sheet.ndim == 4 and sheet.shape[1] == 1:
        sheet = sheet[:, 0]
    elif sheet.ndim == 4 and sheet.shape[1] == 3:
        sheet = np.moveaxis(sheet, 1, -1).clip(0.0, 1.0)
    elif sheet.ndim != 3:
        raise ValueError(
            f"{name} expects images of shape (m, H, W), (m, 1, H, W) or (m, 3, H, W), got "
            f"{sheet.shape}."
        )
    if not 0 < len(sheet) <= _LARGEST:
        raise ValueError(f"{name} can draw 1 to {_LARGEST} images, got {len(sheet)}.")
    return sheet


def _draw(
    sheet: Array, names: list[str] | None, columns: int, cmap: str, largest: float | None
) -> Figure:
    """Draw a sheet; with ``largest``, zero is grey and both signs have the same range."""
    columns = min(columns, len(sheet))
    rows = math.ceil(len(sheet) / columns)
    side, gap = 0.8, 0.26 if names else 0.06
    figure = Figure(figsize=(columns * side, rows * (side + gap)))
    low, high = (-largest, largest) if largest else (float(sheet.min()), float(sheet.max()))
    grid = figure.subplots(rows, columns, squeeze=False)
    for number, ax in enumerate(grid.ravel()):
        ax.axis("off")
        if number < len(sheet):
            _image(ax, sheet[number], cmap, low, high)
            if names:
                ax.set_title(names[number], fontsize=9, pad=2)
    top = 1 - (gap / (side + gap)) / rows
    figure.subplots_adjust(0.01, 0.01, 0.99, top, wspace=0.08, hspace=gap / side + 0.05)
    return figure


def _image(ax: Axes, image: Array, cmap: str, low: float, high: float) -> None:
    if image.ndim == 3:
        ax.imshow(image, interpolation="nearest")
    else:
        ax.imshow(image, cmap=cmap, vmin=low, vmax=high, interpolation="nearest")
