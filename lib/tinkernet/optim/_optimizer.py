"""What every optimizer is: it holds parameters and moves them against their gradients."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class HasGrad(Protocol):
    """Anything with numbers and their slope, such as ``nn.Parameter``."""

    data: Any
    grad: Any

    def zero_grad(self) -> None:
        """Forget the slope."""


class Optimizer(ABC):
    """An optimizer; ``step`` moves all parameters at once.

    Parameters
    ----------
    params : iterable of Parameter
        What to move: ``model.parameters()``.
    lr : float
        The learning rate, positive.
    weight_decay : float
        How strongly large weights are pulled back, not negative.

    Attributes
    ----------
    params : list of Parameter
    lr : float
        May be changed between steps; schedules do.

    Raises
    ------
    ValueError
        If there is nothing to move, or a setting is out of range.
    """

    def __init__(self, params: Iterable[HasGrad], lr: float, weight_decay: float = 0.0) -> None:
        name = type(self).__name__
        self.params = _distinct(params, name)
        if not self.params:
            raise ValueError(f"{name} got no parameters to move: pass model.parameters().")
        if not lr > 0:
            raise ValueError(f"{name} needs a positive learning rate, got lr={lr}.")
        expect_range(name, "weight_decay", weight_decay, 0.0)
        self.lr = lr
        self.weight_decay = weight_decay

    def step(self) -> None:
        """Move all parameters, each against its own gradient."""
        for place, parameter in enumerate(self.params):
            if not getattr(parameter, "has_grad", True):  # no backward pass has been there
                continue
            gradient = parameter.grad
            if self.weight_decay:
                gradient = gradient + self.weight_decay * parameter.data
            parameter.data -= self._move(place, gradient)

    @abstractmethod
    def _move(self, place: int, gradient: Array) -> Array:
        """Return what is taken away from parameter number ``place``."""

    def zero_grad(self) -> None:
        """Forget all gradients."""
        for parameter in self.params:
            parameter.zero_grad()

    def _zeros(self) -> list[Array]:
        """Return an array of zeros for each parameter, to remember something in."""
        return [np.zeros_like(parameter.data) for parameter in self.params]

    def __repr__(self) -> str:
        return f"{type(self).__name__}(lr={self.lr})"


def _distinct(params: Iterable[HasGrad], name: str) -> list[HasGrad]:
    """Return the parameters as a list, or say what is wrong with them."""
    hint = f"{name} expects a list of parameters, such as model.parameters(),"
    try:
        listed = list(params)
    except TypeError:
        raise TypeError(f"{hint} got {type(params).__name__}.") from None
    for one in listed:
        if not (hasattr(one, "data") and hasattr(one, "grad") and hasattr(one, "zero_grad")):
            raise TypeError(f"{hint} got a list with {type(one).__name__} in it.")
    if len({id(one) for one in listed}) < len(listed):
        raise ValueError(f"{hint} each once; one of them is there twice.")
    return listed


def expect_range(
    optimizer: str, name: str, value: float, least: float, below: float = float("inf")
) -> None:
    """Raise a ValueError if a setting is not at least ``least`` and below ``below``."""
    if not least <= value < below:
        upto = "" if below == float("inf") else f" and below {below:g}"
        raise ValueError(f"{optimizer} needs {name} of at least {least:g}{upto}, got {value}.")
