"""A parameter: numbers that training changes, and the slope of the loss at them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

Array = NDArray[Any]


class Parameter:
    """An array of weights together with its gradient.

    Parameters
    ----------
    data : Array
        The numbers themselves, any shape. The array is copied, so that nothing else
        changes when an optimizer moves them.
    dtype : dtype, optional
        Precision of the numbers; default: that of ``data``.

    Attributes
    ----------
    data : Array
        The numbers; an optimizer overwrites them in place.
    grad : Array
        d loss / d data, same shape; every ``backward`` adds to it until ``zero_grad``.

    Examples
    --------
    >>> weight = Parameter([[1.0, 2.0]])
    >>> weight.shape
    (1, 2)
    >>> weight.grad
    array([[0., 0.]])
    >>> weight.accumulate(np.array([[3.0, 4.0]]))
    >>> weight.accumulate(np.array([[1.0, 1.0]]))
    >>> weight.grad
    array([[4., 5.]])
    """

    __slots__ = ("_grad", "data")

    def __init__(self, data: Array | list[Any], dtype: DTypeLike | None = None) -> None:
        self.data: Array = np.array(data, dtype=dtype)
        self._grad: Array | None = None

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the data."""
        return self.data.shape

    @property
    def grad(self) -> Array:
        """The gradient; zeros before anything was added."""
        if self._grad is None:
            self._grad = np.zeros_like(self.data)
        return self._grad

    @grad.setter
    def grad(self, value: Array) -> None:
        self._grad = np.array(value, dtype=self.data.dtype)

    def accumulate(self, gradient: Array) -> None:
        """Add a gradient of the same shape, which the parameter then owns.

        The first one after ``zero_grad`` is kept as it is: adding it to zeros would cost
        a large layer two more walks through memory.
        """
        if gradient.shape != self.data.shape:
            raise ValueError(
                f"A gradient of shape {self.data.shape} was expected, got {gradient.shape}."
            )
        if self._grad is None:
            self._grad = gradient
        else:
            self._grad += gradient

    def zero_grad(self) -> None:
        """Forget the gradient, before the next ``backward`` adds to it."""
        self._grad = None

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> Array:
        return np.array(self.data, dtype=dtype) if copy else np.asarray(self.data, dtype=dtype)

    def __repr__(self) -> str:
        return f"Parameter({np.array2string(self.data, precision=4, separator=', ')})"
