"""Pooling: the largest, or the mean, of what a window sees."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from ._convolution import per_dimension
from ._expect import expect_floats, expect_gradient
from ._module import Module
from ._parameter import Array
from ._patches import Window, examples_first, examples_last, padded, without_padding


class Pooling(Module):
    """What all poolings have in common: a window slides over each channel by itself."""

    DIMENSIONS: ClassVar[int]
    MARGIN: ClassVar[float]
    """What the margin holds."""

    def __init__(
        self,
        kernel_size: int | tuple[int, ...],
        stride: int | tuple[int, ...] | None = None,
        padding: int | tuple[int, ...] = 0,
    ) -> None:
        name = type(self).__name__
        self.kernel_size = kernel_size
        self.stride = kernel_size if stride is None else stride
        self.padding = padding
        dimensions = self.DIMENSIONS
        self._window = Window(
            per_dimension(kernel_size, dimensions, f"{name} kernel_size"),
            per_dimension(self.stride, dimensions, f"{name} stride"),
            per_dimension(padding, dimensions, f"{name} padding", least=0),
            (1,) * dimensions,
        )
        if any(2 * p > k for p, k in zip(self._window.padding, self._window.kernel, strict=True)):
            raise ValueError(
                f"{name} allows a padding of at most half the kernel, got kernel_size="
                f"{kernel_size} and padding={padding}."
            )
        self._padded_shape: tuple[int, ...] = ()
        self._out: tuple[int, ...] | None = None

    def _cells(self, x: Array) -> list[Array]:
        """Return, for each cell of the window, what it sees at all places."""
        name = type(self).__name__
        x = expect_floats(x, name)
        if x.ndim != self.DIMENSIONS + 2:
            sizes = "L" if self.DIMENSIONS == 1 else "H, W"
            raise ValueError(f"{name} expects an array of shape (N, C, {sizes}), got {x.shape}.")
        out = self._window.output_size(x.shape[2:])
        if any(size < 1 for size in out):
            raise ValueError(
                f"{name} with kernel_size={self.kernel_size} does not fit into an input of shape "
                f"{x.shape}."
            )
        image = padded(examples_last(x), self._window.padding, self.MARGIN)
        self._padded_shape, self._out = image.shape, (*x.shape[:2], *out)
        return [image[place] for _, place in self._window.places(out)]

    def _put_back(self, grad_output: Array, shares: Sequence[Array | float]) -> Array:
        """Give each cell of the window its share of the slopes, added up where windows overlap."""
        grad_output = expect_gradient(grad_output, self._out, type(self).__name__)
        assert self._out is not None
        slopes = np.ascontiguousarray(examples_last(grad_output))
        image = np.zeros(self._padded_shape, slopes.dtype)
        places = self._window.places(self._out[2:])
        for (_, place), share in zip(places, shares, strict=True):
            if self._window.overlaps:
                image[place] += slopes * share
            else:  # one walk through memory instead of three
                np.multiply(slopes, share, out=image[place])
        return examples_first(without_padding(image, self._window.padding))


class MaxPooling(Pooling):
    """Keep the largest number in the window; its gradient goes to the first that was largest."""

    MARGIN = -np.inf

    def __init__(
        self,
        kernel_size: int | tuple[int, ...],
        stride: int | tuple[int, ...] | None = None,
        padding: int | tuple[int, ...] = 0,
    ) -> None:
        super().__init__(kernel_size, stride, padding)
        self._larger: list[Array] = []
        self._places: tuple[int, ...] = ()

    def forward(self, x: Array) -> Array:
        """Return the maxima, shape (N, C, *places of the window)."""
        first, *others = self._cells(x)
        largest = first.copy()
        self._larger, self._places = [], first.shape
        for cell in others:
            self._larger.append(cell > largest)
            np.maximum(largest, cell, out=largest)
        return examples_first(largest)

    def backward(self, grad_output: Array) -> Array:
        """Return d loss / d x: each slope goes to the number that was largest."""
        # A cell takes the slope if it was larger than all before it, and none after it was.
        taken = np.zeros(self._places, dtype=bool)
        chosen: list[Array] = []
        for larger in reversed(self._larger):
            chosen.append(larger & ~taken)
            taken |= larger
        return self._put_back(grad_output, [~taken, *reversed(chosen)])

    def extra_repr(self) -> str:
        """Return the sizes, as PyTorch does."""
        return (
            f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}, "
            "dilation=1, ceil_mode=False"
        )


class AvgPooling(Pooling):
    """Take the mean of the window; a margin counts as zeros."""

    MARGIN = 0.0

    def forward(self, x: Array) -> Array:
        """Return the means, shape (N, C, *places of the window)."""
        first, *others = self._cells(x)
        total = first.copy()
        for cell in others:
            total += cell
        total /= math.prod(self._window.kernel)
        return examples_first(total)

    def backward(self, grad_output: Array) -> Array:
        """Return d loss / d x: each slope is shared out evenly."""
        cells = math.prod(self._window.kernel)
        return self._put_back(grad_output, [1.0 / cells] * cells)
