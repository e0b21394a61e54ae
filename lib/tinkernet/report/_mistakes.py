"""Which misconceptions a class has, and who has them."""

from __future__ import annotations

from dataclasses import dataclass

from tinkernet.exercises import Mistake, UnknownExerciseError, find

from ._class_results import ClassResults, StudentWork


@dataclass(frozen=True)
class Misconception:
    """A known mistake that was recognised in somebody's answer.

    Attributes
    ----------
    exercise : str
        The exercise's title.
    name, title, hint : str
        As the exercise declares the mistake.
    students : tuple of StudentWork
        In alphabetical order.
    """

    exercise: str
    name: str
    title: str
    hint: str
    students: tuple[StudentWork, ...]


def misconceptions(results: ClassResults) -> list[Misconception]:
    """List the recognised misconceptions, those of most students first."""
    found: dict[tuple[str, str], list[StudentWork]] = {}
    for student in results.students:
        for cell in results.cells:
            for verdict in student.cells[cell.place].verdicts:
                if verdict.get("mistake"):
                    key = (str(verdict.get("exercise")), str(verdict["mistake"]))
                    found.setdefault(key, []).append(student)
    ranked = sorted(found.items(), key=lambda item: -len(item[1]))
    listed = []
    for (exercise, name), students in ranked:
        mistake = known_mistake(exercise, name)
        listed.append(
            Misconception(title_of(exercise), name, mistake.title, mistake.hint, tuple(students))
        )
    return listed


def title_of(exercise: str) -> str:
    """Return an exercise's title; its name where nobody knows it any more.

    Examples
    --------
    >>> title_of("mse"), title_of("of_long_ago")
    ('Mean squared error', 'of_long_ago')
    """
    try:
        return find(exercise).title
    except UnknownExerciseError:
        return exercise


def known_mistake(exercise: str, name: str) -> Mistake:
    """Return a mistake as its exercise declares it; one without a hint where none does."""
    try:
        known = {each.name: each for each in find(exercise).mistakes}
    except UnknownExerciseError:
        known = {}
    return known.get(name) or Mistake(name, name.replace("_", " "), "", ())
