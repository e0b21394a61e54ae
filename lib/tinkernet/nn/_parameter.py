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
        Precision of the numbers; default: that of ``data``. Whole numbers become float64.

    Attributes
    ----------
    data : Array
        The numbers; an optimizer overwrites them in place. May be set, to the same shape.
    grad : Array
        d loss / d data, same shape; every ``backward`` adds to it until ``zero_grad``.
    has_grad : bool
        Whether anything was added since.

    Raises
    ------
    ValueError
        If ``data`` or ``grad`` is set to numbers of another shape.
    TypeError
        If they are no real numbers.

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

    __slots__ = ("_data", "_grad", "_untouched")

    def __init__(self, data: Array | list[Any], dtype: DTypeLike | None = None) -> None:
        numbers = np.array(data, dtype=dtype)
        if numbers.dtype.kind not in "biuf":
            raise TypeError(f"A parameter holds real numbers, got dtype {numbers.dtype}.")
        self._data: Array = numbers if numbers.dtype.kind == "f" else numbers.astype(np.float64)
        self._grad: Array | None = None
        self._untouched = True  # whether the gradient was only looked at

    @property
    def data(self) -> Array:
        """The numbers."""
        return self._data

    @data.setter
    def data(self, value: Array) -> None:
        if value is not self._data:
            self._data = np.array(self._like_mine(value, "data"))

    def _like_mine(self, value: Any, what: str) -> Array:
        """Return numbers of this parameter's shape; whole ones in its precision."""
        array = np.asarray(value)
        if array.dtype.kind not in "biuf":
            raise TypeError(f"A parameter's {what} are real numbers, got dtype {array.dtype}.")
        if array.shape != self._data.shape:
            raise ValueError(
                f"A parameter's {what} of shape {self._data.shape} was expected, got {array.shape}."
            )
        return array if array.dtype.kind == "f" else array.astype(self._data.dtype)

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the data."""
        return self._data.shape

    @property
    def grad(self) -> Array:
        """The gradient; zeros before anything was added."""
        if self._grad is None:
            self._grad, self._untouched = np.zeros_like(self._data), True
        return self._grad

    @grad.setter
    def grad(self, value: Array) -> None:
        if value is not self._grad:
            self._grad = np.array(self._like_mine(value, "grad"), dtype=self._data.dtype)
        self._untouched = False

    @property
    def has_grad(self) -> bool:
        """Whether anything was added since ``zero_grad``; looking at ``grad`` is not adding."""
        return self._grad is not None and not (self._untouched and not self._grad.any())

    def accumulate(self, gradient: Array) -> None:
        """Add a gradient of the same shape, which the parameter then owns.

        The first one after ``zero_grad`` is kept as it is: adding it to zeros would cost
        a large layer two more walks through memory.
        """
        if gradient.shape != self._data.shape:
            raise ValueError(
                f"A gradient of shape {self._data.shape} was expected, got {gradient.shape}."
            )
        if self._grad is None:
            self._grad = gradient.astype(self._data.dtype, copy=False)
        else:
            self._grad += gradient
        self._untouched = False

    def zero_grad(self) -> None:
        """Forget the gradient, before the next ``backward`` adds to it."""
        self._grad = None

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> Array:
        return np.array(self.data, dtype=dtype) if copy else np.asarray(self.data, dtype=dtype)

    def __repr__(self) -> str:
        return f"Parameter({np.array2string(self.data, precision=4, separator=', ')})"
