"""Gradient descent: one step against the slope, with a memory of earlier ones if wanted."""

from __future__ import annotations

from collections.abc import Iterable

from ._optimizer import Array, HasGrad, Optimizer, expect_range


class SGD(Optimizer):
    r"""Move every parameter a small step downhill.

    .. math:: v \leftarrow \mu v + (1 - \tau) g, \qquad \theta \leftarrow \theta - \alpha v

    Here ``theta`` is a parameter, ``g`` its gradient, ``alpha`` the learning rate, ``mu`` the
    momentum, ``tau`` the dampening, and ``v`` the velocity: at the first step the gradient
    itself, without momentum always. With ``nesterov`` the step is ``g + mu v`` instead of ``v``.

    Parameters
    ----------
    params : iterable of Parameter
        What to move: ``model.parameters()``.
    lr : float, default 0.001
        The learning rate, the length of a step for a slope of one; positive.
    momentum : float, default 0
        ``mu``, how much of the velocity is kept.
    dampening : float, default 0
        ``tau``, how much of the gradient is left out of the velocity.
    weight_decay : float, default 0
        Times the parameter itself, added to its gradient.
    nesterov : bool, default False
        Whether to look ahead along the velocity; needs momentum and no dampening.

    Raises
    ------
    ValueError
        If there is nothing to move, or a setting is out of range.

    Notes
    -----
    PyTorch's ``SGD``. Source: decks 001 and 004, gradient descent; Sutskever et al., ICML 2013.

    Examples
    --------
    >>> from tinkernet.nn import Parameter
    >>> theta = Parameter([3.0])
    >>> sgd = SGD([theta], lr=0.5, momentum=0.9)
    >>> theta.grad = [2.0]
    >>> sgd.step()
    >>> theta.data
    array([2.])
    >>> sgd.step()  # the same slope: 2 + 0.9 * 2
    >>> theta.data
    array([0.1])
    """

    def __init__(
        self,
        params: Iterable[HasGrad],
        lr: float = 0.001,
        momentum: float = 0.0,
        dampening: float = 0.0,
        weight_decay: float = 0.0,
        nesterov: bool = False,
    ) -> None:
        super().__init__(params, lr, weight_decay)
        expect_range("SGD", "momentum", momentum, 0.0)
        if nesterov and (momentum == 0 or dampening != 0):
            raise ValueError(
                "SGD with nesterov needs a momentum and no dampening, got "
                f"momentum={momentum}, dampening={dampening}."
            )
        self.momentum = momentum
        self.dampening = dampening
        self.nesterov = nesterov
        self._velocities: dict[int, Array] = {}

    def _move(self, place: int, gradient: Array) -> Array:
        if not self.momentum:
            return self.lr * gradient
        velocity = self._velocities.get(place)
        if velocity is None:
            velocity = self._velocities[place] = gradient.copy()
        else:
            velocity *= self.momentum
            velocity += (1.0 - self.dampening) * gradient if self.dampening else gradient
        if self.nesterov:
            return self.lr * (gradient + self.momentum * velocity)
        return self.lr * velocity
