"""What students wrote, and what nobody had to write: stubs, solutions, other right answers."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from tinkernet.exercises import Exercise, UnknownExerciseError, find
from tinkernet.grading import CourseConfig, course_config

from ._builds_on import tests_by_answer
from ._class_results import ClassResults
from ._gradebook_rows import Place
from ._source_cells import MarkedCell, graded_cells, marked_cells, source_cells

LONGEST = 20_000
"""Characters of an answer that are read."""


@dataclass(frozen=True)
class AnswerCell:
    """A code cell in which students write.

    Attributes
    ----------
    place : Place
    title : str
    given : tuple of str
        Texts that nobody has to find alone: the stub, the solution, other right answers.
    answers : dict of str to str
        What students wrote, by student.
    """

    place: Place
    title: str
    given: tuple[str, ...]
    answers: dict[str, str]


def read_answers(folder: Path, results: ClassResults) -> list[AnswerCell]:
    """Read what was graded, from ``autograded/``, in the notebook's order.

    Parameters
    ----------
    folder : Path
        The course folder.
    results : ClassResults
        Whose answers.
    """
    course = course_config(folder)
    instructors = source_cells(course, results.assignment)
    exercises = _exercises(instructors)
    given: dict[Place, list[str]] = {}
    for cell in [*instructors, *_released(course, results.assignment)]:
        if cell.code and cell.solution:
            given.setdefault((cell.notebook, cell.grade_id), []).append(cell.source)
    answers: dict[Place, dict[str, str]] = {place: {} for place in given}
    for student in tqdm(results.students, desc="reading answers", unit="student"):
        for cell in graded_cells(course, results.assignment, student.student):
            place = (cell.notebook, cell.grade_id)
            if cell.code and cell.solution:
                answers.setdefault(place, {})[student.student] = cell.source[:LONGEST]
    return [
        AnswerCell(
            place,
            ", ".join(each.title for each in exercises.get(place, ())) or place[1],
            (*given.get(place, ()), *_other_answers(exercises.get(place, ()))),
            mine,
        )
        for place, mine in answers.items()
    ]


def _released(course: CourseConfig, assignment: str) -> list[MarkedCell]:
    directory = course.directory
    folder = Path(directory.format_path(directory.release_directory, ".", assignment))
    return [cell for path in sorted(folder.glob("*.ipynb")) for cell in marked_cells(path)]


def _exercises(instructors: list[MarkedCell]) -> dict[Place, tuple[Exercise, ...]]:
    """Map each answer's cell to the exercises that its tests check."""
    found: dict[Place, tuple[Exercise, ...]] = {}
    for place, tests in tests_by_answer(instructors).items():
        for name in (name for test in tests for name in test.exercises()):
            with suppress(UnknownExerciseError):
                found[place] = (*found.get(place, ()), find(name))
    return found


def _other_answers(exercises: tuple[Exercise, ...]) -> Iterator[str]:
    for exercise in exercises:
        for answer in (exercise.reference, *exercise.alternatives):
            for function in answer if isinstance(answer, tuple) else (answer,):
                if text := _text_of(function):
                    yield text


def _text_of(function: Callable[..., Any]) -> str:
    """Return a function's source as a student would write it: without annotations."""
    try:
        text = textwrap.dedent(inspect.getsource(function))
        tree = ast.parse(text)
    except (OSError, TypeError, SyntaxError):
        return ""  # made without a text of its own, or in the middle of an expression
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.arg):
            node.annotation = None
    return ast.unparse(tree)
