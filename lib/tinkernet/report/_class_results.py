"""All that is known of a class's work on an assignment, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ._gradebook_rows import Place
from ._outcome import Outcome


@dataclass(frozen=True)
class GradedCell:
    """A cell that gives points.

    Attributes
    ----------
    notebook, grade_id, title : str
    worth : float
        Points.
    kind : str
        "exercise" for a check, "raw test", or "by hand" for what a person reads.
    builds_on : frozenset of Place
        Earlier tests of answers that the instructor's solution calls.
    """

    notebook: str
    grade_id: str
    title: str
    worth: float
    kind: str
    builds_on: frozenset[Place] = frozenset()

    @property
    def place(self) -> Place:
        """Where it is found in a gradebook."""
        return self.notebook, self.grade_id


@dataclass(frozen=True)
class CellResult:
    """What a student has for a cell: the gradebook's points, the judge's outcome and verdicts."""

    points: float
    waits: bool
    by_hand: bool
    outcome: Outcome
    verdicts: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class StudentWork:
    """One student's submission.

    Attributes
    ----------
    student, name : str
        Id, and the name where the gradebook knows one.
    points, penalty : float
        The gradebook's points, and what is taken off for being late.
    waits : bool
        Whether something still waits for a person.
    handed_in, due : datetime or None
        In UTC.
    state, reason : str
        What the log says of the last grading: "graded", "unreadable", "failed", or nothing.
    flags : tuple of dict
        Kind, cell and detail, as the log has them.
    cells : dict of Place to CellResult
    comments : dict of Place to str
        What a person wrote.
    """

    student: str
    name: str
    points: float
    penalty: float
    waits: bool
    handed_in: datetime | None
    due: datetime | None
    state: str
    reason: str
    flags: tuple[Mapping[str, str], ...]
    cells: Mapping[Place, CellResult]
    comments: Mapping[Place, str]

    @property
    def score(self) -> float:
        """Points with the late penalty taken off, never below 0: what nbgrader exports."""
        return max(0.0, self.points - self.penalty)

    @property
    def late(self) -> bool:
        """Whether it came after the due date, the student's extension considered."""
        return None not in (self.handed_in, self.due) and self.handed_in > self.due  # type: ignore[operator]


@dataclass(frozen=True)
class ClassResults:
    """A class's work on an assignment.

    Attributes
    ----------
    assignment : str
    due : datetime or None
        In UTC.
    cells : tuple of GradedCell
        In the notebook's order.
    students : tuple of StudentWork
        Those who handed in, in alphabetical order.
    missing : tuple of str
        Students in the gradebook who handed in nothing that was graded.
    graded_until : str
        When the last of them was graded, as the log says.
    handed_in_since : tuple of str
        Students whose newest submission is not graded yet.
    """

    assignment: str
    due: datetime | None
    cells: tuple[GradedCell, ...]
    students: tuple[StudentWork, ...]
    missing: tuple[str, ...] = ()
    graded_until: str = ""
    handed_in_since: tuple[str, ...] = ()

    @property
    def undated(self) -> int:
        """Submissions of which nobody knows when they were handed in."""
        return sum(student.handed_in is None for student in self.students)

    @property
    def worth(self) -> float:
        """Points there are."""
        return sum(cell.worth for cell in self.cells)
