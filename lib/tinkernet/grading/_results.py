"""What the gradebook says of a class, with the misconceptions that the reports name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from tinkernet.checks import VERDICT_KEY
from tinkernet.exercises import UnknownExerciseError, find

from ._course_config import CourseConfig, course_config
from ._database import open_gradebook, sqlite_file
from ._filed_assignment import filed_assignment
from ._graded import IMPORTANT, State
from ._grading_log import GradingLog


@dataclass(frozen=True)
class StudentResult:
    """One line of the gradebook.

    Attributes
    ----------
    student : str
        The student's name in the gradebook.
    score, max_score : float
        Points so far, and points there are.
    needs_grading : bool
        Whether a written answer waits for its reader.
    points : dict of str to float
        Points by grade id.
    mistakes : dict of str to str
        The recognised misconceptions, by exercise.
    remarks : tuple of str
        What the log says one should know, in a word each, such as ``tampered``.
    """

    student: str
    score: float
    max_score: float
    needs_grading: bool
    points: dict[str, float]
    mistakes: dict[str, str]
    remarks: tuple[str, ...] = ()

    def misconceptions(self) -> list[str]:
        """Return each recognised misconception in words, with its exercise."""
        return [f"{name}: {_title(name, mistake)}" for name, mistake in self.mistakes.items()]


def read_results(folder: Path, assignment: str) -> list[StudentResult]:
    """Read an assignment's results from the gradebook and the graded notebooks.

    Parameters
    ----------
    folder : Path
        The course folder; its ``nbgrader_config.py`` says where the gradebook and the graded
        notebooks lie, ``gradebook.db`` and ``autograded/`` unless it says otherwise.
    assignment : str
        Such as ``01_linear_regression``.

    Returns
    -------
    list of StudentResult
        In alphabetical order. Points come from the gradebook alone; the notebooks only say
        which misconception was recognised.

    Raises
    ------
    FileNotFoundError
        If there is no gradebook yet.
    ValueError
        If the gradebook does not know the assignment.
    """
    course = course_config(folder)
    graded = course.directory.autograded_directory
    log = GradingLog(course.folder).last_entries(assignment)

    results = []
    with filed_assignment(course, assignment) as gradebook:
        for submission in gradebook.assignment_submissions(assignment):
            grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
            name = submission.student.id
            results.append(
                StudentResult(
                    student=name,
                    score=float(submission.score),
                    max_score=float(submission.max_score),
                    needs_grading=bool(submission.needs_manual_grade),
                    points={grade.name: float(grade.score) for grade in grades},
                    mistakes=_mistakes(
                        Path(course.directory.format_path(graded, name, assignment))
                    ),
                    remarks=_remarks(log.get(name, {})),
                )
            )
    return sorted(results, key=lambda result: result.student)


def _remarks(entry: dict[str, Any]) -> tuple[str, ...]:
    """Name what matters of an entry of the log, each once, the most important first."""
    kinds = {str(flag.get("kind")) for flag in entry.get("flags", ()) if isinstance(flag, dict)}
    state = str(entry.get("state", ""))
    said = [state] if state in (State.UNREADABLE, State.FAILED) else []
    return (*said, *(kind for kind in IMPORTANT if kind in kinds))


def filed_students(course: CourseConfig, assignment: str) -> set[str]:
    """List the students who have a result of an assignment in the gradebook."""
    database = sqlite_file(course.db_url)
    if database is not None and not database.exists():
        return set()
    from nbgrader.api import Assignment, SubmittedAssignment

    with open_gradebook(course.db_url, course.directory.course_id) as gradebook:
        rows = (
            gradebook.db.query(SubmittedAssignment.student_id)
            .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
            .filter(Assignment.name == assignment)
        )
        return {student for (student,) in rows}


def _mistakes(folder: Path) -> dict[str, str]:
    """Collect the misconceptions that the reports in a student's notebooks name."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            for output in cell.get("outputs", ()):
                verdict: Any = output.get("metadata", {}).get(VERDICT_KEY)
                if verdict and verdict.get("mistake"):
                    found[verdict["exercise"]] = verdict["mistake"]
    return found


def _title(exercise: str, mistake: str) -> str:
    try:
        known = {each.name: each.title for each in find(exercise).mistakes}
    except UnknownExerciseError:
        known = {}
    return known.get(mistake, mistake)
