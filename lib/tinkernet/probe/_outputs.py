"""Turn whatever an answer returned into plain arrays, or say why that is not possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

SIZE_LIMIT = 1_000_000
"""Numbers in one output; more than any exercise asks for."""


class Named(dict[str, Any]):
    """Outputs by name, where a probe has asked for a dict."""


class NotNumbersError(Exception):
    """What came back cannot be read as the numbers that were asked for."""


def to_outputs(value: Any, returns: Sequence[str]) -> tuple[NDArray[Any], ...]:
    """Read ``value`` as one array for each name in ``returns``.

    Parameters
    ----------
    value : object
        What the answer returned: for one name a number or anything like an array, for
        several any sequence with one item each, or ``Named`` with these names as keys.
    returns : sequence of str
        Names of what was asked for.

    Returns
    -------
    tuple of arrays
        Copies, of a real, integer or boolean dtype.

    Raises
    ------
    NotNumbersError
        With a sentence for the student.

    Examples
    --------
    >>> to_outputs([1.5, [2, 3]], ["a", "losses"])
    (array(1.5), array([2, 3]))
    """
    if value is None:
        raise NotNumbersError("It returned None: does every way through it end with return?")
    if len(returns) == 1:
        return (_to_array(value, returns[0]),)
    wanted = f"{len(returns)} values ({', '.join(returns)})"
    if isinstance(value, Named):
        for name in returns:
            if name not in value:
                raise NotNumbersError(f"The dict that it returns lacks the key {name!r}.")
        if more := [name for name in value if name not in returns]:
            raise NotNumbersError(f"The dict that it returns has a key too many, {more[0]!r}.")
        value = [value[name] for name in returns]
    if isinstance(value, np.ndarray) and value.ndim == 0:
        raise NotNumbersError(f"It should return {wanted}, but returned one number.")
    if isinstance(value, np.ndarray) and value.ndim > 1:
        raise NotNumbersError(
            f"It should return {wanted}, but returned one array of shape {value.shape}."
        )
    if not isinstance(value, Sequence | np.ndarray) or isinstance(value, str | bytes):
        raise NotNumbersError(f"It should return {wanted}, but returned {_kind(value)}.")
    if len(value) != len(returns):
        raise NotNumbersError(f"It should return {wanted}, but returned {len(value)}.")
    return tuple(_to_array(item, name) for item, name in zip(value, returns, strict=True))


def _to_array(value: Any, name: str) -> NDArray[Any]:
    if value is None:
        raise NotNumbersError(f"{name} came back as None.")
    if isinstance(value, Iterator) or callable(value):
        raise NotNumbersError(f"{name} should be numbers, but {_kind(value)} came back.")
    try:
        array = np.array(value)
        # Such as Fraction, Decimal or very large int; and what is more exact than JSON can say.
        if array.dtype.kind == "O" or array.dtype == np.longdouble:
            array = array.astype(np.float64)
    except (TypeError, ValueError, OverflowError):
        raise NotNumbersError(
            f"{name} should be numbers in rows of one length, but {_kind(value)} came back "
            "that cannot be read so."
        ) from None
    if array.dtype.kind not in "biuf":
        kind = "text" if array.dtype.kind in "US" else str(array.dtype)
        raise NotNumbersError(f"{name} should be real numbers, but {kind} came back.")
    if array.size > SIZE_LIMIT:
        raise NotNumbersError(
            f"{name} came back with {array.size:,} numbers, far more than asked for."
        )
    return array


def _kind(value: Any) -> str:
    if isinstance(value, float | int | np.number):
        return "one number"
    name = type(value).__name__
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"
