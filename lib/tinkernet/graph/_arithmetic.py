"""Values calculate like numbers: each operator with its slopes."""

from __future__ import annotations

import math
from typing import Self, SupportsFloat

from ._node import Node


class Arithmetic(Node):
    """The operators. A plain number on either side becomes a leaf of its own."""

    def __add__(self, other: Self | SupportsFloat) -> Self:
        other = self._lift(other)
        return self._made("+", self.data + other.data, (self, other), (1.0, 1.0))

    def __sub__(self, other: Self | SupportsFloat) -> Self:
        other = self._lift(other)
        return self._made("-", self.data - other.data, (self, other), (1.0, -1.0))

    def __mul__(self, other: Self | SupportsFloat) -> Self:
        other = self._lift(other)
        return self._made("*", self.data * other.data, (self, other), (other.data, self.data))

    def __truediv__(self, other: Self | SupportsFloat) -> Self:
        other = self._lift(other)
        if other.data == 0:
            raise ZeroDivisionError(
                f"{self._told()} cannot be divided by {other._told()}; "
                "the divisor must be anything but 0."
            )
        quotient = self.data / other.data
        slopes = (1.0 / other.data, -quotient / other.data)
        return self._made("/", quotient, (self, other), slopes)

    def __pow__(self, exponent: Self | SupportsFloat) -> Self:
        if isinstance(exponent, Node):
            return self._to_a_value(self._lift(exponent))
        return self._to_a_number(self._lift(exponent).data)

    def __neg__(self) -> Self:
        return self._made("neg", -self.data, (self,), (-1.0,))

    def __radd__(self, other: SupportsFloat) -> Self:
        return self._lift(other) + self

    def __rsub__(self, other: SupportsFloat) -> Self:
        return self._lift(other) - self

    def __rmul__(self, other: SupportsFloat) -> Self:
        return self._lift(other) * self

    def __rtruediv__(self, other: SupportsFloat) -> Self:
        return self._lift(other) / self

    def __rpow__(self, other: SupportsFloat) -> Self:
        return self._lift(other) ** self

    def _to_a_number(self, n: float) -> Self:
        """Return ``self ** n``, in which ``n`` is no part of the graph."""
        x = self.data
        if x < 0 and not n.is_integer():
            raise ValueError(
                f"{self._told()} has no real power of {n!r}; "
                "a negative number needs a whole exponent, such as 2."
            )
        if x == 0 and n < 0:
            raise ZeroDivisionError(
                f"{self._told()} has no power of {n!r}, which would divide by 0; "
                "the base must be anything but 0."
            )
        if x == 0 and 0 < n < 1:
            raise ZeroDivisionError(
                f"{self._told()} has a power of {n!r}, but its slope there is infinite; "
                "the base must be anything but 0."
            )
        operation = f"**{n:g}"
        try:
            slope = 0.0 if n == 0 else n * x ** (n - 1)
            return self._made(operation, x**n, (self,), (slope,))
        except OverflowError:
            raise self._too_large(operation, (self,)) from None

    def _to_a_value(self, n: Self) -> Self:
        """Return ``self ** n`` with a slope for ``n`` too."""
        x = self.data
        if x <= 0:
            raise ValueError(
                f"{self._told()} to the power of the Value {n._told()} needs a positive base, "
                "because its slope has the base's logarithm in it; a plain number as exponent "
                "needs none."
            )
        try:
            power = x**n.data
            slopes = (n.data * x ** (n.data - 1), power * math.log(x))
            return self._made("**", power, (self, n), slopes)
        except OverflowError:
            raise self._too_large("**", (self, n)) from None
