"""Examples and what is to be predicted for each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class Dataset:
    """Examples, targets, and what the numbers mean.

    Attributes
    ----------
    X : Array, shape (m, n), (m, n, length) or (m, n, height, width)
        One example a row. ``n`` counts features in a table, channels in a sequence or an image,
        as in PyTorch: channels come first.
    y : Array, shape (m,)
        What is to be predicted: a number, or the number of a class (int64, from 0).
    features : tuple of str, n names
        Names of the columns, or of the channels.
    units : tuple of str, n names
        Their units.
    target : str
        What ``y`` is, with its unit.
    source : str
        Where the numbers come from.
    classes : tuple of str, default ()
        Names of the classes: ``classes[y[i]]`` is that of example i. Empty if ``y`` is measured.
    where : Array, shape (m,) or (m, k), or None
        A place that belongs to each example, in data that have one; the function that makes
        them says which.

    Raises
    ------
    ValueError
        If the parts are not of one length.

    Examples
    --------
    >>> import numpy as np
    >>> Dataset(np.zeros((5, 3, 40, 60)), np.zeros(5), ("red", "green", "blue"), ("0 to 1",) * 3,
    ...         target="flower or not", source="made up")
    Dataset(5 examples of shape 3 x 40 x 60 -> flower or not)
    """

    X: NDArray[Any]
    y: NDArray[Any]
    features: tuple[str, ...]
    units: tuple[str, ...]
    target: str
    source: str
    classes: tuple[str, ...] = ()
    where: NDArray[Any] | None = None

    def __post_init__(self) -> None:
        m, n = self.X.shape[:2]
        if len(self.y) != m or (self.where is not None and len(self.where) != m):
            raise ValueError(f"Dataset expects one y, and one place if any, for each of {m} rows.")
        if len(self.features) != n or len(self.units) != n:
            raise ValueError(
                f"Dataset expects {n} names and {n} units for X of shape {self.X.shape}, "
                f"got {len(self.features)} and {len(self.units)}."
            )

    def column(self, name: str) -> NDArray[Any]:
        """Return a copy of one column of ``X``, shape (m,); of images, one channel of each.

        Raises
        ------
        KeyError
            If there is no such column; the message lists those there are.
        """
        if name not in self.features:
            raise KeyError(f"There is no column {name!r}; there are {', '.join(self.features)}.")
        column: NDArray[Any] = self.X[:, self.features.index(name)].copy()
        return column

    def take(self, rows: ArrayLike) -> Dataset:
        """Return a copy of the examples that ``rows`` names, in that order.

        Parameters
        ----------
        rows : array of int, or of bool
            Numbers of examples; or m times True (keep) or False.

        Returns
        -------
        Dataset
            With all else unchanged.

        Raises
        ------
        IndexError
            If there is no example of that number.
        """
        chosen = np.asarray(rows)
        # An empty list has no whole numbers in it, and numpy makes floats of none.
        chosen = chosen.astype(np.intp) if chosen.size == 0 else np.atleast_1d(chosen)
        where = None if self.where is None else self.where[chosen]
        return replace(self, X=self.X[chosen], y=self.y[chosen], where=where)

    def flattened(self) -> Dataset:
        """Return the same data with every example in one row of numbers, ``X`` of shape (m, n_x).

        Read like a book, channel after channel: ``n_x = 3 * 40 * 60 = 7200`` for a colour image
        of 40 x 60 pixels (deck 001). A column is named after its channel and its place.
        """
        places = list(product(*map(range, self.X.shape[2:])))
        names = tuple(" ".join(map(str, (f, *place))) for f in self.features for place in places)
        units = tuple(unit for unit in self.units for _ in places)
        return replace(self, X=self.X.reshape(len(self.X), -1).copy(), features=names, units=units)

    def __repr__(self) -> str:
        m, *shape = self.X.shape
        what = f"{shape[0]} features" if len(shape) == 1 else f"shape {' x '.join(map(str, shape))}"
        return f"Dataset({m} examples of {what} -> {self.target})"
