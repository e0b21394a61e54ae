"""What an exercise is made of: its own file, and what that takes from others of its package."""

from __future__ import annotations

import ast
import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import resolve_name
from pathlib import Path
from types import ModuleType

from tinkernet.exercises import Exercise, UnknownExerciseError, find

from ._parse import parse

_ROOM = "tinkernet.exercises."


@cache
def exercise_digest(name: str) -> str:
    """Hash the files that an exercise is made of, comments and all.

    Parameters
    ----------
    name : str
        As ``check`` takes it; one that nobody knows has a digest, too.

    Examples
    --------
    >>> exercise_digest("mse") == exercise_digest("mse_gradient")
    False
    """
    try:
        modules = made_of(find(name))
    except UnknownExerciseError:
        modules = ()
    total = hashlib.sha256(name.encode())
    for module in modules:
        total.update(module.encode())
        total.update(_file(sys.modules[module]).read_bytes())
    return total.hexdigest()[:16]


def made_of(exercise: Exercise) -> tuple[str, ...]:
    """List the modules of an exercise: where it is declared, and what these import in turn.

    What all exercises share (``tinkernet.exercises`` itself, ``nn``, ``probe``) is not listed.

    Examples
    --------
    >>> made_of(find("mse"))
    ('tinkernet.exercises.linear_regression.mse',)
    """
    waiting = [
        name
        for name, module in list(sys.modules.items())
        if _is_own(name) and not _is_package(module) and _declares(module, exercise)
    ]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _imported(sys.modules[name])
    return tuple(sorted(found))


def _declares(module: ModuleType, exercise: Exercise) -> bool:
    return any(value is exercise for value in vars(module).values())


def _imported(module: ModuleType) -> Iterator[str]:
    """Yield the modules of exercises that a module imports, wherever in it."""
    package = module.__name__ if _is_package(module) else module.__name__.rpartition(".")[0]
    for node in ast.walk(parse(_file(module).read_bytes())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = resolve_name("." * node.level + (node.module or ""), package)
            names = [base, *(f"{base}.{alias.name}" for alias in node.names)]
        else:
            continue
        # A package's own list of exercises says nothing about one of them.
        yield from (each for each in names if _is_own(each) and each != package)


def _is_own(name: str) -> bool:
    return name.startswith(_ROOM) and name.count(".") > 2 and name in sys.modules


def _is_package(module: ModuleType) -> bool:
    return hasattr(module, "__path__")


def _file(module: ModuleType) -> Path:
    assert module.__file__ is not None
    return Path(module.__file__)
