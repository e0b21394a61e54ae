"""Notice, while an answer runs, that it calls somebody else's solution."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType, FunctionType, ModuleType
from typing import Any

from ._no_tricks import no_tricks


class BorrowedCallError(BaseException):
    """A forbidden function was called. Not an ``Exception``, so that ``except`` lets it pass."""


@contextmanager
def borrowed_calls(forbidden: Sequence[str]) -> Iterator[list[str]]:
    """Refuse calls of forbidden functions in the body.

    However a function was reached (``getattr``, ``eval``, an alias), its code is what is
    executed, and that is looked at. Who means to can switch this off, which is why graders also
    take forbidden things away; see ``take_away`` and ``no_tricks``.

    Parameters
    ----------
    forbidden : sequence of str
        Dotted names of functions, or of packages with all that they hold.

    Yields
    ------
    list of str
        Filled with the names that were called.

    Examples
    --------
    >>> import numpy as np
    >>> with borrowed_calls(["numpy.polyfit"]) as found:
    ...     try:
    ...         getattr(np, "poly" + "fit")([0, 1], [0, 1], 1)
    ...     except BorrowedCallError:
    ...         print("refused", found)
    refused ['numpy.polyfit']
    """
    found: list[str] = []
    if not forbidden:
        yield found
        return
    functions = {name: f for name in forbidden if (f := plain_function(name)) is not None}
    codes = {f.__code__: name for name, f in functions.items() if isinstance(f, FunctionType)}
    in_c = {id(f): name for name, f in functions.items() if not isinstance(f, FunctionType)}
    packages = tuple(name for name in forbidden if name not in functions)

    def look(frame: FrameType, event: str, argument: Any) -> None:
        if event == "c_call":
            name = in_c.get(id(argument))
        elif event == "call":
            name = codes.get(frame.f_code) or _package(packages, frame.f_globals.get("__name__"))
        else:
            return
        if name:
            found.append(name)
            raise BorrowedCallError(name)

    before = sys.getprofile()
    sys.setprofile(look)
    no_tricks.raise_guard(True)
    try:
        yield found
    finally:
        no_tricks.raise_guard(False)
        sys.setprofile(before)


def plain_function(name: str) -> Any:
    """Find the function that a dotted name stands for; None for packages and unknown names."""
    module, _, attribute = name.rpartition(".")
    # Not getattr: a module may import what it is asked for.
    function = vars(sys.modules.get(module) or object).get(attribute)
    if isinstance(function, ModuleType | type):
        return None
    return getattr(function, "__wrapped__", function)  # NumPy's dispatcher wraps


def _package(packages: Sequence[str], home: Any) -> str | None:
    """Return the forbidden package that a module lies in."""
    if not isinstance(home, str):
        return None
    return next((name for name in packages if f"{home}.".startswith(f"{name}.")), None)
