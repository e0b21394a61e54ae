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
    """

    __slots__ = ("data", "grad")

    def __init__(self, data: Array | list[Any]) -> None:
        self.data: Array = np.array(data)
        self.grad: Array = np.zeros_like(self.data)

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the data."""
        return self.data.shape

    def zero_grad(self) -> None:
        """Set the gradient to zero, before the next ``backward`` adds to it."""
        self.grad[...] = 0.0

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> Array:
        return np.array(self.data, dtype=dtype) if copy else np.asarray(self.data, dtype=dtype)

    def __repr__(self) -> str:
        return f"Parameter({np.array2string(self.data, precision=4, separator=', ')})"
