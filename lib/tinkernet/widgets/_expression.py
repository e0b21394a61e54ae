"""A graph of Values that can be computed again with other leaves."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

from tinkernet.graph import Layout, Value, in_order, laid_out, maximum, steps_of

LARGEST = 60
"""Values that can be read on the screen."""

BOX_WIDTH, BOX_HEIGHT = 66.0, 66.0
"""What a box takes across the flow: its height where that goes right, its width where down."""

OPERATORS: dict[str, Any] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
    "**": operator.pow, "neg": operator.neg, "max": maximum,
}  # fmt: skip
METHODS = frozenset({"exp", "log", "tanh", "sigmoid", "relu"})


class Expression:
    """What a Value was made of: its steps, to be computed again.

    Parameters
    ----------
    value : Value
        Where the graph ends.

    Attributes
    ----------
    steps : tuple of Step
        Each after its parents.
    leaves : list of int
        Which of them are leaves with a label; the others are constants.

    Examples
    --------
    >>> product = Expression(Value(2.0, "a") * Value(3.0, "b"))
    >>> [(value.data, value.grad) for value in product.computed([5.0, 3.0])]
    [(5.0, 3.0), (3.0, 5.0), (15.0, 1.0)]
    """

    def __init__(self, value: Value) -> None:
        if not isinstance(value, Value):
            raise TypeError(
                "GraphBackprop needs the Value at the end of a graph, such as a loss; got "
                f"{type(value).__name__}."
            )
        self.steps = steps_of(value)
        if not 2 <= len(self.steps) <= LARGEST:
            raise ValueError(
                f"GraphBackprop shows graphs of 2 to {LARGEST} values, got {len(self.steps)}."
            )
        self.leaves = [k for k, step in enumerate(self.steps) if not step.operation and step.label]
        labels = [self.steps[k].label for k in self.leaves]
        if not labels or len(set(labels)) < len(labels):
            raise ValueError(
                "GraphBackprop needs leaves with different labels, such as Value(2.0, 'a'); got "
                f"{labels or 'none'}."
            )
        self._exponents = _exponents(value)
        for step in self.steps:
            name = "**" if step.operation.startswith("**") else step.operation
            if name and name not in OPERATORS.keys() | METHODS:
                raise ValueError(f"GraphBackprop does not know the operation {name!r}.")

    @property
    def names(self) -> list[str]:
        """What the leaves are called."""
        return [self.steps[k].name for k in self.leaves]

    def computed(self, leaves: Sequence[float]) -> list[Value]:
        """Return all values for other leaves, with the gradients of the last one.

        Raises
        ------
        ValueError, ZeroDivisionError, OverflowError
            If an operation cannot take what it gets.
        """
        numbers = dict(zip(self.leaves, leaves, strict=True))
        values: list[Value] = []
        for k, step in enumerate(self.steps):
            operands = [values[parent] for parent in step.parents]
            exponent = self._exponents.get(k)
            if not step.operation:
                made = Value(numbers.get(k, step.data))
            elif exponent is not None:
                made = operands[0] ** exponent
            elif step.operation in METHODS:
                made = getattr(operands[0], step.operation)()
            else:
                made = OPERATORS[step.operation](*operands)
            made.label = step.name
            values.append(made)
        values[-1].backward()
        return values

    def described(self) -> dict[str, Any]:
        """Return the structure for the browser: the steps, and their places both ways round."""
        places = {
            name: self.layout(size) for name, size in (("wide", BOX_HEIGHT), ("tall", BOX_WIDTH))
        }
        return {
            "steps": [
                {
                    "name": step.name, "operation": step.operation, "parents": list(step.parents),
                    "exponent": self._exponents.get(k), "data": step.data,
                    "leaf": self.leaves.index(k) if k in self.leaves else -1,
                }
                for k, step in enumerate(self.steps)
            ],
            **{
                name: {
                    "columns": list(layout.columns), "across": list(layout.heights),
                    "bends": [[*key, list(bends)] for key, bends in layout.bends.items()],
                }
                for name, layout in places.items()
            },
        }  # fmt: skip

    def layout(self, size: float = BOX_HEIGHT) -> Layout:
        """Return where everything goes, for boxes that take so much room across the flow."""
        try:
            return laid_out([step.parents for step in self.steps], [size] * len(self.steps))
        except ImportError:
            raise ImportError(
                "GraphBackprop needs the package grandalf, which is not installed; run "
                "pip install grandalf."
            ) from None


def _exponents(last: Value) -> dict[int, float]:
    """Return the exponents of powers with a plain number, which operations name in six digits."""
    found: dict[int, float] = {}
    for k, value in enumerate(in_order(last)):
        if len(value.operation) > 2 and value.operation.startswith("**"):
            n, x = float(value.operation[2:]), value.parents[0].data
            if x != 0 and value.data != 0 and n * x ** (n - 1) != value.slopes[0]:
                n = value.slopes[0] * x / value.data  # since the slope is n x^n / x
            found[k] = n
    return found
