"""Everything that is wrong with an assignment, at once, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from nbformat import NotebookNode

from tinkernet.exercises import BrokenExercisesError, Exercise, catalog

from ._answers import answer_problems
from ._cells import CourseCell, Problem
from ._checks import CHECK_PREFIX, check_problems, checks_of
from ._course_text import CourseText, read_course_text
from ._declared import catalogue_problems, file_of, lint_exercise
from ._marks import mark_problems
from ._numbers import number_problems
from ._pictures import picture_problems


class BuildError(ValueError):
    """Course files are wrong; the message says in a line each where, and what to do."""


def read_notebooks(root: Path, name: str) -> dict[str, NotebookNode]:
    """Read the notebooks of an assignment, held to all that can be said of them.

    Parameters
    ----------
    root : Path
        The course folder.
    name : str
        The assignment.

    Returns
    -------
    dict of str to NotebookNode
        By the name of the file, without its ending.

    Raises
    ------
    BuildError
        With all that is wrong, one line each.
    """
    texts, lines = _looked_at(root, name)
    if lines:
        raise BuildError("\n".join(lines))
    return {stem: text.notebook for stem, text in texts.items() if text.notebook is not None}


def lint(root: Path, name: str) -> list[str]:
    """Say what is wrong with an assignment: one line each, nothing if all is well.

    Parameters
    ----------
    root : Path
        The course folder.
    name : str
        The assignment.
    """
    return _looked_at(root, name)[1]


def lint_text(
    content: bytes, folder: Path, assignment: str, exercises: Sequence[Exercise]
) -> list[Problem]:
    """Say what is wrong with one course file.

    Parameters
    ----------
    content : bytes
        The file's.
    folder : Path
        Where pictures are looked for.
    assignment : str
        Whose exercises should be checked in it, all of them.
    exercises : sequence of Exercise
        All that there are.
    """
    text = read_course_text(content)
    here = [exercise.name for exercise in exercises if exercise.assignment == assignment]
    return [*_of_text(text, folder, exercises), *_in_order([text], here)]


def lint_catalogue(root: Path, assignments: Sequence[str]) -> list[str]:
    """Say which exercises bear the same name, or belong to an assignment that is misspelt."""
    found = catalogue_problems(_known(root), assignments)
    return [f"{_short(root, file_of(exercise))}: {said}" for exercise, said in found]


def _known(root: Path) -> tuple[Exercise, ...]:
    try:
        return catalog()
    except BrokenExercisesError as error:
        raise BuildError(str(error).removeprefix(f"{root}/")) from error


def _looked_at(root: Path, name: str) -> tuple[dict[str, CourseText], list[str]]:
    folder = root / "course" / name
    paths = sorted(path for path in folder.glob("*.md") if path.name != "README.md")
    place = f"course/{name}"
    lines = [
        f"{place}/{path.name}: this notebook is not Markdown; write it as {path.stem}.md with "
        f"'jupytext --to md:myst {place}/{path.name}', and delete it."
        for path in sorted(folder.glob("*.ipynb"))
    ]
    if not paths:
        return {}, [*lines, f"{place} holds no notebook: write {place}/{name}.md."]
    exercises = _known(root)
    texts = {path.stem: read_course_text(path.read_bytes()) for path in paths}
    for stem, text in texts.items():
        found = _of_text(text, folder, exercises)
        lines += _lines(f"{place}/{stem}.md", found)
    here = [exercise for exercise in exercises if exercise.assignment == name]
    order = _in_order(list(texts.values()), [exercise.name for exercise in here])
    lines += _lines(f"{place}/{paths[0].name}", order)
    for exercise in here:
        file = _short(root, file_of(exercise))
        lines += [f"{file}: {said}" for said in lint_exercise(exercise)]
    return texts, lines


def _of_text(text: CourseText, folder: Path, exercises: Sequence[Exercise]) -> list[Problem]:
    by_name = {exercise.name: exercise for exercise in exercises}
    found = [
        *text.problems,
        *mark_problems(text.cells),
        *answer_problems(text.cells),
        *check_problems(text.cells, by_name),
        *number_problems(text.cells),
        *picture_problems(text.cells, folder),
    ]
    return sorted(dict.fromkeys(found), key=lambda problem: problem.line)


def _in_order(texts: Sequence[CourseText], exercises: Sequence[str]) -> Iterator[Problem]:
    """Hold an assignment's notebooks to checking all its exercises, in the catalogue's order."""
    if any(text.notebook is None for text in texts):
        return
    cells: list[CourseCell] = [cell for text in texts for cell in text.cells]
    checked = [check.exercise for cell in cells for check in checks_of(cell)]
    for name in exercises:
        if name not in checked:
            near = get_close_matches(name, set(checked) - set(exercises), n=1)
            instead = f" (there is check({near[0]!r}, ...))" if near else ""
            yield Problem(
                f"no cell checks the exercise {name!r} of this assignment{instead}; add one with "
                f"the grade_id '{CHECK_PREFIX}{name}'."
            )
    order = [name for name in checked if name in exercises]
    wanted = [name for name in exercises if name in checked]
    if order != wanted and len(order) == len(set(order)):
        yield Problem(
            f"it checks {', '.join(order)}, but the exercises' package lists "
            f"{', '.join(wanted)}; bring EXERCISES into the notebook's order."
        )


def _lines(file: str, problems: Iterable[Problem]) -> list[str]:
    return [f"{file}{', ' if problem.line else ': '}{problem}" for problem in problems]


def _short(root: Path, path: Path) -> str:
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
