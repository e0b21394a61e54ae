"""What each student has, as nbgrader's gradebook says it: by hand, late and extra included."""

from __future__ import annotations

from dataclasses import dataclass

from tinkernet.grading import CourseConfig, filed_assignment


@dataclass(frozen=True)
class Total:
    """A student's points in an assignment.

    Attributes
    ----------
    student, first_name, last_name, email, lms_user_id : str
        As the gradebook has them; all but the first may be empty.
    score : float
        Points with extra credit, before what being late costs.
    penalty : float
        What being late costs.
    max_score : float
        Points there are.
    needs_grading : bool
        Whether a person must still look.
    handed_in : str
        When, in UTC; empty where it is not known.
    """

    student: str
    first_name: str
    last_name: str
    email: str
    lms_user_id: str
    score: float
    penalty: float
    max_score: float
    needs_grading: bool
    handed_in: str

    @property
    def points(self) -> float:
        """Points to report: never fewer than none."""
        return max(0.0, self.score - self.penalty)


def read_totals(course: CourseConfig, assignment: str) -> dict[str, Total]:
    """Read the points of everybody who handed something in, by student.

    Raises
    ------
    FileNotFoundError
        If there is no gradebook yet.
    ValueError
        If the gradebook does not know the assignment, or nobody's work is in it.
    """
    totals = {}
    with filed_assignment(course, assignment) as gradebook:
        for submission in gradebook.assignment_submissions(assignment):
            who = submission.student
            when = submission.timestamp
            totals[who.id] = Total(
                student=who.id,
                first_name=who.first_name or "",
                last_name=who.last_name or "",
                email=who.email or "",
                lms_user_id=who.lms_user_id or "",
                score=float(submission.score or 0.0),
                penalty=float(submission.late_submission_penalty or 0.0),
                max_score=float(submission.max_score or 0.0),
                needs_grading=bool(submission.needs_manual_grade),
                handed_in=when.strftime("%Y-%m-%d %H:%M:%S UTC") if when else "",
            )
    if not totals:
        raise ValueError(f"Nobody's {assignment} is graded: run 'tinkernet grade {assignment}'.")
    return dict(sorted(totals.items()))
