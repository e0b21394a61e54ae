"""A drawing of a graph, for notebooks, for shells and for people who listen."""

from __future__ import annotations

import os
from collections import Counter
from functools import cached_property
from typing import Any

from ._listing import listing
from ._steps import rounded, steps_of
from ._svg import svg
from ._value import Value

LARGEST = 300
"""Values that a picture can show; more could not be read anyway."""


class Drawing:
    """A graph as it was when it was drawn: a picture, a table, and a sentence.

    In a notebook it is a picture; where there is none, such as in a shell, it is a table with
    one line a value, in the order in which they were computed.

    Parameters
    ----------
    value : Value
        Where the graph ends.

    Attributes
    ----------
    svg : str
        The picture: leaves on the left, with thick lines, and the result on the right. Every
        box has a value's label, its number and its gradient, rounded to four digits; before it
        is the operation that made it. Where it matters, operands are numbered.
    text : str
        The table, with the same.
    alt : str
        What can be seen, in a sentence.

    Examples
    --------
    >>> a, b = Value(2.0, "a"), Value(-3.0, "b")
    >>> c = (a * b).tanh()
    >>> c.backward()
    >>> draw(c)
    value  made by     data       grad
    a                     2  -7.373e-05
    b                    -3   4.915e-05
    #3     a * b         -6  2.458e-05
    #4     tanh(#3)      -1          1
    """

    def __init__(self, value: Value) -> None:
        if not isinstance(value, Value):
            raise TypeError(
                f"draw needs the Value at the end of a graph, got {type(value).__name__}; "
                "make one with Value(2.0)."
            )
        self._steps = steps_of(value)

    @cached_property
    def svg(self) -> str:
        """The picture, made the first time it is asked for.

        Raises
        ------
        ImportError
            If grandalf, which finds the places, is not installed.
        ValueError
            If the graph is too large to be a picture.
        """
        if len(self._steps) > LARGEST:
            raise ValueError(
                f"A picture shows at most {LARGEST} values, got {len(self._steps)}; print "
                "draw(value).text, or draw a value in the middle of the graph."
            )
        try:
            return svg(self._steps, self.alt)
        except ImportError:
            raise ImportError(
                "The picture needs the package grandalf, which is not installed; run "
                "pip install grandalf, or print draw(value).text."
            ) from None

    @cached_property
    def text(self) -> str:
        """The table, made the first time it is asked for."""
        return listing(self._steps)

    @cached_property
    def alt(self) -> str:
        """The sentence, made the first time it is asked for."""
        leaves = [step.called for step in self._steps if not step.operation]
        operations = Counter(step.operation for step in self._steps if step.operation)
        last = self._steps[-1]
        result = f"{last.name} = {rounded(last.data)}, with grad {rounded(last.grad)}"
        if not operations:
            return f"A graph of a single value: {result}."
        names = ", ".join(leaves[:6]) + (", ..." if len(leaves) > 6 else "")
        done = ", ".join(f"{times} {name}" for name, times in operations.items())
        return (
            f"A graph from left to right: from {_several(len(leaves), 'leaf', 'leaves')} ({names}) "
            f"by {_several(operations.total(), 'operation', 'operations')} ({done}) to {result}."
        )

    def _repr_svg_(self) -> str | None:
        # While nbgrader validates or grades, nobody looks: the text is enough.
        if os.environ.get("NBGRADER_EXECUTION"):
            return None
        try:
            return self.svg
        except (ImportError, ValueError):
            return None

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        data = {"text/plain": self.text}
        picture = self._repr_svg_()
        if picture is None:
            return data, {}
        # Feedback pages read the sentence there.
        return {**data, "image/svg+xml": picture}, {"image/svg+xml": {"alt": self.alt}}

    def __repr__(self) -> str:
        return self.text


def draw(value: Value) -> Drawing:
    """Draw the graph that leads to a value, with all numbers and gradients as they are now.

    Parameters
    ----------
    value : Value
        Where the graph ends; usually the loss.

    Returns
    -------
    Drawing
        Shown at once where it is the last line of a cell.

    Raises
    ------
    TypeError
        If it is no Value.

    Examples
    --------
    >>> draw(Value(1.0, "a") + 2).alt
    'A graph from left to right: from 2 leaves (a, 2) by 1 operation (1 +) to #3 = 3, with grad 0.'
    """
    return Drawing(value)


def _several(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
