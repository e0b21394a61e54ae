"""What a Value can be made of: one plain, finite number."""

from __future__ import annotations

import math
from typing import Any


def plain_number(data: Any) -> float:
    """Return ``data`` as a float.

    Parameters
    ----------
    data : number
        A number of Python's or NumPy's, or an array or tensor that holds just one.

    Raises
    ------
    TypeError
        If it is anything else: text, a complex number, a list, an array of several numbers.
    ValueError
        If it is infinite or not a number.
    OverflowError
        If it is an int that no float can hold.

    Examples
    --------
    >>> plain_number(3)
    3.0
    >>> plain_number("3")
    Traceback (most recent call last):
    ...
    TypeError: A Value holds one plain number, such as 2.0, got '3' (str); use float(...) on a text.
    """
    number = data
    if callable(getattr(data, "item", None)):  # an array, a tensor, or one of NumPy's numbers
        try:
            number = data.item()
        except (TypeError, ValueError, RuntimeError):
            raise TypeError(
                "A Value holds one plain number, such as 2.0, got an array of shape "
                f"{tuple(getattr(data, 'shape', ()))}; make one Value of each of its numbers."
            ) from None
    # Neither a text nor a complex number has either.
    if not (hasattr(number, "__float__") or hasattr(number, "__index__")):
        raise TypeError(
            f"A Value holds one plain number, such as 2.0, got {_short(data)} "
            f"({type(data).__name__}); {_advice(number)}."
        )
    try:
        plain = float(number)
    except OverflowError:
        raise OverflowError(
            f"A Value holds a number below about 1.8e308, got {_short(data)}; use a smaller one."
        ) from None
    if not math.isfinite(plain):
        raise ValueError(f"A Value holds a finite number, got {plain}; look where it was computed.")
    return plain


def _advice(number: Any) -> str:
    """Return what to do with what is no plain number."""
    if isinstance(number, str | bytes | bytearray):
        return "use float(...) on a text"
    if isinstance(number, complex):
        return "take its real part, .real"
    return "give it one float or int"


def _short(data: Any) -> str:
    """Return how ``data`` is written, or the start of it."""
    # A number of thousands of digits has no repr: Python refuses to write it out.
    text = f"an int of {data.bit_length()} bits" if type(data) is int else repr(data)
    return text if len(text) <= 40 else f"{text[:37]}..."
