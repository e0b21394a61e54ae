"""Take forbidden functions away from a process, before any student's code runs in it."""

from __future__ import annotations

from collections.abc import Sequence
from types import FunctionType

from ._borrowed_calls import plain_function


def take_away(names: Sequence[str]) -> None:
    """Make functions refuse to work, from here on, in this process and its forks.

    Their own code is gone from memory, so that no alias, copy or thread gets at it.

    Parameters
    ----------
    names : sequence of str
        Dotted names of functions written in Python; others are passed over.
    """
    for name in names:
        function = plain_function(name)
        if isinstance(function, FunctionType) and not function.__code__.co_freevars:
            code = _refusing(name).__code__
            function.__code__ = code.replace(co_name=function.__name__)


def _refusing(name: str) -> FunctionType:
    scope: dict[str, FunctionType] = {}
    text = f"{name} is taken away while this is graded: the answer should be your own work."
    exec(f"def refused(*args, **kwargs):\n    raise PermissionError({text!r})", scope)
    return scope["refused"]
