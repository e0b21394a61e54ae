"""Losses for one of several classes."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import functional
from ._criterion import Criterion
from ._expect import expect_floats, expect_numbers
from ._parameter import Array


class NLLLoss(Criterion):
    r"""Negative log-likelihood: minus the log-probability of the right class.

    .. math:: L = -\frac{1}{m} \sum_i \ell_{i, y_i}

    Here ``l`` are log-probabilities, ``m`` the number of examples and ``y`` their classes.

    Parameters
    ----------
    reduction : {"mean", "sum", "none"}
        What becomes of the loss of each example.

    Raises
    ------
    ValueError
        If a class is out of range, or shapes do not fit.

    Notes
    -----
    **Shape**: log-probabilities (m, C), classes (m,) from 0 to C - 1; or (m, C, ...) and
    (m, ...). PyTorch's ``NLLLoss()``.

    Examples
    --------
    >>> criterion = NLLLoss()
    >>> criterion(np.array([[-0.5, -1.0], [-2.0, -0.25]]), np.array([0, 1]))
    0.375
    >>> criterion.backward()
    array([[-0.5,  0. ],
           [ 0. , -0.5]])
    """

    def forward(self, y_hat: Array, y: Array) -> float | Array:
        """Return the loss of log-probabilities ``y_hat`` for classes ``y``."""
        y_hat = expect_floats(y_hat, "NLLLoss")
        places = _right_ones(y_hat, y, "NLLLoss")
        losses = -y_hat[places]
        self._saved = y_hat.shape, y_hat.dtype, places, losses.size
        loss: float | Array = self._reduced(losses)
        return loss

    def backward(self) -> Array:
        """Return d loss / d y_hat, shape of ``y_hat``, for the latest ``forward``."""
        shape, dtype, places, count = self._latest()
        slope = np.zeros(shape, dtype)
        slope[places] = -self._share(count)
        return slope


class CrossEntropyLoss(Criterion):
    r"""Cross-entropy of scores, before any softmax.

    .. math:: L = -\frac{1}{m} \sum_i \log \text{softmax}(z_i)_{y_i}

    Here ``z`` are the scores, ``m`` the number of examples and ``y`` their classes. The slope is
    ``softmax(z)`` minus the one-hot target. Instead of classes, the target may be a distribution
    for each example, such as a one-hot row.

    Parameters
    ----------
    reduction : {"mean", "sum", "none"}
        What becomes of the loss of each example.

    Raises
    ------
    ValueError
        If a class is out of range, or shapes do not fit.

    Notes
    -----
    **Shape**: scores (m, C), classes (m,) from 0 to C - 1; or (m, C, ...) and (m, ...); or both
    of the shape of the scores. PyTorch's ``CrossEntropyLoss()``. Source: deck 002.

    Examples
    --------
    >>> criterion = CrossEntropyLoss()
    >>> scores = np.array([[0.0, np.log(3.0)]])
    >>> round(criterion(scores, np.array([1])), 4)
    0.2877
    >>> criterion.backward()
    array([[ 0.25, -0.25]])
    >>> round(criterion(scores, np.array([[0.0, 1.0]])), 4)
    0.2877
    """

    def forward(self, y_hat: Array, y: Array) -> float | Array:
        """Return the loss of scores ``y_hat`` for classes or distributions ``y``."""
        z, y = expect_floats(y_hat, "CrossEntropyLoss"), np.asarray(y)
        log_shares = functional.log_softmax(z, dim=1 if z.ndim > 1 else 0)
        if y.shape == z.shape and y.dtype.kind == "f":
            if not y.size or y.min() < 0:
                raise ValueError(
                    "CrossEntropyLoss expects shares of at least 0 as targets, and at least one "
                    f"example, got shape {y.shape}" + (f" and {y.min():.4g}." if y.size else ".")
                )
            places: Any = None
            losses = -(y * log_shares).sum(axis=1 if z.ndim > 1 else 0)
        else:
            places = _right_ones(z, y, "CrossEntropyLoss")
            losses = -log_shares[places]
        self._saved = log_shares, y, places, losses.size
        loss: float | Array = self._reduced(losses)
        return loss

    def backward(self) -> Array:
        """Return d loss / d y_hat, shape of ``y_hat``, for the latest ``forward``."""
        log_shares, y, places, count = self._latest()
        slope: Array = np.exp(log_shares)
        if places is None:
            slope *= y.sum(axis=1 if y.ndim > 1 else 0, keepdims=True)
            slope -= y
        else:
            slope[places] -= 1.0
        slope *= slope.dtype.type(self._share(count))
        return slope


def _right_ones(scores: Array, y: Array, name: str) -> tuple[Array, ...]:
    """Return where in the scores each example's class stands."""
    y = expect_numbers(y, name)
    classes = scores.shape[1] if scores.ndim > 1 else 0
    if scores.ndim < 2 or y.shape != (scores.shape[0], *scores.shape[2:]) or y.size == 0:
        raise ValueError(
            f"{name} expects scores of shape (m, C) and classes of shape (m,), got "
            f"{scores.shape} and {y.shape}{_one_hot_too(scores, y, name)}."
        )
    if y.dtype.kind == "f" and (y != np.floor(y)).any():
        raise ValueError(f"{name} expects whole numbers as classes, got {y.ravel()[:3]}...")
    if y.min() < 0 or y.max() >= classes:
        raise ValueError(
            f"{name} expects classes from 0 to {classes - 1}, got numbers from {y.min():g} to "
            f"{y.max():g}."
        )
    grid: tuple[Array, ...] = np.indices(y.shape, sparse=True)
    return (grid[0], y.astype(np.intp, copy=False), *grid[1:])


def _one_hot_too(scores: Array, y: Array, name: str) -> str:
    """Say what one-hot rows of whole numbers need."""
    if y.shape != scores.shape or name != "CrossEntropyLoss":
        return ""
    return "; one-hot rows should be floating-point numbers: y.astype(float)"
