"""Convolutions: the same small kernel slides over every place of a signal, image or volume."""

from __future__ import annotations

import math
from numbers import Integral
from typing import Any, ClassVar, cast

import numpy as np
from numpy.typing import DTypeLike

from ._deferred import deferred
from ._expect import expect_gradient, expect_numbers, expect_positive
from ._module import Module
from ._parameter import Array, Parameter
from ._patches import (
    Window,
    examples_first,
    examples_last,
    gather,
    padded,
    scatter,
    without_padding,
)


class Convolution(Module):
    """What convolutions in one, two and three dimensions have in common.

    The patches under the kernel are laid side by side as the columns of a matrix (``im2col``);
    the convolution is then one product with the matrix of all kernels, a row each. The bias is
    one more weight, of an input that is always 1: the last row of the patches.
    """

    DIMENSIONS: ClassVar[int]

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int | tuple[int, ...],
        stride: int | tuple[int, ...] = 1,
        padding: int | tuple[int, ...] = 0,
        dilation: int | tuple[int, ...] = 1,
        groups: int = 1,
        bias: bool = True,
        *,
        dtype: DTypeLike = np.float64,
        rng: np.random.Generator | int | None = None,
    ) -> None:
        name = type(self).__name__
        expect_positive(name, in_channels=in_channels, out_channels=out_channels)
        if groups != 1:
            raise ValueError(f"{name} knows groups=1 only, got groups={groups}.")
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.kernel_size = per_dimension(kernel_size, self.DIMENSIONS, f"{name} kernel_size")
        self.stride = per_dimension(stride, self.DIMENSIONS, f"{name} stride")
        self.padding = per_dimension(padding, self.DIMENSIONS, f"{name} padding", least=0)
        self.dilation = per_dimension(dilation, self.DIMENSIONS, f"{name} dilation")
        self._window = Window(self.kernel_size, self.stride, self.padding, self.dilation)
        rng = np.random.default_rng(rng)
        shape = (out_channels, in_channels, *self.kernel_size)
        bound = 1.0 / math.sqrt(math.prod(shape[1:]))
        self.weight = Parameter(rng.uniform(-bound, bound, shape), dtype)
        self.bias = Parameter(rng.uniform(-bound, bound, out_channels), dtype) if bias else None
        self._image: Array | None = None
        self._out: tuple[int, ...] | None = None
        self._patches = np.empty((0, 0))
        self._patches_valid = False  # whether they are still those of the image

    def forward(self, x: Array) -> Array:
        """Return the feature maps, shape (N, out_channels, *places of the kernel)."""
        x = expect_numbers(x, type(self).__name__)
        self._check(x)
        out = self._window.output_size(x.shape[2:])
        image = examples_last(x.astype(self.weight.data.dtype, copy=False))
        self._image, self._out = padded(image, self.padding), (len(x), self.out_channels, *out)
        self._patches_valid = False
        kernels = self._kernels()
        if self.bias is not None:
            kernels = np.column_stack([kernels, self.bias.data])
        maps = kernels @ self._gathered()
        return examples_first(maps.reshape(self.out_channels, *out, len(x)))

    def backward(self, grad_output: Array) -> Array:
        """Add to ``weight.grad`` and ``bias.grad``; return d loss / d x, shape of ``x``."""
        maps = self._add_gradients(grad_output)
        # The slopes of the patches are written over the patches: new memory would be slow.
        self._patches_valid = False
        slopes = self._patches[: self._kernels().shape[1]]
        np.matmul(self._kernels().T, maps, out=slopes)
        assert self._image is not None
        return self._put_back(slopes, self._image.shape)

    def backward_deferred(self, grad_output: Array) -> Array:
        """Add to the gradients; work d loss / d x out only if somebody reads it."""
        maps, kernels = self._add_gradients(grad_output), self._kernels().copy()
        assert self._image is not None
        shape = self._image.shape
        return deferred(lambda: self._put_back(kernels.T @ maps, shape))

    def _add_gradients(self, grad_output: Array) -> Array:
        """Add to ``weight.grad`` and ``bias.grad``; return ``grad_output``, a row for each map."""
        grad_output = expect_gradient(grad_output, self._out, type(self).__name__)
        maps: Array = examples_last(grad_output).reshape(self.out_channels, -1)
        slopes = np.ascontiguousarray((self._gathered() @ maps.T).T)
        size = self._kernels().shape[1]
        self.weight.accumulate(slopes[:, :size].reshape(self.weight.shape))
        if self.bias is not None:
            self.bias.accumulate(slopes[:, size].copy())
        return maps

    def _gathered(self) -> Array:
        """Return the patches of the image as columns, and ones below; memory is used again."""
        assert self._image is not None
        assert self._out is not None
        image, out = self._image, self._out[2:]
        size = self._kernels().shape[1]
        shape = (size + (self.bias is not None), math.prod(out) * image.shape[-1])
        if self._patches.shape != shape or self._patches.dtype != image.dtype:
            self._patches, self._patches_valid = np.ones(shape, image.dtype), False
        if not self._patches_valid:
            cells = (self.in_channels, *self.kernel_size, *out, image.shape[-1])
            gather(image, self._window, self._patches[:size].reshape(cells))
            self._patches_valid = True
        return self._patches

    def _put_back(self, slopes: Array, shape: tuple[int, ...]) -> Array:
        """Return d loss / d x: what each patch gets, added up where it was cut out."""
        out = self._window.output_size(
            [n - 2 * p for n, p in zip(shape[1:-1], self.padding, strict=True)]
        )
        cells = slopes.reshape(self.in_channels, *self.kernel_size, *out, shape[-1])
        image = scatter(cells, self._window, shape[1:-1])
        return examples_first(without_padding(image, self.padding))

    def _kernels(self) -> Array:
        """Return all kernels as a matrix, a row each."""
        return self.weight.data.reshape(self.out_channels, -1)

    def _check(self, x: Array) -> None:
        name = type(self).__name__
        sizes = ["L"] if self.DIMENSIONS == 1 else ["D", "H", "W"][-self.DIMENSIONS :]
        if x.ndim != self.DIMENSIONS + 2 or x.shape[1] != self.in_channels:
            wanted = ", ".join(["N", str(self.in_channels), *sizes])
            raise ValueError(f"{name} expects an array of shape ({wanted}), got {x.shape}.")
        if any(size < 1 for size in self._window.output_size(x.shape[2:])):
            raise ValueError(
                f"{name} with kernel_size={self.kernel_size} and padding={self.padding} does not "
                f"fit into an input of shape {x.shape}."
            )

    def extra_repr(self) -> str:
        """Return the sizes, and of the rest what is not the default."""
        text = f"{self.in_channels}, {self.out_channels}, kernel_size={self.kernel_size}"
        text += f", stride={self.stride}"
        if any(self.padding):
            text += f", padding={self.padding}"
        if any(step != 1 for step in self.dilation):
            text += f", dilation={self.dilation}"
        return text if self.bias is not None else f"{text}, bias=False"


def per_dimension(
    value: int | tuple[int, ...], dimensions: int, name: str, least: int = 1
) -> tuple[int, ...]:
    """Return one number for each dimension.

    Raises
    ------
    ValueError
        If there are more or fewer, or one is too small.
    """
    values: tuple[Any, ...] = (value,) * dimensions
    if np.ndim(value) > 0:
        values = tuple(cast(Any, value))
    whole = all(isinstance(each, Integral) and int(each) >= least for each in values)
    if len(values) != dimensions or not whole:
        raise ValueError(
            f"{name} needs one whole number of at least {least}, or {dimensions} of them, got "
            f"{value!r}."
        )
    return tuple(int(each) for each in values)
