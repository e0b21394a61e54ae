"""Notice that an answer goes through the examples one by one, where it should take all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from ._case import Case
from ._not_as_asked import NotAsAskedError

FEW = 2
"""Examples that may be looked at one by one, such as the first and the last."""


class LoopError(NotAsAskedError):
    """An answer took one example after the other out of a table."""


class Table(np.ndarray[Any, Any]):
    """A table that counts how often single rows are taken out of it; what is made of it does not.

    Examples
    --------
    >>> table = np.arange(6.0).reshape(3, 2).view(Table)
    >>> table.rows_left = 2
    >>> (table @ np.ones(2)).tolist(), table[:, 0].tolist()
    ([1.0, 5.0, 9.0], [0.0, 2.0, 4.0])
    >>> [row.sum() for row in table]
    Traceback (most recent call last):
    tinkernet.probe._vectorised.LoopError: It takes one example after the other out of X.
    """

    rows_left: int | None = None

    def __iter__(self) -> Iterator[Any]:
        for k in range(len(self)):
            yield self[k]

    def __getitem__(self, key: Any) -> Any:
        first = key[0] if isinstance(key, tuple) and key else key
        if self.rows_left is not None and isinstance(first, int | np.integer):
            self.rows_left -= 1
            if self.rows_left < 0:
                raise LoopError("It takes one example after the other out of X.")
        return super().__getitem__(key)


def call_without_loops(answers: Sequence[Callable[..., Any]], case: Case) -> Any:
    """Call the answer with an ``X`` whose rows cannot be taken one by one.

    Examples
    --------
    >>> case = Case("three examples", {"X": np.ones((3, 2))})
    >>> call_without_loops([lambda X: X.sum(axis=1)], case).tolist()
    [2.0, 2.0, 2.0]
    """
    (answer,) = answers
    arguments = dict(case.arguments)
    table = arguments["X"].view(Table)
    table.rows_left = FEW
    arguments["X"] = table
    return answer(*arguments.values())
