"""A submission's rows in the gradebook: found, or laid out as nbgrader does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from ._recorded_cells import RecordedNotebook


@dataclass(frozen=True)
class SubmissionRows:
    """Where a submission stands in the gradebook.

    Attributes
    ----------
    notebooks : dict of str to str
        Row ids of the submitted notebooks by the row id of the notebook they are of.
    seconds_late : float
        How late it was, a student's extension considered.
    """

    notebooks: dict[str, str]
    seconds_late: float


def submission_rows(
    connection: Connection,
    assignment: Any,
    student: str,
    timestamp: datetime | None,
    recorded: Sequence[RecordedNotebook],
) -> SubmissionRows:
    """Find a student's submission, or add it with a row for each notebook, grade and comment.

    What ``Gradebook.update_or_create_student`` and ``update_or_create_submission`` do, but
    without a commit after each step and in a third of the time: the rows go in together.

    Parameters
    ----------
    connection : sqlalchemy.Connection
        In a transaction.
    assignment : row of nbgrader.api.Assignment
        With ``id`` and ``duedate``.
    student : str
        The name; what the gradebook knows of the student stays.
    timestamp : datetime, optional
        When it was handed in; without one, what the gradebook says stays.
    recorded : sequence of RecordedNotebook
        The assignment's notebooks.

    Raises
    ------
    ValueError
        If there is a submission that lacks a notebook.
    """
    from nbgrader.api import Student, SubmittedAssignment, SubmittedNotebook

    people, table = Student.__table__, SubmittedAssignment.__table__
    books = SubmittedNotebook.__table__
    if connection.scalar(select(people.c.id).where(people.c.id == student)) is None:
        connection.execute(insert(people).values(id=student))
    found = connection.execute(
        select(table.c.id, table.c.timestamp, table.c.extension).where(
            table.c.assignment_id == assignment.id, table.c.student_id == student
        )
    ).one_or_none()
    if found is None:
        _add(connection, assignment.id, student, timestamp, recorded)
        return submission_rows(connection, assignment, student, timestamp, recorded)
    if timestamp not in {None, found.timestamp}:
        connection.execute(update(table).where(table.c.id == found.id).values(timestamp=timestamp))
    # In this order there is an index; by submission alone all of the class would be read.
    wanted = [book.key for book in recorded]
    rows = connection.execute(
        select(books.c.notebook_id, books.c.id).where(
            books.c.notebook_id.in_(wanted), books.c.assignment_id == found.id
        )
    )
    notebooks = dict(tuple(row) for row in rows)
    if len(notebooks) < len(wanted):
        raise incomplete(student)
    late = _seconds_late(assignment.duedate, found.extension, timestamp or found.timestamp)
    return SubmissionRows(notebooks, late)


def incomplete(student: str) -> ValueError:
    """Return the error for a submission that lacks rows, which nbgrader never leaves."""
    return ValueError(
        f"The gradebook holds only a part of {student}'s submission: remove it with "
        f"`nbgrader db student remove {student} --force` and grade it again."
    )


def _add(
    connection: Connection,
    assignment_key: str,
    student: str,
    timestamp: datetime | None,
    recorded: Sequence[RecordedNotebook],
) -> None:
    """Add what ``Gradebook.add_submission`` adds; ids and the rest are nbgrader's defaults."""
    from nbgrader.api import Comment, Grade, SubmittedAssignment, SubmittedNotebook, new_uuid

    key = new_uuid()
    connection.execute(
        insert(SubmittedAssignment.__table__).values(
            id=key, assignment_id=assignment_key, student_id=student, timestamp=timestamp
        )
    )
    for book in recorded:
        row = new_uuid()
        connection.execute(
            insert(SubmittedNotebook.__table__).values(
                id=row, assignment_id=key, notebook_id=book.key
            )
        )
        for kind, cells in ((Grade, book.graded), (Comment, book.commented)):
            if cells:
                rows = [{"cell_id": cell, "notebook_id": row} for cell in cells]
                connection.execute(insert(kind.__table__), rows)


def _seconds_late(duedate: datetime | None, extension: Any, timestamp: datetime | None) -> float:
    """Let nbgrader say how late something is."""
    from nbgrader.api import Assignment, SubmittedAssignment

    if duedate is None or timestamp is None:
        return 0.0
    submission = SubmittedAssignment(
        assignment=Assignment("", duedate=duedate), extension=extension, timestamp=timestamp
    )
    return float(submission.total_seconds_late)
