"""What an exercise declares: complete, and in order with the rest of the catalogue."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from tinkernet.exercises import Exercise
from tinkernet.probe import PROBES

MISTAKES = 4
"""An exercise knows at least so many mistakes."""

ALTERNATIVES = 2
"""And so many other right answers."""


def file_of(exercise: Exercise) -> Path:
    """Return the file that declares an exercise, as far as can be told from its functions."""
    first = exercise.reference[0] if isinstance(exercise.reference, tuple) else exercise.reference
    for function in (exercise.cases, first):
        if callable(function) and (code := getattr(inspect.unwrap(function), "__code__", None)):
            return Path(code.co_filename)
    return Path(f"exercise {exercise.name!r}")


def lint_exercise(exercise: Exercise) -> Iterator[str]:
    """Say what an exercise leaves out; ``tests/test_catalogue.py`` says whether the rest works.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from tinkernet.exercises import find
    >>> print(*lint_exercise(replace(find("mse"), mistakes=())))
    the exercise 'mse' knows 0 mistakes; write at least 4.
    """
    the = f"the exercise {exercise.name!r}"
    if not str(exercise.name).isidentifier():
        yield f"{the} should have a name of small letters, digits and _, such as 'mse'."
    if not isinstance(exercise.points, int | float) or exercise.points <= 0:
        yield f"{the} should give points, but gives {exercise.points!r}."
    for what in ("answers", "returns"):
        if not getattr(exercise, what):
            yield f"{the} should have {what}: names of what is asked for, and of what comes back."
    for answer in exercise.answers:
        if answer not in exercise.asked:
            yield f"{the} asks for {answer}, but its sentence 'asked' does not name it."
    if exercise.probe is not PROBES.get(getattr(exercise.probe, "__name__", "")):
        yield f"{the} should use a probe of tinkernet.probe.PROBES."
    if len(exercise.alternatives) < ALTERNATIVES:
        count = len(exercise.alternatives)
        answers = "1 other right answer" if count == 1 else f"{count} other right answers"
        yield f"{the} knows {answers}; write at least {ALTERNATIVES} alternatives."
    yield from _mistakes(exercise, the)


def _mistakes(exercise: Exercise, the: str) -> Iterator[str]:
    if len(exercise.mistakes) < MISTAKES:
        count = len(exercise.mistakes)
        mistakes = "1 mistake" if count == 1 else f"{count} mistakes"
        yield f"{the} knows {mistakes}; write at least {MISTAKES}."
    for mistake in exercise.mistakes:
        for what in ("title", "hint", "variants"):
            if not getattr(mistake, what):
                yield f"{the}: its mistake {mistake.name!r} has no {what}."
    for name, times in Counter(mistake.name for mistake in exercise.mistakes).items():
        if times > 1:
            yield f"{the}: the name {name!r} stands for {times} mistakes; rename one."


def catalogue_problems(
    exercises: Sequence[Exercise], assignments: Sequence[str]
) -> Iterator[tuple[Exercise, str]]:
    """Say which exercises bear the same name, or belong to an assignment that is misspelt.

    Those of an assignment that a course leaves out are in nobody's way.
    """
    times = Counter(exercise.name for exercise in exercises)
    for exercise in exercises:
        the = f"the exercise {exercise.name!r}"
        if times[exercise.name] > 1:
            yield exercise, f"{the} exists {times[exercise.name]} times; rename one."
        near = get_close_matches(exercise.assignment, assignments, n=1, cutoff=0.75)
        if near and exercise.assignment not in assignments:
            said = (
                f"{the} belongs to {exercise.assignment!r}, but there is no such folder in "
                f"course/; did you mean {near[0]!r}?"
            )
            yield exercise, said
