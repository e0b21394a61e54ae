"""Global pooling: one number for each channel."""

from __future__ import annotations

import math

import numpy as np

from ._expect import expect_floats, expect_gradient
from ._module import Module
from ._parameter import Array


class AdaptiveAvgPool2d(Module):
    r"""Take the mean of each whole channel: global average pooling.

    .. math:: y_{n,c} = \frac{1}{H W} \sum_{i,j} x_{n,c,i,j}

    Parameters
    ----------
    output_size : int, default 1
        Only 1 is known.

    Notes
    -----
    **Shape**: input (N, C, H, W), output (N, C, 1, 1). PyTorch's ``AdaptiveAvgPool2d(1)``.
    Source: deck 004.

    Examples
    --------
    >>> AdaptiveAvgPool2d(1)(np.arange(6.0).reshape(1, 1, 2, 3))
    array([[[[2.5]]]])
    """

    def __init__(self, output_size: int | tuple[int, int] = 1) -> None:
        if output_size not in (1, (1, 1)):
            raise ValueError(f"AdaptiveAvgPool2d knows output_size=1 only, got {output_size}.")
        self.output_size = output_size
        self._shape: tuple[int, ...] | None = None

    def forward(self, x: Array) -> Array:
        """Return the means."""
        x = expect_floats(x, "AdaptiveAvgPool2d")
        if x.ndim != 4:
            raise ValueError(
                f"AdaptiveAvgPool2d expects an array of shape (N, C, H, W), got {x.shape}."
            )
        self._shape = x.shape
        y: Array = x.mean(axis=(2, 3), keepdims=True)
        return y

    def backward(self, grad_output: Array) -> Array:
        """Return d loss / d x: each slope is shared out evenly."""
        shape = None if self._shape is None else (*self._shape[:2], 1, 1)
        grad_output = expect_gradient(grad_output, shape, "AdaptiveAvgPool2d")
        assert self._shape is not None
        share = grad_output / math.prod(self._shape[2:])
        return np.broadcast_to(share, self._shape).copy()

    def extra_repr(self) -> str:
        """Return the size."""
        return f"output_size={self.output_size}"
