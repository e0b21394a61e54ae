"""Activations as layers: what makes a network of layers more than one layer."""

from __future__ import annotations

from abc import abstractmethod

import numpy as np

from . import functional
from ._expect import expect_gradient
from ._module import Module
from ._parameter import Array


class Activation(Module):
    """A function of one number, applied to every number of an array of any shape.

    Its slope is known from its output alone, which is all that is kept from the forward pass.
    """

    def __init__(self) -> None:
        self._output: Array | None = None

    def forward(self, x: Array) -> Array:
        """Return the activation of every number."""
        self._output = self._value(x)
        return self._output

    def backward(self, grad_output: Array) -> Array:
        """Return ``grad_output`` times the slope."""
        shape = None if self._output is None else self._output.shape
        grad_output = expect_gradient(grad_output, shape, type(self).__name__)
        assert self._output is not None
        return self._pull_back(grad_output, self._output)

    @abstractmethod
    def _value(self, x: Array) -> Array:
        """Return the activation."""

    @abstractmethod
    def _pull_back(self, gradient: Array, y: Array) -> Array:
        """Return the gradient times the slope at the place whose activation is ``y``."""


class Identity(Activation):
    r"""Pass everything through.

    .. math:: y = x

    Notes
    -----
    **Shape**: any, and the same comes out. PyTorch's ``Identity()``.

    Examples
    --------
    >>> Identity()(np.array([1.0, -2.0]))
    array([ 1., -2.])
    """

    def _value(self, x: Array) -> Array:
        return functional.identity(x)

    def _pull_back(self, gradient: Array, y: Array) -> Array:
        return gradient


class Step(Activation):
    r"""Fire or do not: 1 where ``x > 0``, else 0.

    .. math:: y = 1 \text{ if } x > 0 \text{ else } 0

    Its slope is 0 everywhere, so that gradient descent learns nothing through it; that is why
    networks use smoother ones.

    Notes
    -----
    **Shape**: any, and the same comes out. Not in PyTorch. Source: deck 000, perceptron.

    Examples
    --------
    >>> layer = Step()
    >>> layer(np.array([-1.0, 0.5]))
    array([0., 1.])
    >>> layer.backward(np.array([1.0, 1.0]))
    array([0., 0.])
    """

    def _value(self, x: Array) -> Array:
        return functional.step(x)

    def _pull_back(self, gradient: Array, y: Array) -> Array:
        return np.zeros_like(gradient)


class Sigmoid(Activation):
    r"""Squeeze every number into (0, 1).

    .. math:: y = \frac{1}{1 + e^{-x}}, \qquad \frac{dy}{dx} = y (1 - y)

    Notes
    -----
    **Shape**: any, and the same comes out. PyTorch's ``Sigmoid()``. Source: deck 001.

    Examples
    --------
    >>> layer = Sigmoid()
    >>> layer(np.array([0.0]))
    array([0.5])
    >>> layer.backward(np.array([1.0]))
    array([0.25])
    """

    def _value(self, x: Array) -> Array:
        return functional.sigmoid(x)

    def _pull_back(self, gradient: Array, y: Array) -> Array:
        slope: Array = y - y * y
        slope *= gradient
        return slope


class Tanh(Activation):
    r"""Squeeze every number into (-1, 1).

    .. math:: y = \tanh(x), \qquad \frac{dy}{dx} = 1 - y^2

    Notes
    -----
    **Shape**: any, and the same comes out. PyTorch's ``Tanh()``. Source: deck 003, the 2-3-1
    network.

    Examples
    --------
    >>> layer = Tanh()
    >>> layer(np.array([0.0]))
    array([0.])
    >>> layer.backward(np.array([2.0]))
    array([2.])
    """

    def _value(self, x: Array) -> Array:
        return functional.tanh(x)

    def _pull_back(self, gradient: Array, y: Array) -> Array:
        slope: Array = 1.0 - y * y
        slope *= gradient
        return slope


class ReLU(Activation):
    r"""Keep what is positive, replace the rest by 0.

    .. math:: y = \max(0, x), \qquad \frac{dy}{dx} = 1 \text{ if } x > 0 \text{ else } 0

    Notes
    -----
    **Shape**: any, and the same comes out. PyTorch's ``ReLU()``. Source: deck 002.

    Examples
    --------
    >>> layer = ReLU()
    >>> layer(np.array([-1.0, 2.0]))
    array([0., 2.])
    >>> layer.backward(np.array([5.0, 5.0]))
    array([0., 5.])
    """

    def _value(self, x: Array) -> Array:
        return functional.relu(x)

    def _pull_back(self, gradient: Array, y: Array) -> Array:
        pulled: Array = gradient * (y > 0)
        return pulled


class LeakyReLU(Activation):
    r"""Keep what is positive, shrink the rest.

    .. math:: y = x \text{ if } x > 0 \text{ else } s x

    Parameters
    ----------
    negative_slope : float, default 0.01
        ``s``, not negative, so that the sign of the output tells that of the input.

    Notes
    -----
    **Shape**: any, and the same comes out. PyTorch's ``LeakyReLU()``. Source: deck 002.

    Examples
    --------
    >>> layer = LeakyReLU(0.1)
    >>> layer(np.array([-1.0, 2.0]))
    array([-0.1,  2. ])
    >>> layer.backward(np.array([5.0, 5.0]))
    array([0.5, 5. ])
    """

    def __init__(self, negative_slope: float = 0.01) -> None:
        if negative_slope < 0:
            raise ValueError(f"LeakyReLU needs a slope of at least 0, got {negative_slope}.")
        super().__init__()
        self.negative_slope = negative_slope

    def _value(self, x: Array) -> Array:
        return functional.leaky_relu(x, self.negative_slope)

    def _pull_back(self, gradient: Array, y: Array) -> Array:
        pulled: Array = np.where(
            y > 0, gradient, gradient.dtype.type(self.negative_slope) * gradient
        )
        return pulled

    def extra_repr(self) -> str:
        """Return the slope."""
        return f"negative_slope={self.negative_slope}"


class Softmax(Activation):
    r"""Turn scores into shares that sum to 1.

    .. math:: y_k = \frac{e^{x_k}}{\sum_j e^{x_j}}, \qquad
              \frac{dL}{dx_k} = y_k \Big( g_k - \sum_j g_j y_j \Big)

    Here ``g`` is d loss / d y. Before ``CrossEntropyLoss`` it is one too many: that loss
    takes the scores themselves.

    Parameters
    ----------
    dim : int, default -1
        Along which the shares sum to 1.

    Notes
    -----
    **Shape**: any, and the same comes out. PyTorch's ``Softmax(dim)``, which has no default.
    Source: deck 002.

    Examples
    --------
    >>> layer = Softmax(dim=1)
    >>> layer(np.array([[0.0, np.log(3.0)]]))
    array([[0.25, 0.75]])
    >>> layer.backward(np.array([[1.0, 0.0]]))
    array([[ 0.1875, -0.1875]])
    """

    def __init__(self, dim: int = -1) -> None:
        super().__init__()
        self.dim = dim

    def _value(self, x: Array) -> Array:
        return functional.softmax(x, self.dim)

    def _pull_back(self, gradient: Array, y: Array) -> Array:
        pulled: Array = y * (gradient - (gradient * y).sum(axis=self.dim, keepdims=True))
        return pulled

    def extra_repr(self) -> str:
        """Return the dimension."""
        return f"dim={self.dim}"
