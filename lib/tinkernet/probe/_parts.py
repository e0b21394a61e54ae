"""Answers that part examples among batches or sets, asked again to see what chance does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from ._case import Case
from ._outputs import NotNumbersError
from ._seeds import with_rng


def call_for_parts(answers: Sequence[Callable[..., Any]], case: Case) -> tuple[Any, Any, Any, Any]:
    """Call an answer that returns several index arrays, three times, with ``rng`` from its seed.

    Returns
    -------
    sizes : array of int
        The length of each part.
    indices : array
        All parts, one after the other.
    later : array
        The indices of a second call with the same generator, as in a second epoch.
    again : array
        The indices of a call with a new generator from the same seed.

    Examples
    --------
    >>> def halves(n, rng):
    ...     order = rng.permutation(n)
    ...     return order[: n // 2], order[n // 2 :]
    >>> call_for_parts([halves], Case("four", {"n": 4, "rng": 0}))
    (array([2, 2]), array([2, 0, 1, 3]), array([0, 2, 1, 3]), array([2, 0, 1, 3]))
    """
    (answer,) = answers
    arguments = with_rng(case.arguments)
    sizes, indices = _flat(answer(*arguments.values()))
    _, later = _flat(answer(*arguments.values()))
    _, again = _flat(answer(*with_rng(case.arguments).values()))
    return sizes, indices, later, again


def _flat(found: Any) -> tuple[Any, Any]:
    """Lay out the parts one after the other; an empty one holds whole numbers as well."""
    if found is None:
        raise NotNumbersError("It returned None: does every way through it end with return?")
    single = isinstance(found, np.ndarray) and found.ndim == 0
    if not isinstance(found, Iterable) or single or isinstance(found, str | Mapping):
        raise NotNumbersError(
            f"It should return several arrays of indices, but returned {type(found).__name__}."
        )
    if isinstance(found, np.ndarray) and found.ndim == 0:
        raise NotNumbersError(
            "It should return several arrays of indices, but returned one number."
        )
    parts = []
    for number, part in enumerate(found):
        try:
            array = np.asarray(part)
        except ValueError:
            raise NotNumbersError(f"Part {number} cannot be read as an array.") from None
        if array.size == 0:
            array = np.zeros(0, int)
        if array.ndim != 1:
            raise NotNumbersError(
                f"Part {number} should be an array of indices with one axis, but its shape is "
                f"{array.shape}."
            )
        if array.dtype.kind not in "iu":
            raise NotNumbersError(
                f"Part {number} should hold indices, whole numbers, but holds {array.dtype}."
            )
        parts.append(array)
    return np.array([len(part) for part in parts], int), np.concatenate([np.zeros(0, int), *parts])
