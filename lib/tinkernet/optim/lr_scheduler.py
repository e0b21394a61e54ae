"""Schedules: a learning rate that changes from epoch to epoch."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from typing import Any

from ._optimizer import Optimizer

__all__ = ["CosineAnnealingLR", "LRScheduler", "StepLR"]


class LRScheduler(ABC):
    """Sets an optimizer's learning rate; call ``step`` after each epoch, or give it to ``fit``.

    Parameters
    ----------
    optimizer : Optimizer
        Its learning rate now is the first one.
    """

    def __init__(self, optimizer: Optimizer) -> None:
        self.optimizer = optimizer
        self.base_lr = optimizer.lr
        self.last_epoch = 0

    def step(self) -> None:
        """Go on to the next epoch."""
        self.last_epoch += 1
        self.optimizer.lr = self._lr()

    def get_last_lr(self) -> float:
        """Return the learning rate as it is now."""
        return self.optimizer.lr

    @abstractmethod
    def _lr(self) -> float:
        """Return the learning rate of epoch ``last_epoch``, counted from 0."""

    def __call__(self, training: Any) -> None:
        """Go on to the next epoch, as a callback of ``fit``."""
        self.step()


class StepLR(LRScheduler):
    r"""Multiply the learning rate by ``gamma`` every ``step_size`` epochs.

    .. math:: \alpha_k = \alpha_0 \, \gamma^{\lfloor k / s \rfloor}

    Here ``k`` is the epoch and ``s`` the step size.

    Parameters
    ----------
    optimizer : Optimizer
    step_size : int
        Epochs between two changes.
    gamma : float, default 0.1
        What the learning rate is multiplied by.

    Notes
    -----
    PyTorch's ``StepLR``.

    Examples
    --------
    >>> from tinkernet import nn, optim
    >>> sgd = optim.SGD(nn.Linear(1, 1).parameters(), lr=1.0)
    >>> schedule = StepLR(sgd, step_size=2, gamma=0.5)
    >>> for _ in range(4):
    ...     schedule.step()
    >>> sgd.lr
    0.25
    """

    def __init__(self, optimizer: Optimizer, step_size: int, gamma: float = 0.1) -> None:
        if step_size < 1:
            raise ValueError(f"StepLR needs a step_size of at least 1, got {step_size}.")
        super().__init__(optimizer)
        self.step_size = step_size
        self.gamma = gamma

    def _lr(self) -> float:
        return float(self.base_lr * self.gamma ** (self.last_epoch // self.step_size))


class CosineAnnealingLR(LRScheduler):
    r"""Let the learning rate go down along half a cosine.

    .. math:: \alpha_k = \alpha_{\min} + \frac{\alpha_0 - \alpha_{\min}}{2}
              \left( 1 + \cos \frac{\pi k}{T} \right)

    Here ``k`` is the epoch, ``T`` is ``T_max`` and the smallest rate ``eta_min``.

    Parameters
    ----------
    optimizer : Optimizer
    T_max : int
        Epochs until the smallest rate is reached.
    eta_min : float, default 0
        The smallest rate.

    Notes
    -----
    PyTorch's ``CosineAnnealingLR``. Source: Loshchilov and Hutter, ICLR 2017.

    Examples
    --------
    >>> from tinkernet import nn, optim
    >>> sgd = optim.SGD(nn.Linear(1, 1).parameters(), lr=1.0)
    >>> schedule = CosineAnnealingLR(sgd, T_max=10)
    >>> for _ in range(5):
    ...     schedule.step()
    >>> round(sgd.lr, 6)
    0.5
    """

    def __init__(self, optimizer: Optimizer, T_max: int, eta_min: float = 0.0) -> None:
        if T_max < 1:
            raise ValueError(f"CosineAnnealingLR needs a T_max of at least 1, got {T_max}.")
        super().__init__(optimizer)
        self.T_max = T_max
        self.eta_min = eta_min

    def _lr(self) -> float:
        half = (self.base_lr - self.eta_min) / 2
        return self.eta_min + half * (1.0 + math.cos(math.pi * self.last_epoch / self.T_max))
