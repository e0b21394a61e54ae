"""Batch normalisation: every channel gets mean 0 and variance 1, then a scale of its own."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import DTypeLike

from ._expect import expect_floats, expect_gradient, expect_positive
from ._module import Module
from ._parameter import Array, Parameter


class BatchNorm(Module):
    """What both batch norms have in common; only the shape of the input differs."""

    NDIMS: ClassVar[tuple[int, ...]]
    WANTED: ClassVar[str]
    BUFFERS = ("running_mean", "running_var", "num_batches_tracked")

    def __init__(
        self,
        num_features: int,
        eps: float = 1e-5,
        momentum: float | None = 0.1,
        affine: bool = True,
        track_running_stats: bool = True,
        *,
        bias: bool = True,
        dtype: DTypeLike = np.float64,
    ) -> None:
        expect_positive(type(self).__name__, num_features=num_features)
        if eps < 0 or not (momentum is None or 0 <= momentum <= 1):
            raise ValueError(
                f"{type(self).__name__} needs eps of at least 0 and a momentum between 0 and 1, or "
                f"None, got eps={eps}, momentum={momentum}."
            )
        self.num_features = num_features
        self.eps = eps
        self.momentum = momentum
        self.affine = affine
        self.track_running_stats = track_running_stats
        self.weight = Parameter(np.ones(num_features, dtype)) if affine else None
        self.bias = Parameter(np.zeros(num_features, dtype)) if affine and bias else None
        tracked = track_running_stats
        self.running_mean = np.zeros(num_features, dtype) if tracked else None
        self.running_var = np.ones(num_features, dtype) if tracked else None
        self.num_batches_tracked = np.zeros((), np.int64) if tracked else None
        self._saved: tuple[Array, Array, bool] | None = None

    def forward(self, x: Array) -> Array:
        """Return the batch normalised: by itself in training, by what was learnt after it."""
        x = expect_floats(x, type(self).__name__)
        if x.ndim not in self.NDIMS or x.shape[1] != self.num_features:
            raise ValueError(
                f"{type(self).__name__} expects an array of shape "
                f"{self.WANTED.format(self.num_features)}, got {x.shape}."
            )
        if self.weight is not None:
            x = x.astype(self.weight.data.dtype, copy=False)
        measured = self.training or self.running_mean is None
        mean, variance = self._measure(x) if measured else (self.running_mean, self.running_var)
        deviation = np.sqrt(self._wide(variance, x.ndim) + x.dtype.type(self.eps))
        normal: Array = (x - self._wide(mean, x.ndim)) / deviation
        self._saved = normal, deviation, measured
        if self.weight is None:
            return normal
        y: Array = normal * self._wide(self.weight.data, x.ndim)
        if self.bias is not None:
            y += self._wide(self.bias.data, x.ndim)
        return y

    def backward(self, grad_output: Array) -> Array:
        """Add to ``weight.grad`` and ``bias.grad``; return d loss / d x, shape of ``x``.

        In training the mean and the variance depend on every example, so that what all
        gradients of a channel have in common is taken out of each.
        """
        shape = None if self._saved is None else self._saved[0].shape
        gradient = expect_gradient(grad_output, shape, type(self).__name__)
        assert self._saved is not None
        normal, deviation, measured = self._saved
        axes = self._axes(normal.ndim)
        if self.bias is not None:
            self.bias.accumulate(gradient.sum(axis=axes))
        if self.weight is not None:
            self.weight.accumulate((gradient * normal).sum(axis=axes))
            gradient = gradient * self._wide(self.weight.data, normal.ndim)
        if measured:
            shared = gradient.mean(axis=axes, keepdims=True)
            slope = (gradient * normal).mean(axis=axes, keepdims=True)
            gradient = gradient - shared - normal * slope
        pulled: Array = gradient / deviation
        return pulled

    def _measure(self, x: Array) -> tuple[Array, Array]:
        """Return mean and variance of each channel of the batch; remember their running means."""
        axes = self._axes(x.ndim)
        count = x.size // self.num_features
        if self.training and count < 2:
            raise ValueError(
                f"{type(self).__name__} needs more than one value a channel while training, got an "
                f"array of shape {x.shape}; model.eval() uses what it has learnt."
            )
        mean, variance = x.mean(axis=axes), x.var(axis=axes)
        if self.training and self.running_mean is not None and self.running_var is not None:
            assert self.num_batches_tracked is not None
            self.num_batches_tracked += 1
            # The running variance is that of the population the batch was drawn from.
            latest = self.momentum
            if latest is None:  # the plain mean over all batches
                latest = 1.0 / float(self.num_batches_tracked)
            self.running_mean += latest * (mean - self.running_mean)
            self.running_var += latest * (variance * (count / (count - 1)) - self.running_var)
        return mean, variance

    @staticmethod
    def _axes(ndim: int) -> tuple[int, ...]:
        """Return all dimensions but that of the channels."""
        return (0, *range(2, ndim))

    def _wide(self, values: Array | None, ndim: int) -> Array:
        """Give one value a channel the number of dimensions of the input."""
        assert values is not None
        return values.reshape(1, self.num_features, *[1] * (ndim - 2))

    def extra_repr(self) -> str:
        """Return the settings, as PyTorch does."""
        return (
            f"{self.num_features}, eps={self.eps}, momentum={self.momentum}, "
            f"affine={self.affine}, bias={self.bias is not None}, "
            f"track_running_stats={self.track_running_stats}"
        )


class BatchNorm1d(BatchNorm):
    r"""Normalise every feature over the batch.

    .. math:: y = \gamma \, \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}} + \beta

    Here ``mu`` and ``sigma^2`` are mean and variance of a feature: over the batch in training
    mode, over all batches seen, as a running mean, in evaluation mode.

    Parameters
    ----------
    num_features : int
        Features, or channels.
    eps : float, default 1e-5
        Keeps the division safe.
    momentum : float or None, default 0.1
        Share of the latest batch in the running means; None: all batches count alike.
    affine : bool, default True
        Whether ``gamma`` and ``beta`` are there to be learnt.
    track_running_stats : bool, default True
        Whether running means are kept; without them each batch is always normalised by itself.
    bias : bool, default True
        Whether ``beta`` is there, where ``affine`` is.
    dtype : dtype, default float64
        Precision of the parameters, and of all that is computed with them.

    Attributes
    ----------
    weight, bias : Parameter, shape (num_features,), or None
        ``gamma``, ones at first, and ``beta``, zeros.
    running_mean, running_var : Array, shape (num_features,), or None

    Notes
    -----
    **Shape**: input (N, C) or (N, C, L), and the same comes out. PyTorch's ``BatchNorm1d``.
    Source: Ioffe and Szegedy, ICML 2015.

    Examples
    --------
    >>> BatchNorm1d(1)(np.array([[1.0], [3.0]])).round(3)
    array([[-1.],
           [ 1.]])
    """

    NDIMS, WANTED = (2, 3), "(N, {0}) or (N, {0}, L)"


class BatchNorm2d(BatchNorm):
    r"""Normalise every channel over the batch and all its pixels.

    .. math:: y = \gamma \, \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}} + \beta

    Parameters and attributes are those of ``BatchNorm1d``; a channel takes a feature's place.

    Notes
    -----
    **Shape**: input (N, C, H, W), and the same comes out. PyTorch's ``BatchNorm2d``. Source:
    Ioffe and Szegedy, ICML 2015.

    Examples
    --------
    >>> layer = BatchNorm2d(3)
    >>> layer(np.arange(24.0).reshape(2, 3, 2, 2)).mean(axis=(0, 2, 3)).round(6) + 0.0
    array([0., 0., 0.])
    >>> layer.running_mean
    array([0.75, 1.15, 1.55])
    """

    NDIMS, WANTED = (4,), "(N, {0}, H, W)"
