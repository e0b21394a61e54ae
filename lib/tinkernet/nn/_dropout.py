"""Dropout: in training, some numbers are left out at random."""

from __future__ import annotations

import numpy as np

from ._expect import expect_floats, expect_gradient
from ._module import Module
from ._parameter import Array


class Dropout(Module):
    r"""Set numbers to zero at random while training, so that none becomes indispensable.

    .. math:: y = \frac{x \, z}{1 - p}, \qquad z = 0 \text{ with probability } p
              \text{, else } 1

    In evaluation mode everything passes; the division keeps the mean the same in both.

    Parameters
    ----------
    p : float, default 0.5
        Share of the numbers that are left out, from 0 to 1.
    rng : numpy.random.Generator, int or None
        Where chance comes from; a number is a seed, None draws fresh.

    Notes
    -----
    **Shape**: any, and the same comes out. PyTorch's ``Dropout(p)``. Source: Srivastava et al.,
    JMLR 15 (2014).

    Examples
    --------
    >>> layer = Dropout(0.5, rng=0)
    >>> layer(np.ones(6))
    array([2., 0., 0., 0., 2., 2.])
    >>> layer.eval()(np.ones(2))
    array([1., 1.])
    """

    def __init__(self, p: float = 0.5, *, rng: np.random.Generator | int | None = None) -> None:
        if not 0.0 <= p <= 1.0:
            raise ValueError(f"Dropout needs a share between 0 and 1, got p={p}.")
        self.p = p
        self._rng = np.random.default_rng(rng)
        self._kept: Array | None = None
        self._shape: tuple[int, ...] | None = None

    def forward(self, x: Array) -> Array:
        """Return what is left."""
        x = expect_floats(x, "Dropout")
        self._shape, self._kept = x.shape, None
        if not self.training or self.p == 0.0:
            return x
        kept = (self._rng.random(x.shape) >= self.p).astype(x.dtype)
        if self.p < 1.0:
            kept /= 1.0 - self.p
        self._kept = kept
        y: Array = x * kept
        return y

    def backward(self, grad_output: Array) -> Array:
        """Let through the gradient of what was let through."""
        grad_output = expect_gradient(grad_output, self._shape, "Dropout")
        return grad_output if self._kept is None else grad_output * self._kept

    def extra_repr(self) -> str:
        """Return the share, as PyTorch does."""
        return f"p={self.p}, inplace=False"
