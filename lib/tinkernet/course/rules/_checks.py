"""Cells that decide on points: each ``check`` fits its exercise, nothing tests nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tinkernet.exercises import Exercise

from ._answers import parsed
from ._cells import CourseCell, Problem
from ._unknown import unknown

CHECK_PREFIX = "check_"
"""A graded cell that checks exercise ``mse`` has the grade id ``check_mse``."""


@dataclass(frozen=True)
class Check:
    """A call of ``check``.

    Attributes
    ----------
    cell : CourseCell
        Where it stands.
    exercise : str
        The exercise's name; empty where it is none that can be read off.
    answers : tuple of str
        What is checked, as code.
    alone : bool
        Whether it stands by itself, so that the judge decides it outside.
    """

    cell: CourseCell
    exercise: str
    answers: tuple[str, ...]
    alone: bool


def checks_of(cell: CourseCell) -> list[Check]:
    """Find the calls of ``check`` in a cell."""
    tree = parsed(cell.source) if cell.kind == "code" else None
    if not isinstance(tree, ast.Module):
        return []
    alone = {id(each.value) for each in tree.body if isinstance(each, ast.Expr)}
    return [
        _check(cell, each, id(each) in alone)
        for each in ast.walk(tree)
        if isinstance(each, ast.Call)
        and isinstance(each.func, ast.Name)
        and each.func.id == "check"
    ]


def _check(cell: CourseCell, call: ast.Call, alone: bool) -> Check:
    first = call.args[0] if call.args else None
    named = isinstance(first, ast.Constant) and isinstance(first.value, str)
    name = str(first.value) if isinstance(first, ast.Constant) and named else ""
    answers = tuple(ast.unparse(each) for each in call.args[1:])
    return Check(cell, name, answers, alone and named and not call.keywords)


def check_problems(
    cells: Sequence[CourseCell], exercises: Mapping[str, Exercise]
) -> Iterator[Problem]:
    """Say which tests do not fit what they test.

    Parameters
    ----------
    cells : sequence of CourseCell
    exercises : mapping of str to Exercise
        All there are, by name.
    """
    defined: dict[str, CourseCell] = {}
    for cell in cells:
        for check in checks_of(cell):
            yield from _called(check)
            if check.exercise in exercises:
                yield from _fitting(check, exercises[check.exercise], defined)
            elif check.exercise:
                yield cell.problem(unknown(check.exercise, exercises))
        if cell.is_test:
            yield from _worth_it(cell, exercises)
        for name in _defined(cell):
            defined.setdefault(name, cell)


def _called(check: Check) -> Iterator[Problem]:
    if not check.alone:
        yield check.cell.problem(
            'check should stand by itself, as check("name", function), so that the judge sees it.'
        )
    if not check.cell.is_test:
        yield check.cell.problem(
            "it checks an answer, but gives no points; say grade: true, locked: true, "
            "solution: false, and points."
        )


def _fitting(
    check: Check, exercise: Exercise, defined: Mapping[str, CourseCell]
) -> Iterator[Problem]:
    cell, name = check.cell, exercise.name
    if cell.is_test and cell.grade_id != CHECK_PREFIX + name:
        yield cell.problem(f"it checks {name!r}, so its grade_id should be '{CHECK_PREFIX}{name}'.")
    points = cell.points
    if cell.is_test and points is not None and points != exercise.points:
        yield cell.problem(
            f"it gives {points} points, the exercise {name!r} says {exercise.points}; "
            "make them agree."
        )
    if check.answers != exercise.answers and all(map(str.isidentifier, check.answers)):
        yield cell.problem(
            f"{name!r} asks for {', '.join(exercise.answers)}, in this order, not for "
            f"{', '.join(check.answers) or 'nothing'}; mend the call."
        )
        return
    for answer in filter(str.isidentifier, check.answers):
        there = defined.get(answer)
        if there is None:
            yield cell.problem(f"no cell above it defines {answer}; write its stub there.")
        elif not there.is_solution:
            yield there.problem(
                f"it defines {answer}, which students should write, but is no solution cell; say "
                "solution: true and locked: false."
            )


def _worth_it(cell: CourseCell, exercises: Mapping[str, Exercise]) -> Iterator[Problem]:
    name = cell.grade_id.removeprefix(CHECK_PREFIX)
    tree = parsed(cell.source)
    if isinstance(tree, ast.Module) and not tree.body:
        yield cell.problem("it tests nothing, so everybody would get its points; write a test.")
    elif name != cell.grade_id and not checks_of(cell):
        why = "" if name in exercises else f" ({unknown(name, exercises).rstrip('.')})"
        yield cell.problem(
            f'it checks no exercise: write check("{name}", ...), or rename the cell{why}.'
        )


def _defined(cell: CourseCell) -> Iterator[str]:
    tree = parsed(cell.source) if cell.kind == "code" else None
    if isinstance(tree, SyntaxError):  # which is said elsewhere
        yield from re.findall(r"^def (\w+)", cell.source, re.MULTILINE)
    for each in tree.body if isinstance(tree, ast.Module) else []:
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield each.name
        elif isinstance(each, ast.Assign):
            yield from (target.id for target in each.targets if isinstance(target, ast.Name))
