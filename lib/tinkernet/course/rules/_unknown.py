"""Why there is no exercise of a name, as far as the exercises' files tell."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

import tinkernet.exercises
from tinkernet.exercises import Exercise

_FOLDER = Path(tinkernet.exercises.__file__).parent


def unknown(name: str, exercises: Mapping[str, Exercise], folder: Path = _FOLDER) -> str:
    """Say in one sentence why an exercise is unknown, and what to do.

    Parameters
    ----------
    name : str
        What was asked for.
    exercises : mapping of str to Exercise
        All there are, by name.
    folder : Path
        Where the packages of exercises lie.

    Examples
    --------
    >>> unknown("msee", {"mse": tinkernet.exercises.find("mse")})
    "'msee' is an exercise that does not exist; did you mean 'mse'?"
    """
    declared = {path: _declared(path) for path in sorted(folder.glob("*/[!_]*.py"))}
    for path, names in declared.items():
        if name in names:
            package = path.parent.name
            return (
                f"the exercise {name!r} is not known: {package}/{path.name} is there, but "
                f"{package}/__init__.py does not list it in EXERCISES; add it there."
            )
    for path, names in declared.items():
        if path.stem == name and names:
            return (
                f"{name!r} is an exercise that does not exist: {path.parent.name}/{path.name} "
                f"calls its own {' and '.join(map(repr, names))}; make the names agree."
            )
    near = get_close_matches(name, exercises, n=1)
    mean = f"did you mean {near[0]!r}?" if near else "write one, or mend the name."
    return f"{name!r} is an exercise that does not exist; {mean}"


def _declared(path: Path) -> list[str]:
    """Read the names of a file's exercises; a file that is not listed was never imported."""
    try:
        tree = ast.parse(path.read_bytes())
    except OSError:
        return []
    except (SyntaxError, ValueError):  # broken, but there
        return [path.stem]
    return [
        keyword.value.value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "Exercise"
        for keyword in call.keywords
        if keyword.arg == "name"
        and isinstance(keyword.value, ast.Constant)
        and isinstance(keyword.value.value, str)
    ]
