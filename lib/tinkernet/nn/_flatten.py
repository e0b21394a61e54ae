"""Flatten: from feature maps to one row of numbers for each example."""

from __future__ import annotations

import math

from ._expect import expect_gradient, expect_numbers
from ._module import Module
from ._parameter import Array


class Flatten(Module):
    r"""Write each example's numbers in one row.

    .. math:: y_{n, (c H + i) W + j} = x_{n,c,i,j}

    Parameters
    ----------
    start_dim, end_dim : int, default 1 and -1
        The first and the last of the dimensions that become one.

    Notes
    -----
    **Shape**: input (N, C, H, W), output (N, C H W); any other number of dimensions too.
    PyTorch's ``Flatten()``. Source: deck 001, an image as a vector.

    Examples
    --------
    >>> import numpy as np
    >>> layer = Flatten()
    >>> layer(np.zeros((5, 3, 40, 60))).shape
    (5, 7200)
    >>> layer.backward(np.zeros((5, 7200))).shape
    (5, 3, 40, 60)
    """

    def __init__(self, start_dim: int = 1, end_dim: int = -1) -> None:
        self.start_dim = start_dim
        self.end_dim = end_dim
        self._shape: tuple[int, ...] | None = None
        self._flat: tuple[int, ...] = ()

    def forward(self, x: Array) -> Array:
        """Return the rows; the same memory wherever that is possible."""
        x = expect_numbers(x, "Flatten")
        places = [dim + x.ndim if dim < 0 else dim for dim in (self.start_dim, self.end_dim)]
        first, last = places
        if not 0 <= first <= last < x.ndim:
            raise ValueError(
                f"Flatten(start_dim={self.start_dim}, end_dim={self.end_dim}) expects more "
                f"dimensions, got an array of shape {x.shape}."
            )
        self._shape = x.shape
        row = math.prod(x.shape[first : last + 1])  # not -1: there may be no examples
        y = x.reshape(*x.shape[:first], row, *x.shape[last + 1 :])
        self._flat = y.shape
        return y

    def backward(self, grad_output: Array) -> Array:
        """Return the gradient in the shape of the input."""
        shape = None if self._shape is None else self._flat
        grad_output = expect_gradient(grad_output, shape, "Flatten")
        assert self._shape is not None
        return grad_output.reshape(self._shape)

    def extra_repr(self) -> str:
        """Return the dimensions."""
        return f"start_dim={self.start_dim}, end_dim={self.end_dim}"
