"""One clear sentence when a layer is given what it cannot work with."""

from __future__ import annotations

from numbers import Integral
from typing import Any

import numpy as np

from ._parameter import Array


def expect_numbers(x: Any, layer: str) -> Array:
    """Return ``x`` as an array of numbers.

    Raises
    ------
    TypeError
        If it holds something else.
    """
    try:
        array = np.asarray(x)
    except ValueError:
        raise ValueError(f"{layer} expects an array, got rows of different lengths.") from None
    if array.dtype.kind not in "biuf":
        raise TypeError(f"{layer} expects real numbers, got an array of dtype {array.dtype}.")
    return array


def expect_floats(x: Any, layer: str) -> Array:
    """Return ``x`` as an array of floating-point numbers; whole numbers become float64."""
    array = expect_numbers(x, layer)
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def expect_gradient(gradient: Any, shape: tuple[int, ...] | None, layer: str) -> Array:
    """Return d loss / d output as an array.

    Raises
    ------
    RuntimeError
        If there was no forward pass, so that ``shape`` is None.
    ValueError
        If it has not the shape of the output.
    """
    if shape is None:
        raise RuntimeError(f"{layer}.backward needs a forward pass first: call forward(x).")
    array = expect_floats(gradient, f"{layer}.backward")
    if array.shape != shape:
        raise ValueError(
            f"{layer}.backward expects a gradient of the shape of its output, {shape}, "
            f"got {array.shape}."
        )
    return array


def expect_positive(layer: str, **sizes: int) -> None:
    """Raise a ValueError that names the sizes if one is smaller than 1."""
    if any(not isinstance(size, Integral) or size < 1 for size in sizes.values()):
        given = ", ".join(f"{name}={size}" for name, size in sizes.items())
        raise ValueError(f"{layer} needs whole numbers of at least 1, got {given}.")
