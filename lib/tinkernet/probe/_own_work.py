"""Find calls of somebody else's solution in an answer."""

from __future__ import annotations

import contextlib
import dis
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import Any

_TAKEN_OUT = frozenset(
    ("LOAD_ATTR", "LOAD_METHOD", "LOAD_SUPER_ATTR", "IMPORT_NAME", "IMPORT_FROM")
)
"""What Python does to get at something by a name that is not a variable of its own."""


@dataclass(frozen=True)
class Borrowed:
    """A forbidden name that was found, and the function it was found in."""

    name: str
    function: str


def find_borrowed(
    answers: Sequence[Callable[..., Any]], forbidden: Sequence[str]
) -> Borrowed | None:
    """Look for forbidden names in the answers and in the functions they call.

    A name counts whichever way it is reached: ``np.polyfit``, ``from numpy import polyfit as
    fit``, an import inside the function, the library's function itself given as the answer.
    Followed are functions of the answer's own file or notebook, not those of other packages.

    Parameters
    ----------
    answers : sequence of callables
        The student's functions.
    forbidden : sequence of str
        Dotted names: of a function or class, or of a package with all that it holds.

    Returns
    -------
    Borrowed or None

    Examples
    --------
    >>> import numpy as np
    >>> find_borrowed([lambda x, y: np.polyfit(x, y, 1)], ["numpy.polyfit"])
    Borrowed(name='numpy.polyfit', function='<lambda>')
    >>> find_borrowed([lambda x: np.mean(x)], ["numpy.polyfit"]) is None
    True
    """
    objects = {name: found for name in forbidden if (found := _resolve(name)) is not None}
    waiting: list[Any] = list(answers)
    seen: set[int] = set()
    while waiting:
        function = _unwrap(waiting.pop())
        if id(function) in seen:
            continue
        seen.add(id(function))
        name = getattr(function, "__name__", type(function).__name__)
        if entry := _match(function, "", objects, forbidden):
            return Borrowed(entry, name)
        if not isinstance(function, FunctionType):
            continue
        for found, path in _references(function):
            if entry := _match(found, path, objects, forbidden):
                return Borrowed(entry, name)
            inner = _unwrap(found)
            if isinstance(inner, FunctionType) and inner.__globals__ is function.__globals__:
                waiting.append(inner)
    return None


def _resolve(name: str) -> Any:
    """Find the thing a dotted name stands for; None where nobody has imported it yet."""
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        module = sys.modules.get(".".join(parts[:cut]))
        if module is not None:
            found: Any = module
            for part in parts[cut:]:
                # Not getattr: a module may import what it is asked for.
                inside = isinstance(found, ModuleType)
                found = vars(found).get(part) if inside else getattr(found, part, None)
            return found
    return None


def _unwrap(function: Any) -> Any:
    """Look behind partial, methods, decorators and objects that can be called."""
    for _ in range(20):
        if isinstance(function, partial):
            function = function.func
        elif isinstance(function, MethodType):
            function = function.__func__
        elif isinstance(function, FunctionType) and hasattr(function, "__wrapped__"):
            function = function.__wrapped__
        elif isinstance(call := _class_attribute(function, "__call__"), FunctionType):
            function = call
        else:
            break
    return function


def _class_attribute(function: Any, name: str) -> Any:
    """Look up what an object's class says; nothing for functions, classes and modules."""
    if isinstance(function, FunctionType | type | ModuleType):
        return None
    return getattr(type(function), name, None)


def _match(found: Any, path: str, objects: dict[str, Any], entries: Sequence[str]) -> str:
    """Return the forbidden entry that ``found`` is, or lies in."""
    for name, thing in objects.items():
        if found is thing:
            return name
    home = found.__name__ if isinstance(found, ModuleType) else getattr(found, "__module__", None)
    for place in (path, home):
        if isinstance(place, str):
            for entry in entries:
                if place == entry or place.startswith(entry + "."):
                    return entry
    return ""


def _references(function: FunctionType) -> Iterator[tuple[Any, str]]:
    """Yield what a function can reach by the names in its code, each with its dotted name.

    Taken from the byte code's table of names rather than from the text, which is not always
    there: globals, closure variables, imports, and of modules among these the attributes that
    the code names. Which attribute belongs to which module is not looked at: who says ``np``
    and ``polyfit`` means ``np.polyfit``.
    """
    names, attributes = _names(function.__code__)
    found: dict[str, Any] = {}
    for name in names:
        if name in function.__globals__:
            found[name] = function.__globals__[name]
        elif name in sys.modules:
            found[name] = sys.modules[name]
        else:
            yield None, name  # perhaps a module that the function imports when it is called
            yield from ((None, f"{name}.{other}") for other in attributes)
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        with contextlib.suppress(ValueError):  # not assigned yet
            found[name] = cell.cell_contents
    waiting = list(found.values())
    seen: set[int] = set()
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        yield thing, ""
        if isinstance(thing, ModuleType):
            for name in attributes:
                inner = getattr(thing, name, None)
                if inner is not None:
                    yield inner, f"{thing.__name__}.{name}"
                    if isinstance(inner, ModuleType):
                        waiting.append(inner)


def _names(code: CodeType) -> tuple[set[str], set[str]]:
    """Return every name that the code uses, and those that it takes out of something.

    Functions inside are included. A function of the student's own that happens to be called
    ``gradient`` is no attribute of NumPy.
    """
    names, attributes = set(code.co_names), set()
    for step in dis.get_instructions(code):
        if step.opname in _TAKEN_OUT and isinstance(step.argval, str):
            attributes |= {step.argval, *step.argval.split(".")}
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            more, taken = _names(constant)
            names, attributes = names | more, attributes | taken
    return names, attributes
