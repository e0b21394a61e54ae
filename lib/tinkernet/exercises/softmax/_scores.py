"""What several exercises' alternatives and mistakes are made of."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def row_max(z: Array) -> Any:
    """Return the largest score of each row, as a column."""
    return z.max(axis=-1, keepdims=True)


def softmax(z: Array) -> Any:
    """Return the probabilities of each row."""
    e = np.exp(z - row_max(z))
    return e / e.sum(axis=-1, keepdims=True)


def true_of(table: Array, y: Array) -> Any:
    """Return of each row the number of the true class."""
    return table[np.arange(len(y)), y]


def hot(z: Array, y: Array) -> Any:
    """Return the true classes as one-hot rows, as wide as the scores."""
    return np.eye(z.shape[1])[y]
