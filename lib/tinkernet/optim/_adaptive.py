"""RMSprop and Adagrad: steps divided by how large the gradients have been."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ._optimizer import Array, HasGrad, Optimizer, expect_range


class RMSprop(Optimizer):
    r"""Divide every gradient by the root of a running mean of its squares.

    .. math:: v \leftarrow \alpha v + (1 - \alpha) g^2, \qquad
              \theta \leftarrow \theta - \eta \, \frac{g}{\sqrt{v} + \epsilon}

    Here ``theta`` is a parameter, ``g`` its gradient, ``eta`` the learning rate and ``alpha`` how
    much of the mean is kept.

    Parameters
    ----------
    params : iterable of Parameter
        What to move: ``model.parameters()``.
    lr : float, default 0.01
        The learning rate.
    alpha : float, default 0.99
        How much of the mean is kept.
    eps : float, default 1e-8
        Keeps the division safe.
    weight_decay : float, default 0
        Times the parameter itself, added to its gradient.
    momentum : float, default 0
        How much of the last step is added to the next.

    Notes
    -----
    PyTorch's ``RMSprop``. Source: Hinton, lecture 6 of Neural Networks for Machine Learning.

    Examples
    --------
    >>> from tinkernet.nn import Parameter
    >>> theta = Parameter([1.0])
    >>> theta.grad = [5.0]
    >>> RMSprop([theta], lr=0.1).step()
    >>> theta.data.round(6)
    array([0.])
    """

    def __init__(
        self,
        params: Iterable[HasGrad],
        lr: float = 0.01,
        alpha: float = 0.99,
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        momentum: float = 0.0,
    ) -> None:
        super().__init__(params, lr, weight_decay)
        expect_range("RMSprop", "alpha", alpha, 0.0)
        expect_range("RMSprop", "eps", eps, 0.0)
        expect_range("RMSprop", "momentum", momentum, 0.0)
        self.alpha = alpha
        self.eps = eps
        self.momentum = momentum
        self._squares = self._zeros()
        self._velocities = self._zeros() if momentum else []

    def _move(self, place: int, gradient: Array) -> Array:
        square = self._squares[place]
        square *= self.alpha
        square += (1.0 - self.alpha) * gradient * gradient
        move: Array = gradient / (np.sqrt(square) + self.eps)
        if self.momentum:
            velocity = self._velocities[place]
            velocity *= self.momentum
            velocity += move
            move = velocity
        return self.lr * move


class Adagrad(Optimizer):
    r"""Divide every gradient by the root of the sum of its squares so far.

    .. math:: s \leftarrow s + g^2, \qquad
              \theta \leftarrow \theta - \frac{\alpha}{1 + (t - 1) \eta} \,
              \frac{g}{\sqrt{s} + \epsilon}

    Here ``theta`` is a parameter, ``g`` its gradient, ``alpha`` the learning rate, ``eta`` its
    decay and ``t`` the number of the step.

    Parameters
    ----------
    params : iterable of Parameter
        What to move: ``model.parameters()``.
    lr : float, default 0.01
        The learning rate.
    lr_decay : float, default 0
        ``eta``.
    weight_decay : float, default 0
        Times the parameter itself, added to its gradient.
    initial_accumulator_value : float, default 0
        ``s`` before the first step.
    eps : float, default 1e-10
        Keeps the division safe.

    Notes
    -----
    PyTorch's ``Adagrad``. Source: Duchi et al., JMLR 12 (2011).

    Examples
    --------
    >>> from tinkernet.nn import Parameter
    >>> theta = Parameter([1.0])
    >>> theta.grad = [5.0]
    >>> Adagrad([theta], lr=0.1).step()
    >>> theta.data.round(6)
    array([0.9])
    """

    def __init__(
        self,
        params: Iterable[HasGrad],
        lr: float = 0.01,
        lr_decay: float = 0.0,
        weight_decay: float = 0.0,
        initial_accumulator_value: float = 0.0,
        eps: float = 1e-10,
    ) -> None:
        super().__init__(params, lr, weight_decay)
        expect_range("Adagrad", "lr_decay", lr_decay, 0.0)
        expect_range("Adagrad", "initial_accumulator_value", initial_accumulator_value, 0.0)
        expect_range("Adagrad", "eps", eps, 0.0)
        self.lr_decay = lr_decay
        self.eps = eps
        self._steps = 0
        self._sums = [each + initial_accumulator_value for each in self._zeros()]

    def step(self) -> None:
        """Move all parameters, each against its own gradient."""
        self._steps += 1
        super().step()

    def _move(self, place: int, gradient: Array) -> Array:
        total = self._sums[place]
        total += gradient * gradient
        lr = self.lr / (1.0 + (self._steps - 1) * self.lr_decay)
        move: Array = lr * gradient / (np.sqrt(total) + self.eps)
        return move
