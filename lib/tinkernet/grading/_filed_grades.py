"""Grades as the gradebook has them: what the judge gave, and what a person did."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from ._touched import Place


@dataclass(frozen=True)
class FiledGrade:
    """One cell's grade.

    Attributes
    ----------
    auto, manual : float or None
        What the judge gave, and what a person gave in its place.
    extra : float
        Extra credit.
    needs : bool
        Whether a person must look.
    """

    auto: float | None
    manual: float | None = None
    extra: float = 0.0
    needs: bool = False

    def counts(self, auto: float | None) -> float:
        """Return what the cell counts, did the judge give this: what a person gave goes first."""
        given = auto if self.manual is None else self.manual
        return 0.0 if given is None else given + self.extra


def read_grades(connection: Connection, assignment: str) -> dict[str, dict[Place, FiledGrade]]:
    """Read the grades of an assignment, by student, then by notebook and grade id."""
    from nbgrader.api import (
        Assignment,
        BaseCell,
        Grade,
        Notebook,
        SubmittedAssignment,
        SubmittedNotebook,
    )

    query = (
        select(
            SubmittedAssignment.student_id,
            Notebook.name,
            BaseCell.name,
            Grade.auto_score,
            Grade.manual_score,
            Grade.extra_credit,
            Grade.needs_manual_grade,
        )
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, BaseCell.id == Grade.cell_id)
        .join(Notebook, Notebook.id == BaseCell.notebook_id)
        .where(Assignment.name == assignment)
        .order_by(SubmittedAssignment.student_id, BaseCell.name)
    )
    found: dict[str, dict[Place, FiledGrade]] = {}
    for student, notebook, cell, auto, manual, extra, needs in connection.execute(query):
        grade = FiledGrade(auto, manual, extra or 0.0, bool(needs))
        found.setdefault(student, {})[notebook, cell] = grade
    return found
