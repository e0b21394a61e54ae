"""What people do in formgrader, done through nbgrader's API.

They say when an assignment is due, grade what waits for a person, comment on much of it, and now
and then are kinder than the tests. What they gave is noted in ``by-hand.jsonl``: it has to stand at
the end.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from tinkernet.grading import course_config

from .hand_ins import due

NOTES = "by-hand.jsonl"
COMMENTS = (
    "Well put.",
    "Say in a sentence why.",
    "Right, but what about the learning rate?",
    'Have a look at the picture "too large" again; <b>then</b> ask me.',
    "Très bien 👍",
)
_COMMENTED, _KIND, _EXTRA = 0.7, 0.02, 0.02


def grade_by_hand(course: Path, assignment: str, seed: int) -> None:
    """Set the due date and grade all that waits; done twice, it changes nothing more.

    Parameters
    ----------
    course : Path
        The course folder.
    assignment : str
    seed : int
        What is given hangs on it, and on whose cell it is.
    """
    with Gradebook(course_config(course).db_url, "tinkernet") as book:
        book.find_assignment(assignment).duedate = due(assignment).replace(tzinfo=None)
        for submission in book.assignment_submissions(assignment):
            for notebook in submission.notebooks:
                comments = {one.cell.name: one for one in notebook.comments}
                for grade in notebook.grades:
                    rng = random.Random(f"{seed} {submission.student.id} {grade.name}")
                    given = _given(grade, rng)
                    if not given:
                        continue
                    comment = comments.get(grade.name)
                    if comment is not None and rng.random() < _COMMENTED:
                        comment.manual_comment = rng.choice(COMMENTS)
                        given["comment"] = comment.manual_comment
                    grade.needs_manual_grade = False
                    _note(course, assignment, submission.student.id, grade.name, given)
        book.db.commit()


def _given(grade: Any, rng: random.Random) -> dict[str, Any]:
    """Give points for what waits, and rarely more than a test did."""
    if grade.needs_manual_grade and grade.auto_score is None:
        grade.manual_score = round(rng.random() * grade.max_score * 2) / 2
        if rng.random() < _EXTRA:
            grade.extra_credit = 0.5
    elif grade.auto_score == 0 and rng.random() < _KIND:
        grade.manual_score = grade.max_score / 2
    else:
        return {}
    return {"score": grade.manual_score, "extra": grade.extra_credit}


def _note(course: Path, assignment: str, student: str, cell: str, given: dict[str, Any]) -> None:
    line = {"assignment": assignment, "student": student, "cell": cell, **given}
    with (course / NOTES).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
