"""Adam and AdamW: every number gets a step of its own size."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from ._optimizer import Array, HasGrad, Optimizer, expect_range


class Adam(Optimizer):
    r"""Divide a running mean of the gradients by the root of that of their squares.

    .. math::
        m \leftarrow \beta_1 m + (1 - \beta_1) g, \qquad
        v \leftarrow \beta_2 v + (1 - \beta_2) g^2

        \theta \leftarrow \theta - \alpha \,
        \frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \epsilon}

    Here ``theta`` is a parameter, ``g`` its gradient, ``alpha`` the learning rate and ``t`` the
    number of the step. Both means begin at 0; dividing by ``1 - beta^t`` corrects that.

    Parameters
    ----------
    params : iterable of Parameter
        What to move: ``model.parameters()``.
    lr : float, default 0.001
        ``alpha``, roughly the length of a step.
    betas : pair of float, default (0.9, 0.999)
        How much of each mean is kept.
    eps : float, default 1e-8
        Keeps the division safe.
    weight_decay : float, default 0
        Times the parameter itself, added to its gradient.
    bias_correction : bool, default True
        Whether the means are corrected; some lectures leave it out.

    Raises
    ------
    ValueError
        If there is nothing to move, or a setting is out of range.

    Notes
    -----
    PyTorch's ``Adam``, which always corrects. Source: Kingma and Ba, ICLR 2015; deck 004, without
    the correction.

    Examples
    --------
    >>> from tinkernet.nn import Parameter
    >>> theta = Parameter([1.0])
    >>> theta.grad = [0.01]
    >>> Adam([theta], lr=0.1).step()
    >>> theta.data.round(6)
    array([0.9])
    """

    def __init__(
        self,
        params: Iterable[HasGrad],
        lr: float = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        *,
        bias_correction: bool = True,
    ) -> None:
        super().__init__(params, lr, weight_decay)
        if np.shape(betas) != (2,):
            raise ValueError(f"{type(self).__name__} needs two betas, got {betas!r}.")
        for beta in betas:
            expect_range(type(self).__name__, "betas", beta, 0.0, 1.0)
        expect_range(type(self).__name__, "eps", eps, 0.0)
        self.betas = betas
        self.eps = eps
        self.bias_correction = bias_correction
        self._steps = 0
        self._means = self._zeros()
        self._squares = self._zeros()

    def step(self) -> None:
        """Move all parameters, each against its own gradient."""
        self._steps += 1
        super().step()

    def _move(self, place: int, gradient: Array) -> Array:
        first, second = self.betas
        mean, square = self._means[place], self._squares[place]
        mean *= first
        mean += (1.0 - first) * gradient
        square *= second
        square += (1.0 - second) * gradient * gradient
        step, width = self.lr, 1.0
        if self.bias_correction:
            step /= 1.0 - first**self._steps
            width = math.sqrt(1.0 - second**self._steps)
        spread = np.sqrt(square)
        spread *= 1.0 / width
        spread += self.eps
        move: Array = mean / spread
        move *= step
        return move


class AdamW(Adam):
    r"""Adam whose weight decay does not go through the running means.

    .. math:: \theta \leftarrow \theta - \alpha \lambda \theta, \quad \text{then as Adam}

    Here ``lambda`` is ``weight_decay``, and the rest as for ``Adam``.

    Parameters
    ----------
    params : iterable of Parameter
        What to move: ``model.parameters()``.
    lr : float, default 0.001
        ``alpha``, roughly the length of a step.
    betas : pair of float, default (0.9, 0.999)
        How much of each mean is kept.
    eps : float, default 1e-8
        Keeps the division safe.
    weight_decay : float, default 0.01
        ``lambda``.

    Notes
    -----
    PyTorch's ``AdamW``. Source: Loshchilov and Hutter, ICLR 2019.

    Examples
    --------
    >>> from tinkernet.nn import Parameter
    >>> theta = Parameter([1.0])
    >>> AdamW([theta], lr=0.1, weight_decay=0.5).step()
    >>> theta.data
    array([0.95])
    """

    def __init__(
        self,
        params: Iterable[HasGrad],
        lr: float = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.01,
    ) -> None:
        super().__init__(params, lr, betas, eps)
        expect_range("AdamW", "weight_decay", weight_decay, 0.0)
        self._decay = weight_decay

    def step(self) -> None:
        """Shrink all parameters a little, then move them as Adam does."""
        for parameter in self.params:
            parameter.data *= 1.0 - self.lr * self._decay
        super().step()
