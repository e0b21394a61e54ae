"""Losses: one number that says how far predictions are from the truth."""

from __future__ import annotations

import numpy as np

from ._parameter import Array


class MSELoss:
    r"""Mean squared error, the mean over all elements of ``(y_hat - y)^2``.

    .. math:: L = \frac{1}{n} \sum_i (\hat y_i - y_i)^2

    Here ``n`` counts every element. The unit of the loss is the square of the unit of ``y``.

    Raises
    ------
    ValueError
        If prediction and target differ in shape: broadcasting (m,) against (m, 1)
        would silently compare every prediction with every target.

    Notes
    -----
    The same as PyTorch's ``MSELoss()``. Source: deck 001, "(y_hat - y)^2".

    Examples
    --------
    >>> import numpy as np
    >>> criterion = MSELoss()
    >>> criterion(np.array([1.0, 2.0]), np.array([0.0, 0.0]))
    2.5
    >>> criterion.backward()
    array([1., 2.])
    """

    def __init__(self) -> None:
        self._error: Array | None = None

    def forward(self, y_hat: Array, y: Array) -> float:
        """Return the loss of predictions ``y_hat`` for targets ``y``, same shape each."""
        y_hat, y = np.asarray(y_hat), np.asarray(y)
        if y_hat.shape != y.shape:
            raise ValueError(
                "MSELoss expects predictions and targets of one shape, "
                f"got {y_hat.shape} and {y.shape}."
            )
        self._error = y_hat - y
        return float(np.mean(self._error**2))

    def backward(self) -> Array:
        """Return d loss / d y_hat, shape of ``y_hat``, for the latest ``forward``."""
        if self._error is None:
            raise RuntimeError(
                "MSELoss.backward needs a forward pass first: call forward(y_hat, y)."
            )
        grad: Array = 2.0 / self._error.size * self._error
        return grad

    def __call__(self, y_hat: Array, y: Array) -> float:
        return self.forward(y_hat, y)

    def __repr__(self) -> str:
        return "MSELoss()"
