"""Gradient descent: one step against the slope."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol


class HasGrad(Protocol):
    """Anything with numbers and their slope, such as ``nn.Parameter``."""

    data: Any
    grad: Any

    def zero_grad(self) -> None:
        """Forget the slope."""


class SGD:
    r"""Move every parameter a small step downhill.

    .. math:: \theta \leftarrow \theta - \alpha \, \frac{\partial L}{\partial \theta}

    Here ``theta`` is a parameter, ``alpha`` the learning rate and ``L`` the loss.

    Parameters
    ----------
    params : iterable of Parameter
        What to move: ``model.parameters()``.
    lr : float
        The learning rate, the length of a step for a slope of one; positive.

    Raises
    ------
    ValueError
        If there is nothing to move, or ``lr`` is not positive.

    Notes
    -----
    PyTorch's ``SGD(params, lr)``. Source: decks 001 and 004, gradient descent.

    Examples
    --------
    >>> from tinkernet.nn import Parameter
    >>> theta = Parameter([3.0])
    >>> theta.grad[:] = 2.0
    >>> SGD([theta], lr=0.5).step()
    >>> theta.data
    array([2.])
    """

    def __init__(self, params: Iterable[HasGrad], lr: float) -> None:
        self.params = list(params)
        if not self.params:
            raise ValueError("SGD got no parameters to move: pass model.parameters().")
        if lr <= 0:
            raise ValueError(f"SGD needs a positive learning rate, got lr={lr}.")
        self.lr = lr

    def step(self) -> None:
        """Move all parameters at once, each against its own gradient."""
        for parameter in self.params:
            parameter.data -= self.lr * parameter.grad

    def zero_grad(self) -> None:
        """Set all gradients to zero."""
        for parameter in self.params:
            parameter.zero_grad()

    def __repr__(self) -> str:
        return f"SGD(lr={self.lr})"
