"""A case: the inputs of one question to an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ._nested import numbers_in


@dataclass(frozen=True)
class Case:
    """The arguments an answer is called with, in order, and what makes them worth asking.

    Attributes
    ----------
    label : str
        What is special here, in a few words: "one point", "a constant column".
    arguments : mapping of str to array or number
        Names are for the report; values are passed by position. A probe may make something else
        of a value: a function of its name, a generator of its seed.
    unseen : mapping of str to array or number
        What the judge measures the outputs with, such as examples to predict. No answer gets it,
        and it never travels to a kernel.

    Examples
    --------
    >>> case = Case("two points", {"x": [1.0, 2.0], "a": 3.0})
    >>> case.size
    3
    """

    label: str
    arguments: Mapping[str, Any]
    unseen: Mapping[str, Any] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many numbers a reader has to take in."""
        return numbers_in(self.arguments)
