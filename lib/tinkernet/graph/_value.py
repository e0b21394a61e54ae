"""The scalar that remembers how it was made, with the functions networks are made of."""

from __future__ import annotations

import math
from typing import Self, SupportsFloat

from ._arithmetic import Arithmetic


class Value(Arithmetic):
    r"""A number that remembers how it was made, so that it can tell its derivatives.

    .. math:: \frac{\partial L}{\partial v} = \sum_{u \text{ made of } v}
              \frac{\partial L}{\partial u} \frac{\partial u}{\partial v}

    Calculate with it as with any number: ``+ - * / **``, the functions below, ``maximum``. Then
    ``backward()`` on the last value fills in the gradients, and ``draw`` shows the whole graph.

    Parameters
    ----------
    data : float
        The number.
    label : str, default ""
        Its name, for drawings and messages. It may be given later: ``v.label = "loss"``.

    Attributes
    ----------
    data : float
        The number.
    grad : float
        What ``backward()`` found, summed over all its calls; at first 0.
    label : str
        The name.
    operation : str
        What made it: ``"+"``, ``"-"``, ``"*"``, ``"/"``, ``"neg"``, ``"**"``, ``"**2"``,
        ``"tanh"``, ...; empty for a leaf.
    parents : tuple of Value
        What it was made of, in the order written; empty for a leaf.
    slopes : tuple of float
        Its derivative with respect to each parent, one step of the chain rule.

    Raises
    ------
    TypeError
        If ``data`` is not one plain number.
    ValueError
        If ``data`` is infinite or not a number.
    ZeroDivisionError, OverflowError
        If a calculation divides by 0, or its result or slope is too large for a float.

    Notes
    -----
    Nothing is computed later: result and slopes are there at once, and ``a += b`` makes a new
    value. Like a PyTorch tensor of one number with ``requires_grad=True``, except that every
    value keeps its ``grad``, not the leaves alone. Source: deck 003, backpropagation.

    Examples
    --------
    >>> x, w, b = Value(2.0, "x"), Value(-3.0, "w"), Value(7.0, "b")
    >>> y = w * x + b
    >>> y
    Value(data=1.0, grad=0.0)
    >>> y.operation, y.parents[1]
    ('+', Value(data=7.0, grad=0.0, label='b'))
    >>> y.backward()
    >>> x.grad, w.grad, b.grad
    (-3.0, 2.0, 1.0)
    """

    def exp(self) -> Self:
        r"""Return e to the power of it.

        .. math:: y = e^x, \qquad \frac{dy}{dx} = y

        Raises
        ------
        OverflowError
            If it is more than about 709.78.

        Examples
        --------
        >>> Value(0.0).exp()
        Value(data=1.0, grad=0.0)
        """
        try:
            y = math.exp(self.data)
        except OverflowError:
            raise OverflowError(
                f"exp of {self._told()} is too large for a float; keep it below 709.78."
            ) from None
        return self._made("exp", y, (self,), (y,))

    def log(self) -> Self:
        r"""Return its natural logarithm.

        .. math:: y = \ln x, \qquad \frac{dy}{dx} = \frac{1}{x}

        Raises
        ------
        ValueError
            If it is not positive.

        Examples
        --------
        >>> Value(1.0).log().slopes
        (1.0,)
        """
        if self.data <= 0:
            raise ValueError(f"log needs a number above 0, got {self._told()}; keep it positive.")
        return self._made("log", math.log(self.data), (self,), (1.0 / self.data,))

    def tanh(self) -> Self:
        r"""Squeeze it into (-1, 1).

        .. math:: y = \tanh(x), \qquad \frac{dy}{dx} = 1 - y^2

        Examples
        --------
        >>> Value(0.0).tanh().slopes
        (1.0,)
        """
        y = math.tanh(self.data)
        return self._made("tanh", y, (self,), (1.0 - y * y,))

    def sigmoid(self) -> Self:
        r"""Squeeze it into (0, 1).

        .. math:: y = \frac{1}{1 + e^{-x}}, \qquad \frac{dy}{dx} = y (1 - y)

        Examples
        --------
        >>> Value(0.0).sigmoid().slopes
        (0.25,)
        """
        # Of -|x|, so that exp never overflows.
        small = math.exp(-abs(self.data))
        y = (1.0 if self.data >= 0 else small) / (1.0 + small)
        return self._made("sigmoid", y, (self,), (small / (1.0 + small) ** 2,))

    def relu(self) -> Self:
        r"""Keep it where it is positive, else take 0.

        .. math:: y = \max(0, x), \qquad \frac{dy}{dx} = 1 \text{ if } x > 0 \text{ else } 0

        Examples
        --------
        >>> Value(-2.0).relu(), Value(2.0).relu().slopes
        (Value(data=0.0, grad=0.0), (1.0,))
        """
        positive = self.data > 0
        return self._made("relu", self.data if positive else 0.0, (self,), (float(positive),))

    def max(self, other: Self | SupportsFloat) -> Self:
        """Return the larger of the two: ``maximum(self, other)``.

        Examples
        --------
        >>> Value(2.0).max(5.0).data
        5.0
        """
        return self._largest((self, self._lift(other)))

    def _largest(self, values: tuple[Self, ...]) -> Self:
        """Return the largest; a slope of 1 for the first such, 0 for all others."""
        numbers = [value.data for value in values]
        largest = max(numbers)
        slopes = [0.0] * len(values)
        slopes[numbers.index(largest)] = 1.0
        return self._made("max", largest, values, tuple(slopes))
