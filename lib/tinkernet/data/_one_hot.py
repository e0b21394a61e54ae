"""Letters and words as columns of a single 1, there and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def encode(numbers: ArrayLike, kinds: int) -> NDArray[Any]:
    """Return ``numbers``, shape (m, L), as columns of a single 1, shape (m, kinds, L).

    A negative number stands for nothing: its column is all zeros.
    """
    is_it = np.asarray(numbers)[:, None, :] == np.arange(kinds)[:, None]
    return np.asarray(is_it, dtype=np.float64)


def spell(columns: ArrayLike, names: Sequence[str], *, between: str = "") -> str:
    """Return the text that one-hot columns stand for.

    Parameters
    ----------
    columns : Array, shape (n, L)
        One letter or word a column; the largest number wins, so probabilities can be read too.
        Columns of zeros are skipped.
    names : sequence of str, n names
        The letter or word of each row.
    between : str, default ""
        What to put between two; a space for words.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If the array does not have one row for each name.

    Examples
    --------
    >>> spell([[0, 1, 0], [0, 0, 0], [0, 0, 0], [1, 0, 1]], "ACGT")
    'TAT'
    """
    table = np.asarray(columns)
    if table.ndim != 2 or len(table) != len(names):
        raise ValueError(
            f"spell expects an array of shape ({len(names)}, L), one row for each name, "
            f"got {table.shape}."
        )
    written = table[:, table.any(axis=0)].argmax(axis=0)
    return between.join(names[number] for number in written)
