"""Losses for numbers: how far predictions are from the truth."""

from __future__ import annotations

import numpy as np

from ._criterion import Criterion
from ._parameter import Array


class MSELoss(Criterion):
    r"""Mean squared error, the mean over all elements of ``(y_hat - y)^2``.

    .. math:: L = \frac{1}{n} \sum_i (\hat y_i - y_i)^2

    Here ``n`` counts every element. The unit of the loss is the square of the unit of ``y``.

    Parameters
    ----------
    reduction : {"mean", "sum", "none"}
        What becomes of the loss of each element.
    half : bool, default False
        Whether half of each square is taken, as some lectures do: the slope is then the error
        itself, without a factor of 2.

    Raises
    ------
    ValueError
        If prediction and target differ in shape: broadcasting (m,) against (m, 1)
        would silently compare every prediction with every target.

    Notes
    -----
    **Shape**: predictions and targets of one shape, any. PyTorch's ``MSELoss()``, which has no
    ``half``. Source: deck 001, "(y_hat - y)^2"; deck 003, half of it.

    Examples
    --------
    >>> criterion = MSELoss()
    >>> criterion(np.array([1.0, 2.0]), np.array([0.0, 0.0]))
    2.5
    >>> criterion.backward()
    array([1., 2.])
    >>> MSELoss(half=True, reduction="none")(np.array([1.0, 2.0]), np.array([0.0, 0.0]))
    array([0.5, 2. ])
    """

    def __init__(self, reduction: str = "mean", *, half: bool = False) -> None:
        super().__init__(reduction)
        self.half = half

    def forward(self, y_hat: Array, y: Array) -> float | Array:
        """Return the loss of predictions ``y_hat`` for targets ``y``, same shape each."""
        y_hat, y = self._pair(y_hat, y)
        error = y_hat - y
        self._saved = error
        squares = error * error
        if self.half:
            squares *= 0.5
        loss: float | Array = self._reduced(squares)
        return loss

    def backward(self) -> Array:
        """Return d loss / d y_hat, shape of ``y_hat``, for the latest ``forward``."""
        error = self._latest()
        factor = 1.0 if self.half else 2.0
        slope: Array = error * error.dtype.type(factor * self._share(error.size))
        return slope

    def extra_repr(self) -> str:
        """Return what differs from the default."""
        return ", ".join(filter(None, [super().extra_repr(), "half=True" if self.half else ""]))


class L1Loss(Criterion):
    r"""Mean absolute error: large errors count less than in ``MSELoss``.

    .. math:: L = \frac{1}{n} \sum_i |\hat y_i - y_i|

    Here ``n`` counts every element. Where an error is 0 the slope is taken as 0.

    Parameters
    ----------
    reduction : {"mean", "sum", "none"}
        What becomes of the loss of each element.

    Notes
    -----
    **Shape**: predictions and targets of one shape, any. PyTorch's ``L1Loss()``.

    Examples
    --------
    >>> criterion = L1Loss()
    >>> criterion(np.array([1.0, -3.0]), np.array([0.0, 0.0]))
    2.0
    >>> criterion.backward()
    array([ 0.5, -0.5])
    """

    def forward(self, y_hat: Array, y: Array) -> float | Array:
        """Return the loss of predictions ``y_hat`` for targets ``y``, same shape each."""
        y_hat, y = self._pair(y_hat, y)
        self._saved = y_hat - y
        loss: float | Array = self._reduced(np.abs(self._saved))
        return loss

    def backward(self) -> Array:
        """Return d loss / d y_hat, shape of ``y_hat``, for the latest ``forward``."""
        error = self._latest()
        slope: Array = np.sign(error) * error.dtype.type(self._share(error.size))
        return slope
