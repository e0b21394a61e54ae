"""Put together what gradebook, log and graded notebooks say of a class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tinkernet.checks import VERDICT_KEY
from tinkernet.grading import CourseConfig, GradingLog, State, course_config, handed_in_since

from ._builds_on import builds_on
from ._class_results import CellResult, ClassResults, GradedCell, StudentWork
from ._gradebook_rows import GradeRow, Place, SubmissionRow, read_gradebook
from ._mistakes import title_of
from ._outcome import outcome_of, outcome_of_points
from ._source_cells import MarkedCell, graded_cells, source_cells

Verdicts = Mapping[str, Sequence[Mapping[str, Any]]]


def read_class(folder: Path, assignment: str) -> ClassResults:
    """Read what gradebook, log and graded notebooks say of an assignment.

    Points are the gradebook's, verdicts and flags the log's. Where the log says nothing of a
    student, verdicts are taken from the notebook in ``autograded/``.

    Parameters
    ----------
    folder : Path
        The course folder.
    assignment : str
        Such as ``01_linear_regression``.

    Raises
    ------
    FileNotFoundError
        If there is no gradebook yet.
    ValueError
        If the gradebook does not know the assignment.
    """
    course = course_config(folder)
    rows = read_gradebook(course, assignment)
    log = GradingLog(course.folder).last_entries(assignment)
    cells = _cells(rows.worth, source_cells(course, assignment))
    students = tuple(
        _student(course, assignment, cells, row, log.get(row.student, {}))
        for row in rows.submissions
    )
    there = {row.student for row in rows.submissions}
    return ClassResults(
        assignment,
        rows.due,
        cells,
        students,
        tuple(name for name in rows.students if name not in there),
        max((str(entry.get("time", "")) for entry in log.values()), default="")[:16],
        tuple(handed_in_since(folder, assignment)),
    )


def _cells(
    worth: Mapping[Place, float], instructors: Sequence[MarkedCell]
) -> tuple[GradedCell, ...]:
    """List the gradebook's cells in the order of the instructor's notebook."""
    leaned_on = builds_on(instructors)
    known = {(cell.notebook, cell.grade_id): (at, cell) for at, cell in enumerate(instructors)}
    found = []
    for place in sorted(worth, key=lambda each: (known.get(each, (len(known), 0))[0], each)):
        cell = known[place][1] if place in known else None
        checked = cell.exercises() if cell else ()
        title = ", ".join(map(title_of, checked)) or _worded(place[1])
        hand = cell is not None and (cell.solution or not cell.code)
        kind = "exercise" if checked else "by hand" if hand else "raw test"
        below = leaned_on.get(place, frozenset())
        found.append(GradedCell(*place, title, worth[place], kind, below))
    return tuple(found)


def _worded(grade_id: str) -> str:
    words = grade_id.replace("_", " ")
    return words[:1].upper() + words[1:]


def _student(
    course: CourseConfig,
    assignment: str,
    cells: Sequence[GradedCell],
    row: SubmissionRow,
    entry: Mapping[str, Any],
) -> StudentWork:
    verdicts = entry.get("verdicts")
    if not isinstance(verdicts, dict) or entry.get("state") == State.FAILED:
        verdicts = _shown_verdicts(graded_cells(course, assignment, row.student))
    flags = entry.get("flags")
    return StudentWork(
        row.student,
        row.name,
        sum(grade.points for grade in row.grades.values()),
        row.penalty,
        any(grade.waits for grade in row.grades.values()),
        row.handed_in,
        row.due,
        str(entry.get("state", "")),
        str(entry.get("reason", "")),
        tuple(each for each in flags if isinstance(each, dict)) if isinstance(flags, list) else (),
        {cell.place: _result(cell, row.grades.get(cell.place), verdicts) for cell in cells},
        row.comments,
    )


def _shown_verdicts(cells: Sequence[MarkedCell]) -> Verdicts:
    """Collect the verdicts in the reports of a graded notebook."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for cell in cells:
        for output in cell.outputs:
            metadata = output.get("metadata") if isinstance(output, dict) else None
            verdict = metadata.get(VERDICT_KEY) if isinstance(metadata, dict) else None
            if isinstance(verdict, dict):
                found.setdefault(cell.grade_id, []).append(verdict)
    return found


def _result(cell: GradedCell, grade: GradeRow | None, verdicts: Verdicts) -> CellResult:
    given = verdicts.get(cell.grade_id)
    own = tuple(each for each in given if isinstance(each, dict)) if given else ()
    grade = grade or GradeRow(0.0, by_hand=False, waits=False)
    raw = cell.kind == "raw test" and not own and not grade.waits
    outcome = outcome_of_points(grade.points, cell.worth) if raw else outcome_of(own)
    return CellResult(grade.points, grade.waits, grade.by_hand, outcome, own)
