"""What every value of a graph remembers, and the way back through the graph."""

from __future__ import annotations

import math
from typing import Self, SupportsFloat

from ._number import plain_number
from ._order import in_order


class Node:
    """A number, what it was made of, and how fast it changes with each of those."""

    # NumPy's numbers and arrays leave all arithmetic with a value to the value.
    __array_ufunc__ = None

    def __init__(self, data: SupportsFloat, label: str = "") -> None:
        if not isinstance(label, str):
            raise TypeError(f"label is a text, such as 'a', got {label!r}; write Value(2.0, 'a').")
        self._data = plain_number(data)
        self.grad = 0.0
        self.label = label
        self.operation = ""
        self.parents: tuple[Self, ...] = ()
        self.slopes: tuple[float, ...] = ()

    @property
    def data(self) -> float:
        """The number. Set it to take a step; what was made of it before stays as it was."""
        return self._data

    @data.setter
    def data(self, data: SupportsFloat) -> None:
        self._data = plain_number(data)

    def backward(self) -> None:
        r"""Add d self / d value to ``grad`` of every value that this one was made of.

        .. math:: \frac{\partial L}{\partial v} = \sum_{u \text{ made of } v}
                  \frac{\partial L}{\partial u} \frac{\partial u}{\partial v}

        Its own ``grad`` grows by d self / d self, which is 1.

        Raises
        ------
        OverflowError
            If a derivative is too large for a float; then no ``grad`` has changed.

        Notes
        -----
        Twice backward adds twice, as in PyTorch: ``zero_grad()`` starts anew. The slopes are
        those of when the values were computed. Source: deck 003, backpropagation.

        Examples
        --------
        >>> from tinkernet.graph import Value
        >>> a, b = Value(2.0), Value(3.0)
        >>> (a * b + a).backward()
        >>> a.grad, b.grad
        (4.0, 2.0)
        """
        order = in_order(self)
        # Apart from ``grad``, which may hold what earlier passes left.
        found = {id(node): 0.0 for node in order}
        found[id(self)] = 1.0
        for node in reversed(order):
            for parent, slope in zip(node.parents, node.slopes, strict=True):
                found[id(parent)] += found[id(node)] * slope
        for node in order:
            if not math.isfinite(node.grad + found[id(node)]):
                raise OverflowError(
                    f"The gradient of {node._told()} is too large for a float; "
                    "start from smaller numbers."
                )
        for node in order:
            node.grad += found[id(node)]

    def zero_grad(self) -> None:
        """Set ``grad`` to 0 here and in every value that this one was made of.

        Examples
        --------
        >>> from tinkernet.graph import Value
        >>> a = Value(3.0)
        >>> square = a**2
        >>> square.backward()
        >>> square.zero_grad()
        >>> a.grad
        0.0
        """
        for node in in_order(self):
            node.grad = 0.0

    def _made(
        self, operation: str, data: float, parents: tuple[Self, ...], slopes: tuple[float, ...]
    ) -> Self:
        """Return a new value, or say that it is too large."""
        if not all(map(math.isfinite, (data, *slopes))):
            raise self._too_large(operation, parents)
        made = type(self)(data)
        made.operation = operation
        made.parents = parents
        made.slopes = slopes
        return made

    def _too_large(self, operation: str, parents: tuple[Self, ...]) -> OverflowError:
        told = " and ".join(parent._told() for parent in parents)
        return OverflowError(
            f"{operation} of {told}, or its slope, is too large for a float; keep it below 1e308."
        )

    def _lift(self, other: Self | SupportsFloat) -> Self:
        """Return ``other``; a plain number becomes a leaf of its own."""
        return other if isinstance(other, Node) else type(self)(other)

    def _told(self) -> str:
        """Return the number for a sentence, with the label where there is one."""
        return f"{self.label} = {self._data!r}" if self.label else repr(self._data)

    def __repr__(self) -> str:
        label = f", label={self.label!r}" if self.label else ""
        return f"{type(self).__name__}(data={self._data!r}, grad={self.grad!r}{label})"
