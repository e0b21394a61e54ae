"""An assignment as nbgrader's gradebook has it: cells, submissions, grades, comments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tinkernet.grading import CourseConfig, filed_assignment

Place = tuple[str, str]
"""A cell's notebook and grade id."""


@dataclass(frozen=True)
class GradeRow:
    """A grade: points with extra credit, whether a person gave them, whether one still must."""

    points: float
    by_hand: bool
    waits: bool


@dataclass(frozen=True)
class SubmissionRow:
    """What the gradebook says of one submission.

    Attributes
    ----------
    student, name : str
        Id, and first and last name where the gradebook has them.
    handed_in, due : datetime or None
        In UTC without a zone; a student's extension is part of the due date.
    penalty : float
        Points taken off for being late.
    grades : dict of Place to GradeRow
    comments : dict of Place to str
        What a person wrote.
    """

    student: str
    name: str = ""
    handed_in: datetime | None = None
    due: datetime | None = None
    penalty: float = 0.0
    grades: dict[Place, GradeRow] = field(default_factory=dict)
    comments: dict[Place, str] = field(default_factory=dict)


@dataclass(frozen=True)
class GradebookRows:
    """An assignment: what cells are worth, who handed in, who is in the gradebook at all."""

    worth: Mapping[Place, float]
    due: datetime | None
    submissions: tuple[SubmissionRow, ...]
    students: tuple[str, ...]


def read_gradebook(course: CourseConfig, assignment: str) -> GradebookRows:
    """Read an assignment in a handful of queries, however large the class.

    Raises
    ------
    FileNotFoundError
        If there is no gradebook yet.
    ValueError
        If the gradebook does not know the assignment.
    """
    from nbgrader.api import Assignment, Student

    with filed_assignment(course, assignment) as book:
        found = book.db.query(Assignment).filter(Assignment.name == assignment).one()
        submissions = _submissions(book.db, found)
        _add_grades(book.db, found, submissions)
        return GradebookRows(
            worth=_worth(book.db, found),
            due=found.duedate,
            submissions=tuple(sorted(submissions.values(), key=lambda each: each.student)),
            students=tuple(sorted(name for (name,) in book.db.query(Student.id))),
        )


def _worth(db: Any, assignment: Any) -> dict[Place, float]:
    from nbgrader.api import GradeCell, Notebook, TaskCell

    return {
        (notebook, name): float(most)
        for kind in (GradeCell, TaskCell)
        for notebook, name, most in db.query(Notebook.name, kind.name, kind.max_score)
        .join(Notebook, Notebook.id == kind.notebook_id)
        .filter(Notebook.assignment_id == assignment.id)
    }


def _submissions(db: Any, assignment: Any) -> dict[str, SubmissionRow]:
    from nbgrader.api import Student, SubmittedAssignment, SubmittedNotebook
    from sqlalchemy import func

    penalties = (
        db.query(
            SubmittedNotebook.assignment_id,
            func.sum(SubmittedNotebook.late_submission_penalty).label("penalty"),
        )
        .group_by(SubmittedNotebook.assignment_id)
        .subquery()
    )
    query = (
        db.query(
            SubmittedAssignment.student_id,
            SubmittedAssignment.timestamp,
            SubmittedAssignment.extension,
            Student.first_name,
            Student.last_name,
            penalties.c.penalty,
        )
        .join(Student, Student.id == SubmittedAssignment.student_id)
        .outerjoin(penalties, penalties.c.assignment_id == SubmittedAssignment.id)
        .filter(SubmittedAssignment.assignment_id == assignment.id)
    )
    due = assignment.duedate
    return {
        student: SubmissionRow(
            student=student,
            name=" ".join(each for each in (first, last) if each),
            handed_in=when,
            due=due + extension if due is not None and extension is not None else due,
            penalty=float(penalty or 0.0),
        )
        for student, when, extension, first, last, penalty in query
    }


def _add_grades(db: Any, assignment: Any, submissions: Mapping[str, SubmissionRow]) -> None:
    from nbgrader.api import (
        BaseCell,
        Comment,
        Grade,
        Notebook,
        SubmittedAssignment,
        SubmittedNotebook,
    )  # fmt: skip

    def of_cells(kind: Any, *columns: Any) -> Any:
        return (
            db.query(SubmittedAssignment.student_id, Notebook.name, BaseCell.name, *columns)
            .select_from(kind)
            .join(SubmittedNotebook, SubmittedNotebook.id == kind.notebook_id)
            .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
            .join(BaseCell, BaseCell.id == kind.cell_id)
            .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
            .filter(SubmittedAssignment.assignment_id == assignment.id)
        )

    columns = (Grade.score, Grade.manual_score, Grade.needs_manual_grade)
    for student, notebook, cell, score, manual, waits in of_cells(Grade, *columns):
        row = GradeRow(float(score), manual is not None, bool(waits))
        submissions[student].grades[notebook, cell] = row
    for student, notebook, cell, text in of_cells(Comment, Comment.manual_comment):
        if text:
            submissions[student].comments[notebook, cell] = text
