"""A result's points and comments in the gradebook's rows, with nbgrader's own meaning."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from ._graded import GradedNotebook, GradedSubmission, State
from ._late_penalty import LatePenalty
from ._recorded_cells import RecordedCell, RecordedNotebook, recorded_notebooks
from ._submission_rows import incomplete, submission_rows


def file_scores(
    connection: Connection,
    assignment: Any,
    result: GradedSubmission,
    timestamp: datetime | None,
    penalty: LatePenalty,
    stand: Collection[str] = (),
) -> None:
    """Write a result into the gradebook's rows; nothing is committed.

    What a person gave (manual scores and comments, extra credit) is read, never written.

    Parameters
    ----------
    connection : sqlalchemy.Connection
        In a transaction.
    assignment : row of nbgrader.api.Assignment
        With ``id`` and ``duedate``.
    result : GradedSubmission
        Graded or unreadable.
    timestamp : datetime, optional
        When it was handed in.
    penalty : LatePenalty
        For a submission that was late.
    stand : collection of str
        Grade ids whose grades are left as they are.

    Raises
    ------
    ValueError
        If the result does not fit the cells that the gradebook knows.
    """
    from nbgrader.api import Comment, Grade, SubmittedNotebook

    recorded = recorded_notebooks(connection, assignment.id)
    notebooks = {notebook.name: notebook for notebook in result.notebooks}
    _must_fit(recorded, notebooks, result)
    there = submission_rows(connection, assignment, result.student, timestamp, recorded)
    grades, comments, penalties = [], [], []
    for book in recorded:
        row = there.notebooks[book.key]
        notebook = notebooks.get(book.name)
        absent = notebook is not None and not notebook.present
        score = 0.0
        for grade in _rows(connection, Grade, row, book.graded, result.student):
            if book.graded[grade.cell_id].name in stand:
                score += _counts(grade.auto_score, grade)
                continue
            auto, needs = _grade(grade, book.graded[grade.cell_id], book, notebook, result.state)
            grades.append({"row": grade.id, "auto_score": auto, "needs_manual_grade": needs})
            score += _counts(auto, grade)
        unanswered = () if notebook is None or absent else notebook.unanswered
        for comment in _rows(connection, Comment, row, book.commented, result.student):
            cell = book.commented[comment.cell_id]
            empty = cell.kind == "SolutionCell" and cell.name in unanswered
            comments.append({"row": comment.id, "auto_comment": "No response." if empty else None})
        late = 0.0 if absent else there.seconds_late
        cost = penalty(result.student, score, late)
        penalties.append({"row": row, "late_submission_penalty": cost})
    for kind, rows in ((Grade, grades), (Comment, comments), (SubmittedNotebook, penalties)):
        table = kind.__table__
        if rows:
            connection.execute(update(table).where(table.c.id == bindparam("row")), rows)


def _rows(
    connection: Connection, kind: Any, row: str, cells: dict[str, RecordedCell], student: str
) -> Sequence[Any]:
    """Return a submitted notebook's grades or comments."""
    table = kind.__table__
    # By cell first: there is an index for that; by notebook alone all of the class would be read.
    # Locked, where the database can, as a person may be grading just now.
    found = connection.execute(
        select(table)
        .where(table.c.cell_id.in_(list(cells)), table.c.notebook_id == row)
        .with_for_update()
    ).all()
    if len(found) < len(cells):
        raise incomplete(student)
    return found


def _grade(
    grade: Any,
    cell: RecordedCell,
    book: RecordedNotebook,
    notebook: GradedNotebook | None,
    state: State,
) -> tuple[float | None, bool]:
    """Return a grade's automatic score and whether a person must look, as nbgrader has it."""
    points = None if notebook is None else notebook.points.get(cell.name)
    if state is State.UNREADABLE:
        # Tests give nothing, answers wait, and a person looks at all of it.
        by_hand = cell.name in {each.name for each in book.commented.values()}
        return (0.0 if points is None and not by_hand else points), True
    if notebook is not None and not notebook.present:
        return 0.0, False
    if cell.kind == "TaskCell" and points is None:
        # nbgrader leaves tasks alone on a regrade; one without any score waits for a person.
        return None, grade.needs_manual_grade or grade.manual_score is None
    return points, points is None or grade.manual_score is not None


def _counts(auto: float | None, grade: Any) -> float:
    """Return what a grade counts, as nbgrader's database adds it up."""
    given = auto if grade.manual_score is None else grade.manual_score
    return 0.0 if given is None else float(given + (grade.extra_credit or 0.0))


def _must_fit(
    recorded: Sequence[RecordedNotebook],
    notebooks: dict[str, GradedNotebook],
    result: GradedSubmission,
) -> None:
    """Refuse points for cells that are not there, cells without points and impossible points."""
    books = {book.name: book for book in recorded}
    problems = [
        f"the gradebook has no notebook {name!r}" for name in notebooks if name not in books
    ]
    for name, book in books.items():
        if name in notebooks and notebooks[name].present:
            problems += _misfits(book, notebooks[name], result.state)
        elif name not in notebooks and result.state is State.GRADED:
            problems.append(f"the result says nothing of notebook {name!r}")
    if problems:
        raise ValueError(
            f"The result of {result.student} in {result.assignment} cannot be filed, because "
            f"{problems[0]}: prepare the assignment in the gradebook and grade it again."
        )


def _misfits(book: RecordedNotebook, notebook: GradedNotebook, state: State) -> Iterator[str]:
    cells = {cell.name: cell for cell in book.graded.values()}
    for name in sorted(notebook.points.keys() - cells.keys()):
        yield f"the gradebook has no graded cell {name!r} in {book.name!r}"
    for name, cell in sorted(cells.items()):
        if name not in notebook.points:
            if cell.kind == "GradeCell" and state is State.GRADED:
                yield f"the result has no points for cell {name!r} of {book.name!r}"
            continue
        points = notebook.points[name]
        if points is not None and not (math.isfinite(points) and 0 <= points <= cell.max_score):
            yield f"cell {name!r} of {book.name!r} got {points!r} of {cell.max_score:g} points"
