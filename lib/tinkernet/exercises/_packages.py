"""The packages of exercises: whichever lie in this folder, in the order of their assignments."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from ._exercise import Exercise

HERE = Path(__file__).resolve().parent


class BrokenExercisesError(RuntimeError):
    """A file of exercises cannot be used; the message says which, where and why."""

    def _render_traceback_(self) -> list[str]:
        """Show one line in a notebook instead of the library's own frames."""
        return [f"{type(self).__name__}: {self}"]


def load_packages(folder: Path, package: str) -> tuple[tuple[Exercise, ...], str]:
    """Import every package of exercises in a folder.

    A package that cannot be used does not keep the others from being imported, so that its author
    is told in one sentence what is wrong with it, by whichever command it is asked for.

    Parameters
    ----------
    folder : Path
        Where the packages lie: one folder an assignment, with ``EXERCISES`` in its ``__init__``.
    package : str
        The dotted name of that folder.

    Returns
    -------
    exercises : tuple of Exercise
        Those of all packages, ordered by assignment.
    broken : str
        What is wrong with the first package that cannot be used; empty if nothing is.
    """
    found: list[tuple[str, str, tuple[Exercise, ...]]] = []
    broken = ""
    for name in sorted(each.name for each in iter_modules([str(folder)]) if each.ispkg):
        try:
            exercises = _import(f"{package}.{name}", folder / name)
            found.append((exercises[0].assignment, name, exercises))
        except BrokenExercisesError as error:
            broken = broken or str(error)
    return tuple(each for *_, exercises in sorted(found, key=_place) for each in exercises), broken


def _place(package: tuple[str, str, tuple[Exercise, ...]]) -> tuple[str, str]:
    return package[0], package[1]


def _import(name: str, folder: Path) -> tuple[Exercise, ...]:
    try:
        exercises = getattr(import_module(name), "EXERCISES", None)
    except (Exception, SystemExit) as error:  # authors' files raise whatever they do
        raise BrokenExercisesError(_sentence(error, folder)) from error
    if not isinstance(exercises, tuple) or not exercises:
        raise BrokenExercisesError(
            f"{folder / '__init__.py'}: EXERCISES should be a tuple of this package's exercises, "
            "in the order of the notebook; write EXERCISES = (FIRST, SECOND)."
        )
    for each in exercises:
        if not isinstance(each, Exercise):
            raise BrokenExercisesError(
                f"{folder / '__init__.py'}: EXERCISES should hold exercises only, but one is "
                f"a {type(each).__name__}."
            )
    return exercises


def _sentence(error: BaseException, folder: Path) -> str:
    """Say where in the author's own files it happened, in one line."""
    said = (str(error).splitlines() or [""])[0].removesuffix(".")
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}, line {error.lineno}: {type(error).__name__}: {error.msg}."
    places = list(_places(error, folder))
    return f"{places[-1]}: {what}." if places else f"{folder / '__init__.py'}: {what}."


def _places(error: BaseException, folder: Path) -> Iterator[str]:
    for frame in traceback.extract_tb(error.__traceback__):
        if Path(frame.filename).is_relative_to(folder):
            yield f"{frame.filename}, line {frame.lineno}"
