"""A table of examples and what is to be predicted for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray


@dataclass(frozen=True)
class Dataset:
    """Examples, targets, and what the numbers mean.

    Attributes
    ----------
    X : Array, shape (m, n)
        One example a row, one feature a column.
    y : Array, shape (m,)
        What is to be predicted.
    features : tuple of str
        Names of the columns.
    units : tuple of str
        Their units.
    target : str
        What ``y`` is, with its unit.
    source : str
        Where the numbers come from.
    """

    X: NDArray[Any]
    y: NDArray[Any]
    features: tuple[str, ...]
    units: tuple[str, ...]
    target: str
    source: str

    def column(self, name: str) -> NDArray[Any]:
        """Return a copy of one column of ``X``, shape (m,).

        Raises
        ------
        KeyError
            If there is no such column; the message lists those there are.
        """
        if name not in self.features:
            raise KeyError(f"There is no column {name!r}; there are {', '.join(self.features)}.")
        column: NDArray[Any] = self.X[:, self.features.index(name)].copy()
        return column

    def __repr__(self) -> str:
        m, n = self.X.shape
        return f"Dataset({m} examples of {n} features -> {self.target})"
