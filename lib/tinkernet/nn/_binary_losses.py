"""Losses for yes or no: how surprised predictions are by the truth."""

from __future__ import annotations

import numpy as np

from . import functional
from ._criterion import Criterion
from ._parameter import Array

_SMALLEST_LOG = -100.0
"""A prediction of exactly 0 or 1 that is wrong costs 100 and not infinity, as in PyTorch."""
_SMALLEST_VARIANCE = float(np.float32(1e-12))
"""Keeps the division by ``p (1 - p)`` finite, as PyTorch does, in its precision."""


class BCELoss(Criterion):
    r"""Binary cross-entropy of probabilities.

    .. math:: L = -\frac{1}{n} \sum_i y_i \log \hat y_i + (1 - y_i) \log (1 - \hat y_i)

    Here ``n`` counts every element. ``BCEWithLogitsLoss`` does the same without a sigmoid before
    it, and more exactly.

    Parameters
    ----------
    reduction : {"mean", "sum", "none"}
        What becomes of the loss of each element.

    Raises
    ------
    ValueError
        If shapes differ, or a prediction or a target is not between 0 and 1.

    Notes
    -----
    **Shape**: predictions and targets of one shape, any. PyTorch's ``BCELoss()``, including its
    smallest logarithm of -100. Source: deck 001, logistic regression.

    Examples
    --------
    >>> criterion = BCELoss()
    >>> round(criterion(np.array([0.5, 0.5]), np.array([1.0, 0.0])), 4)
    0.6931
    >>> criterion.backward()
    array([-1.,  1.])
    """

    def forward(self, y_hat: Array, y: Array) -> float | Array:
        """Return the loss of probabilities ``y_hat`` for targets ``y``, same shape each."""
        y_hat, y = self._pair(y_hat, y)
        if ((y_hat < 0) | (y_hat > 1)).any():
            raise ValueError(
                "BCELoss expects predictions between 0 and 1, got numbers from "
                f"{y_hat.min():.4g} to {y_hat.max():.4g}; BCEWithLogitsLoss takes any."
            )
        _expect_shares(y, "BCELoss")
        self._saved = y_hat, y
        with np.errstate(divide="ignore"):
            yes = np.maximum(np.log(y_hat), _SMALLEST_LOG)
            no = np.maximum(np.log1p(-y_hat), _SMALLEST_LOG)
        loss: float | Array = self._reduced(-(y * yes + (1.0 - y) * no))
        return loss

    def backward(self) -> Array:
        """Return d loss / d y_hat, shape of ``y_hat``, for the latest ``forward``."""
        y_hat, y = self._latest()
        variance = np.maximum(y_hat * (1.0 - y_hat), _SMALLEST_VARIANCE)
        slope: Array = (y_hat - y) / variance * y_hat.dtype.type(self._share(y.size))
        return slope


class BCEWithLogitsLoss(Criterion):
    r"""Binary cross-entropy of sums, before any sigmoid.

    .. math:: L = \frac{1}{n} \sum_i \log(1 + e^{z_i}) - y_i z_i

    Here ``z`` are the sums and ``n`` counts every element. The slope is ``sigmoid(z) - y``: no
    number is too large for it.

    Parameters
    ----------
    reduction : {"mean", "sum", "none"}
        What becomes of the loss of each element.

    Raises
    ------
    ValueError
        If shapes differ, or a target is not between 0 and 1.

    Notes
    -----
    **Shape**: sums and targets of one shape, any. PyTorch's ``BCEWithLogitsLoss()``. Source:
    deck 001, logistic regression.

    Examples
    --------
    >>> criterion = BCEWithLogitsLoss()
    >>> criterion(np.array([1000.0]), np.array([0.0]))
    1000.0
    >>> criterion.backward()
    array([1.])
    """

    def forward(self, y_hat: Array, y: Array) -> float | Array:
        """Return the loss of sums ``y_hat`` for targets ``y``, same shape each."""
        z, y = self._pair(y_hat, y)
        _expect_shares(y, "BCEWithLogitsLoss")
        self._saved = z, y
        loss: float | Array = self._reduced(
            (np.maximum(z, 0.0) - y * z) + np.log1p(np.exp(-np.abs(z)))
        )
        return loss

    def backward(self) -> Array:
        """Return d loss / d y_hat, shape of ``y_hat``, for the latest ``forward``."""
        z, y = self._latest()
        slope: Array = (functional.sigmoid(z) - y) * z.dtype.type(self._share(y.size))
        return slope


def _expect_shares(y: Array, name: str) -> None:
    if ((y < 0) | (y > 1)).any():
        raise ValueError(
            f"{name} expects targets between 0 and 1, got numbers from {y.min():.4g} to "
            f"{y.max():.4g}."
        )
