"""A case: the inputs of one question to an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Case:
    """The arguments an answer is called with, in order, and what makes them worth asking.

    Attributes
    ----------
    label : str
        What is special here, in a few words: "one point", "a constant column".
    arguments : mapping of str to array or number
        Names are for the report; values are passed by position.

    Examples
    --------
    >>> case = Case("two points", {"x": np.array([1.0, 2.0]), "a": 3.0})
    >>> case.size
    3
    """

    label: str
    arguments: Mapping[str, Any]

    @property
    def size(self) -> int:
        """How many numbers a reader has to take in."""
        return sum(int(np.size(value)) for value in self.arguments.values())
