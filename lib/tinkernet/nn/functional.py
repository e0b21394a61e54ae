"""Activations as plain functions, with PyTorch's names; the layers of the same name use them.

Every function takes an array of any shape and returns one of the same shape.
"""

from __future__ import annotations

import numpy as np

from ._expect import expect_floats, expect_numbers
from ._parameter import Array

__all__ = [
    "identity",
    "leaky_relu",
    "log_softmax",
    "relu",
    "sigmoid",
    "softmax",
    "softplus",
    "step",
    "tanh",
]


def identity(x: Array) -> Array:
    """Return ``x`` as it is, the activation of a linear neuron.

    Examples
    --------
    >>> identity(np.array([-1.0, 2.0]))
    array([-1.,  2.])
    """
    return expect_numbers(x, "identity")


def step(x: Array) -> Array:
    r"""Return 1 where ``x > 0``, else 0: the perceptron fires or it does not.

    .. math:: \text{step}(x) = 1 \text{ if } x > 0 \text{ else } 0

    Source: deck 000, the artificial neuron.

    Examples
    --------
    >>> step(np.array([-0.5, 0.0, 2.0]))
    array([0., 0., 1.])
    """
    x = expect_floats(x, "step")
    return (x > 0).astype(x.dtype)


def sigmoid(x: Array) -> Array:
    r"""Squeeze every number into (0, 1).

    .. math:: \sigma(x) = \frac{1}{1 + e^{-x}} = \frac{e^{\min(x, 0)}}{1 + e^{-|x|}}

    The second form is used: it cannot overflow, and is exact in both tails. Source: deck 001.

    Examples
    --------
    >>> sigmoid(np.array([-1000.0, 0.0, 1000.0]))
    array([0. , 0.5, 1. ])
    """
    x = expect_floats(x, "sigmoid")
    y: Array = np.exp(np.clip(x, -np.inf, 0.0))
    y /= 1.0 + np.exp(-np.abs(x))
    return y


def tanh(x: Array) -> Array:
    r"""Squeeze every number into (-1, 1).

    .. math:: \tanh(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}}

    Examples
    --------
    >>> tanh(np.array([0.0, 100.0]))
    array([0., 1.])
    """
    y: Array = np.tanh(expect_floats(x, "tanh"))
    return y


def relu(x: Array) -> Array:
    r"""Keep what is positive, replace the rest by 0.

    .. math:: \text{relu}(x) = \max(0, x)

    Examples
    --------
    >>> relu(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 3.])
    """
    y: Array = np.clip(expect_floats(x, "relu"), 0.0, np.inf)  # maximum takes thrice as long
    return y


def leaky_relu(x: Array, negative_slope: float = 0.01) -> Array:
    r"""Keep what is positive, shrink the rest.

    .. math:: \text{leaky\_relu}(x) = x \text{ if } x > 0 \text{ else } s x

    Here ``s`` is ``negative_slope``.

    Examples
    --------
    >>> leaky_relu(np.array([-2.0, 3.0]))
    array([-0.02,  3.  ])
    """
    x = expect_floats(x, "leaky_relu")
    y: Array = np.where(x > 0, x, x.dtype.type(negative_slope) * x)
    return y


def softplus(x: Array) -> Array:
    r"""Return a smooth ReLU, ``log(1 + e^x)``, without overflow.

    .. math:: \text{softplus}(x) = \max(0, x) + \log(1 + e^{-|x|})

    Examples
    --------
    >>> softplus(np.array([-1000.0, 0.0, 1000.0])).round(4)
    array([0.000e+00, 6.931e-01, 1.000e+03])
    """
    x = expect_floats(x, "softplus")
    y: Array = np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(x)))
    return y


def softmax(x: Array, dim: int = -1) -> Array:
    r"""Turn scores into shares that sum to 1 along ``dim``.

    .. math:: \text{softmax}(x)_k = \frac{e^{x_k}}{\sum_j e^{x_j}}

    The largest score is subtracted first; that changes nothing but keeps ``e^x`` finite.
    Source: deck 002.

    Examples
    --------
    >>> softmax(np.array([[0.0, np.log(3.0)]]))
    array([[0.25, 0.75]])
    """
    x = expect_floats(x, "softmax")
    y: Array = np.exp(x - x.max(axis=dim, keepdims=True))
    y /= y.sum(axis=dim, keepdims=True)
    return y


def log_softmax(x: Array, dim: int = -1) -> Array:
    r"""Return the logarithm of softmax, exact where softmax itself would round to 0.

    .. math:: \log \text{softmax}(x)_k = x_k - \log \sum_j e^{x_j}

    Examples
    --------
    >>> log_softmax(np.array([0.0, -1000.0]))
    array([    0., -1000.])
    """
    x = expect_floats(x, "log_softmax")
    shifted = x - x.max(axis=dim, keepdims=True)
    y: Array = shifted - np.log(np.exp(shifted).sum(axis=dim, keepdims=True))
    return y
