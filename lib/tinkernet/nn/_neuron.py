"""One neuron: a weighted sum, a bias, an activation."""

from __future__ import annotations

import numpy as np
from numpy.typing import DTypeLike

from ._activation_choice import new_activation
from ._activations import Identity
from ._expect import expect_numbers
from ._linear import Linear
from ._module import Module
from ._parameter import Array, Parameter


class Neuron(Module):
    r"""Weigh the inputs, add a bias, apply an activation.

    .. math:: y = g(w_1 x_1 + \ldots + w_n x_n + b)

    Here ``w`` are the weights, ``b`` the bias and ``g`` the activation. With ``nn.Step`` it is
    the perceptron, with ``nn.Sigmoid`` logistic regression, with none linear regression.

    Parameters
    ----------
    n_inputs : int
        ``n``, numbers that come in.
    activation : Module or callable, default Identity
        A layer such as ``nn.Sigmoid()``, or what makes one, such as ``nn.Sigmoid``.
    dtype : dtype, default float64
        Precision of the parameters, and of all that is computed with them.
    rng : numpy.random.Generator, int or None
        Where the initial weights come from; a number is a seed, None draws fresh ones.

    Attributes
    ----------
    weights : Parameter, shape (1, n_inputs)
    bias : Parameter, shape (1,)

    Notes
    -----
    **Shape**: input (m, n_inputs), output (m,): one number for each example. A single example
    (n_inputs,) gives a single number. Source: deck 000, the artificial neuron.

    Examples
    --------
    >>> from tinkernet import nn
    >>> both = nn.Neuron(2, activation=nn.Step)
    >>> both.weights.data[:] = 1.0
    >>> both.bias.data[:] = -1.5
    >>> both(np.array([[0, 0], [0, 1], [1, 0], [1, 1]]))
    array([0., 0., 0., 1.])
    """

    def __init__(
        self,
        n_inputs: int,
        activation: Module | type[Module] = Identity,
        *,
        dtype: DTypeLike = np.float64,
        rng: np.random.Generator | int | None = None,
    ) -> None:
        self.n_inputs = n_inputs
        self.linear = Linear(n_inputs, 1, dtype=dtype, rng=rng)
        self.activation: Module = (
            activation if isinstance(activation, Module) else new_activation(activation, "Neuron")
        )
        self._single = False

    @property
    def weights(self) -> Parameter:
        """One weight for each input."""
        return self.linear.weight

    @property
    def bias(self) -> Parameter:
        """What is added to the weighted sum."""
        assert self.linear.bias is not None
        return self.linear.bias

    def forward(self, x: Array) -> Array:
        """Return one number for each example."""
        x = expect_numbers(x, "Neuron")
        self._single = x.ndim == 1
        y: Array = self.activation.forward(self.linear.forward(np.atleast_2d(x))[..., 0])
        return y[0] if self._single else y

    def backward(self, grad_output: Array) -> Array:
        """Add to the gradients of weights and bias; return d loss / d x."""
        slope = self.activation.backward(np.atleast_1d(grad_output))
        grad_input = self.linear.backward(slope[..., np.newaxis])
        return grad_input[0] if self._single else grad_input
