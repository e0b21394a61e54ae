"""A locally connected layer: a kernel at every place, but another one at each."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import DTypeLike

from ._convolution import per_dimension
from ._expect import expect_gradient, expect_numbers, expect_positive
from ._module import Module
from ._parameter import Array, Parameter
from ._patches import Window, examples_first, examples_last, gather, scatter


class LocallyConnected1d(Module):
    r"""Look at neighbours, as a convolution does, with weights that are not shared.

    .. math:: y_{n,o,i} = b_{o,i} + \sum_{c,k} w_{i,o,c,k} \; x_{n,c,\, s i + k}

    The step between a dense layer, which sees everything, and a convolution, which looks for
    the same everywhere.

    Parameters
    ----------
    in_channels : int
        Channels of the input; ``c`` runs over them.
    out_channels : int
        Kernels at each place; ``o`` runs over them.
    length : int
        ``L`` of the input: there are weights for every place.
    kernel_size : int
        Places that a kernel sees; ``k`` runs over them.
    stride : int, default 1
        ``s``, how far one place lies from the next.
    bias : bool, default True
        Whether ``b`` is added.
    dtype : dtype, default float64
        Precision of the parameters, and of all that is computed with them.
    rng : numpy.random.Generator, int or None
        Where the initial weights come from; a number is a seed, None draws fresh ones.

    Attributes
    ----------
    weight : Parameter, shape (places, out_channels, in_channels, kernel_size)
        Uniform in ``(-r, r)`` at first, ``r = 1 / sqrt(in_channels kernel_size)``.
    bias : Parameter, shape (out_channels, places), or None
        Drawn from the same interval.

    Notes
    -----
    **Shape**: input (N, in_channels, L), output (N, out_channels, places) with
    ``places = floor((L - k) / s) + 1``. Not in PyTorch. Source: deck 004, locally connected.

    Examples
    --------
    >>> layer = LocallyConnected1d(1, 1, length=3, kernel_size=2, bias=False)
    >>> layer.weight.data[:] = [[[[1.0, 1.0]]], [[[0.0, 10.0]]]]
    >>> layer(np.array([[[1.0, 2.0, 3.0]]]))
    array([[[ 3., 30.]]])
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        length: int,
        kernel_size: int,
        stride: int = 1,
        bias: bool = True,
        *,
        dtype: DTypeLike = np.float64,
        rng: np.random.Generator | int | None = None,
    ) -> None:
        name = "LocallyConnected1d"
        expect_positive(name, in_channels=in_channels, out_channels=out_channels, length=length)
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.length = length
        self.kernel_size = per_dimension(kernel_size, 1, f"{name} kernel_size")
        self.stride = per_dimension(stride, 1, f"{name} stride")
        self._window = Window(self.kernel_size, self.stride, (0,), (1,))
        (self.places,) = self._window.output_size((length,))
        if self.places < 1:
            raise ValueError(f"{name}: kernel_size={kernel_size} is longer than length={length}.")
        rng = np.random.default_rng(rng)
        shape = (self.places, out_channels, in_channels, *self.kernel_size)
        bound = 1.0 / math.sqrt(in_channels * self.kernel_size[0])
        self.weight = Parameter(rng.uniform(-bound, bound, shape), dtype)
        biases = rng.uniform(-bound, bound, (out_channels, self.places))
        self.bias = Parameter(biases, dtype) if bias else None
        self._patches: Array | None = None

    def forward(self, x: Array) -> Array:
        """Return the weighted sums, shape (N, out_channels, places)."""
        x = expect_numbers(x, "LocallyConnected1d")
        if x.ndim != 3 or x.shape[1:] != (self.in_channels, self.length):
            raise ValueError(
                f"LocallyConnected1d expects an array of shape (N, {self.in_channels}, "
                f"{self.length}), got {x.shape}."
            )
        signal = examples_last(x.astype(self.weight.data.dtype, copy=False))
        cells = (self.in_channels, *self.kernel_size, self.places, len(x))
        patches = np.empty(cells, signal.dtype)
        gather(signal, self._window, patches)
        # A matrix product for each place: (place, c k, n).
        self._patches = np.moveaxis(patches.reshape(-1, self.places, len(x)), 1, 0)
        y = np.moveaxis(self._kernels() @ self._patches, 0, 1)
        if self.bias is not None:
            y = y + self.bias.data[:, :, np.newaxis]
        return examples_first(y)

    def backward(self, grad_output: Array) -> Array:
        """Add to ``weight.grad`` and ``bias.grad``; return d loss / d x, shape of ``x``."""
        shape = None
        if self._patches is not None:
            shape = (self._patches.shape[-1], self.out_channels, self.places)
        sums = examples_last(expect_gradient(grad_output, shape, "LocallyConnected1d"))
        assert self._patches is not None
        by_place = np.moveaxis(sums, 1, 0)
        gradient = by_place @ np.swapaxes(self._patches, 1, 2)
        self.weight.accumulate(gradient.reshape(self.weight.shape))
        if self.bias is not None:
            self.bias.accumulate(sums.sum(axis=2))
        patches = np.moveaxis(np.swapaxes(self._kernels(), 1, 2) @ by_place, 0, 1)
        patches = patches.reshape(self.in_channels, *self.kernel_size, self.places, -1)
        return examples_first(scatter(patches, self._window, (self.length,)))

    def _kernels(self) -> Array:
        """Return all kernels, a matrix for each place."""
        return self.weight.data.reshape(self.places, self.out_channels, -1)

    def extra_repr(self) -> str:
        """Return the sizes."""
        return (
            f"{self.in_channels}, {self.out_channels}, length={self.length}, "
            f"kernel_size={self.kernel_size}, stride={self.stride}"
        )
