"""Whose points are old: who handed in, or handed in anew, since the class was graded."""

from __future__ import annotations

from pathlib import Path

from ._class_run import submitted_folders
from ._course_config import course_config
from ._grading_log import GradingLog, is_another
from ._results import filed_students


def handed_in_since(folder: Path, assignment: str) -> list[str]:
    """List the students whose newest submission has no result yet; files are hashed, no more.

    A result that the log does not know (nbgrader's own) counts as one of the newest submission.

    Parameters
    ----------
    folder : Path
        The course folder.
    assignment : str
        Such as ``01_linear_regression``.

    Returns
    -------
    list of str
        In alphabetical order.
    """
    course = course_config(folder)
    handed_in = submitted_folders(course, assignment)
    if not handed_in:
        return []
    entries = GradingLog(course.folder).standing_entries(assignment)
    filed = filed_students(course, assignment)
    return sorted(
        student
        for student, place in handed_in.items()
        if student not in filed or (student in entries and is_another(place, entries[student]))
    )
