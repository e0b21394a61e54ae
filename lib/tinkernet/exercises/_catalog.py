"""All exercises, in course order, and how to find one by name."""

from __future__ import annotations

from difflib import get_close_matches

from ._exercise import Exercise
from ._packages import HERE, BrokenExercisesError, load_packages

# At import, so that processes that are forked for grading have them already.
_EXERCISES, _BROKEN = load_packages(HERE, __package__)


class UnknownExerciseError(LookupError):
    """There is no exercise of that name; the message says which come close."""

    def _render_traceback_(self) -> list[str]:
        """Show one line in a notebook instead of the library's own frames."""
        return [f"{type(self).__name__}: {self}"]


def catalog() -> tuple[Exercise, ...]:
    """Return every exercise in course order.

    Raises
    ------
    BrokenExercisesError
        If a package of exercises cannot be imported, with the file and the line.

    Examples
    --------
    >>> [exercise.name for exercise in catalog()][:2]
    ['predict_line', 'mse']
    """
    if _BROKEN:
        raise BrokenExercisesError(_BROKEN)
    return _EXERCISES


def find(name: str) -> Exercise:
    """Return the exercise called ``name``.

    Raises
    ------
    UnknownExerciseError
        With the nearest names.

    Examples
    --------
    >>> find("mse").points
    2
    """
    exercises = {exercise.name: exercise for exercise in catalog()}
    if name in exercises:
        return exercises[name]
    near = get_close_matches(str(name), exercises, n=2) or list(exercises)
    raise UnknownExerciseError(
        f"There is no exercise {name!r}; did you mean {' or '.join(map(repr, near))}?"
    )
