"""Values that may hold others: arrays and numbers in tuples, lists and dicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np


def leaves(value: Any) -> Iterator[Any]:
    """Yield the arrays, numbers and texts in a value, in order.

    Examples
    --------
    >>> list(leaves({"W": np.array([1.0, 2.0]), "b": (3, "four")}))
    [array([1., 2.]), 3, 'four']
    """
    if isinstance(value, Mapping):
        for item in value.values():
            yield from leaves(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from leaves(item)
    else:
        yield value


def numbers_in(value: Any) -> int:
    """Count the numbers in a value.

    Examples
    --------
    >>> numbers_in((np.zeros((2, 3)), [1.0, 2.0]))
    8
    """
    return sum(int(np.size(leaf)) for leaf in leaves(value))


def same(one: Any, other: Any) -> bool:
    """Say whether two values are built alike and hold the same bytes.

    Examples
    --------
    >>> same((np.zeros(2), 1), (np.zeros(2), 1)), same(np.zeros(2), np.zeros((2, 1)))
    (True, False)
    """
    if isinstance(one, Mapping):
        return (
            isinstance(other, Mapping)
            and list(one) == list(other)
            and all(same(one[key], other[key]) for key in one)
        )
    if isinstance(one, list | tuple):
        return type(one) is type(other) and len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, np.ndarray):
        return (
            isinstance(other, np.ndarray)
            and one.shape == other.shape
            and one.dtype == other.dtype
            and one.tobytes() == other.tobytes()
        )
    return bool(one == other)
