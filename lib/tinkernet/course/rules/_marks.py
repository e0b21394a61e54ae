"""What a cell tells nbgrader: known keys, of the right type, that fit together."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from ._cells import CourseCell, Problem

_TYPES: dict[str, tuple[type | tuple[type, ...], str]] = {
    "grade": (bool, "true or false"),
    "solution": (bool, "true or false"),
    "locked": (bool, "true or false"),
    "task": (bool, "true or false"),
    "grade_id": (str, "a name"),
    "points": ((int, float), "a number"),
    "schema_version": (int, "3"),
    "cell_type": (str, "code or markdown"),
    "checksum": (str, "left out"),
}
_NEEDED = ("schema_version", "grade", "solution", "locked")


def mark_problems(cells: Sequence[CourseCell]) -> Iterator[Problem]:
    """Say what nbgrader would refuse, or silently do otherwise than was meant."""
    seen: dict[str, int] = {}
    for cell in cells:
        found = [*_readable(cell), *_known(cell)]
        if not found and "nbgrader" in cell.cell.metadata:
            found = [*_fitting(cell), *_worth(cell)] or list(_refused(cell))
        yield from found
        if cell.grade_id in seen:
            yield cell.problem(
                f"the grade_id {cell.grade_id!r} occurs twice, first in line "
                f"{seen[cell.grade_id]}; rename one."
            )
        elif cell.grade_id:
            seen[cell.grade_id] = cell.line


def _readable(cell: CourseCell) -> Iterator[Problem]:
    metadata = cell.cell.metadata
    try:
        json.dumps({key: value for key, value in metadata.items() if key != "nbgrader"})
    except TypeError as error:
        yield cell.problem(f"its metadata cannot be written to a notebook: {error}.")
    if not isinstance(metadata.get("nbgrader", {}), Mapping):
        yield cell.problem("nbgrader: should be followed by indented lines such as 'grade: true'.")
    for key in metadata:
        if key != "nbgrader" and get_close_matches(str(key).lower(), ["nbgrader"], cutoff=0.7):
            yield cell.problem(f"there is no metadata {key!r}; did you mean 'nbgrader'?")
        elif key in _TYPES:
            yield cell.problem(f"{key!r} belongs below nbgrader:, indented by two.")


def _known(cell: CourseCell) -> Iterator[Problem]:
    for key, value in cell.marks.items():
        if key not in _TYPES:
            near = get_close_matches(str(key).lower(), _TYPES, n=1)
            mean = f"did you mean {near[0]!r}?" if near else f"it knows {', '.join(_TYPES)}."
            yield cell.problem(f"nbgrader knows no {key!r}; {mean}")
        elif not _is(value, key):
            yield cell.problem(f"{key} should be {_TYPES[key][1]}, but is {value!r}.")
    missing = [key for key in _NEEDED if key not in cell.marks]
    if missing and isinstance(cell.cell.metadata.get("nbgrader"), Mapping):
        yield cell.problem(f"nbgrader needs {' and '.join(missing)} as well; add what is missing.")


def _is(value: Any, key: str) -> bool:
    if key == "schema_version":
        return value == 3 and not isinstance(value, bool)
    if key == "checksum":
        return False
    if key == "points" and isinstance(value, float) and not math.isfinite(value):
        return False
    is_truth = isinstance(value, bool)
    return isinstance(value, _TYPES[key][0]) and is_truth == (_TYPES[key][0] is bool)


def _fitting(cell: CourseCell) -> Iterator[Problem]:
    marks = cell.marks
    named = cell.is_graded or cell.is_solution or marks["locked"] or marks.get("task")
    if named and not cell.grade_id:
        yield cell.problem("it has no grade_id; give it one, a name that no other cell has.")
    elif not re.fullmatch(r"[\w-]*", cell.grade_id, re.ASCII):
        yield cell.problem("a grade_id holds letters a to z, digits, - and _ only; rename it.")
    if cell.is_solution and marks["locked"]:
        yield cell.problem("it is a solution cell and locked, but students write in it; say "
                           "locked: false.")  # fmt: skip
    if cell.is_test and not marks["locked"]:
        yield cell.problem("it is a test, but not locked; say locked: true.")
    if cell.kind != "code" and not marks.get("task") and cell.is_graded != cell.is_solution:
        yield cell.problem("a written answer has grade: true and solution: true, both.")


def _worth(cell: CourseCell) -> Iterator[Problem]:
    points = cell.marks.get("points")
    graded = cell.is_graded or cell.marks.get("task")
    if points is None and graded:
        yield cell.problem("it is graded, but gives no points; add points: 1, say.")
    elif points is not None and not graded:
        yield cell.problem("it has points, but is not graded; say grade: true.")
    elif points is not None and (points < 0 or (points == 0 and cell.is_test)):
        yield cell.problem(f"a test that gives {points} points is worth nothing; give it more.")


def _refused(cell: CourseCell) -> Iterator[Problem]:
    """Ask nbgrader itself, for what is not foreseen above."""
    from nbgrader.nbgraderformat import MetadataValidator, ValidationError

    try:
        MetadataValidator().validate_cell(cell.cell)
    except (ValidationError, ValueError) as error:
        yield cell.problem(f"nbgrader refuses it: {str(error).splitlines()[0]}.")
