"""Answers that return a dict like one that they are given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ._case import Case
from ._outputs import Named, NotNumbersError


def call_for_dict(answers: Sequence[Callable[..., Any]], case: Case) -> Named:
    """Call an answer that returns a dict with the keys of its argument ``params``.

    Raises
    ------
    NotNumbersError
        If something else came back, or a dict with other keys.

    Examples
    --------
    >>> case = Case("two numbers", {"params": {"w": 2.0, "b": 1.0}})
    >>> call_for_dict([lambda params: {"b": 0.0, "w": params["w"]}], case)
    {'b': 0.0, 'w': 2.0}
    """
    (answer,) = answers
    wanted = tuple(case.arguments["params"])
    found = answer(*case.arguments.values())
    if found is None:
        raise NotNumbersError("It returned None: does every way through it end with return?")
    if found is ...:
        raise NotImplementedError
    should = f"It should return a dict with the keys {_listed(wanted)}, but "
    if not isinstance(found, Mapping):
        raise NotNumbersError(f"{should}returned {_kind(found)}.")
    if missing := [name for name in wanted if name not in found]:
        raise NotNumbersError(f"{should}the dict lacks {_keys(missing)}.")
    if more := [name for name in found if name not in wanted]:
        raise NotNumbersError(f"{should}the dict has {_keys(more)} as well.")
    return Named(found)


def _keys(names: Sequence[Any]) -> str:
    return f"the key{'s' * (len(names) > 1)} {_listed(names)}"


def _listed(names: Sequence[Any]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _kind(value: Any) -> str:
    name = type(value).__name__
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"
