"""Many small images on one sheet: digits, kernels, feature maps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ._picture import GREY, Picture, counted, text_width

Array = NDArray[Any]

_LARGEST = 100
_SIDE = 0.8
_MARGIN = 0.07


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
        If the shape is another, the titles are not as many, or ``columns`` is below 1.

    Examples
    --------
    >>> image_sheet(np.zeros((3, 8, 8)), [4, 2, 0]).alt
    'A sheet of 3 images of 8 x 8 pixels: 4, 2, 0.'
    """
    sheet = _sheet(images, columns, "image_sheet")
    names = None if titles is None else [str(title) for title in titles]
    if names is not None and len(names) != len(sheet):
        raise ValueError(
            f"image_sheet expects a title for each of {len(sheet)} images, got {len(names)}."
        )
    shown = "." if names is None else f": {', '.join(names)}.".replace("\n", " ")
    size = f"{sheet.shape[1]} x {sheet.shape[2]}"
    text = f"A sheet of {counted(len(sheet), 'image')} of {size} pixels{shown}"
    return Picture(lambda: _draw(sheet, names, columns, _extremes(sheet)), text)


def kernels(weight: Array, *, columns: int = 8) -> Picture:
    """Draw the kernels of a convolution: white for negative, grey for zero, black for positive.

    Parameters
    ----------
    weight : Array or Parameter, shape (out_channels, in_channels, height, width)
        Such as ``layer.weight``. Kernels with several channels are drawn one channel after the
        other, below the numbers of both. At most 100 images.
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
    if hasattr(weight, "parameters"):
        raise TypeError("kernels expects weights, got a layer: pass layer.weight.")
    weight = np.asarray(weight, dtype=float)
    if weight.ndim != 4 or weight.size == 0:
        raise ValueError(
            "kernels expects weights of shape (out_channels, in_channels, height, width), got "
            f"{weight.shape}."
        )
    out, channels, height, width = weight.shape
    sheet = _sheet(weight.reshape(-1, height, width), columns, "kernels")
    names = [str(o) if channels == 1 else f"{o}, {c}" for o in range(out) for c in range(channels)]
    largest = max(map(abs, _extremes(sheet))) or 1.0
    text = (
        f"{counted(out, 'kernel')} of {height} x {width} with {counted(channels, 'channel')}, "
        f"weights from {weight.min():.3g} to {weight.max():.3g}."
    )
    return Picture(lambda: _draw(sheet, names, columns, (-largest, largest)), text)


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
    sheet = _sheet(maps, columns, "feature_maps")
    names = [str(number) for number in range(len(maps))]
    text = (
        f"{counted(len(maps), 'feature map')} of {maps.shape[1]} x {maps.shape[2]}, values from "
        f"{maps.min():.3g} to {maps.max():.3g}."
    )
    return Picture(lambda: _draw(sheet, names, columns, _extremes(sheet)), text)


def _sheet(images: Any, columns: int, name: str) -> Array:
    """Return images as (m, H, W), or (m, H, W, 3) with colours."""
    sheet = np.asarray(images, dtype=float)
    if (
        sheet.ndim not in (3, 4)
        or sheet.shape[1:-2] not in ((), (1,), (3,))
        or 0 in sheet.shape[1:]
    ):
        raise ValueError(
            f"{name} expects images of shape (m, H, W), (m, 1, H, W) or (m, 3, H, W), got "
            f"{sheet.shape}."
        )
    if sheet.ndim == 4:
        sheet = sheet[:, 0] if sheet.shape[1] == 1 else np.moveaxis(sheet, 1, -1).clip(0.0, 1.0)
    if not 0 < len(sheet) <= _LARGEST:
        raise ValueError(f"{name} can draw 1 to {_LARGEST} images, got {len(sheet)}.")
    if columns < 1:
        raise ValueError(f"{name} expects at least 1 column, got {columns}.")
    return sheet


def _extremes(sheet: Array) -> tuple[float, float]:
    """Return the smallest and the largest number, past those of a network that diverged."""
    finite = sheet[np.isfinite(sheet)]
    return (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)


def _draw(
    sheet: Array, names: list[str] | None, columns: int, scale: tuple[float, float]
) -> Figure:
    """Draw a sheet, white at the lower end of ``scale`` and black at the upper."""
    columns = min(columns, len(sheet))
    rows = math.ceil(len(sheet) / columns)
    tall = _SIDE * min(max(sheet.shape[1] / sheet.shape[2], 0.25), 2.0)
    # Titles need room: beside each other and above, line by line.
    wide = max([_SIDE, *(text_width(name, 9) + 0.1 for name in names or ())])
    above = max([0, *(0.16 * len(name.split("\n")) for name in names or ())])
    across, down = wide + _MARGIN, tall + above + _MARGIN
    width, height = columns * across + _MARGIN, rows * down + _MARGIN
    figure = Figure(figsize=(width, height))
    for number, image in enumerate(sheet):
        row, column = divmod(number, columns)
        left, low = _MARGIN + column * across + (wide - _SIDE) / 2, height - (row + 1) * down
        ax = figure.add_axes((left / width, low / height, _SIDE / width, tall / height))
        # Images of three colours pass the scale by.
        ax.imshow(image, cmap="Greys", vmin=scale[0], vmax=scale[1], interpolation="nearest")
        ax.set(xticks=[], yticks=[])
        # Without a frame, white would be part of the page.
        ax.spines[:].set(color=GREY, linewidth=0.5)
        if names:
            ax.set_title(names[number], fontsize=9, pad=3)
    return figure
