"""What a term has come to: everything in a course folder that counts, and where two differ."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import stat
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from tinkernet.grading import course_config

from .by_hand import NOTES
from .steps import ALL_GRADES

_TIMES_IN_LOG = ("time", "stages")
_PLACES = ("submitted", "autograded", "feedback", "exports")
_WHEN = re.compile(rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?")

End = dict[str, dict[str, Any]]
"""By part (gradebook, verdicts, folders): by name, what stands there."""


def end_of(course: Path) -> End:
    """Read what a term has come to; ids of rows and times of grading are left out.

    Parameters
    ----------
    course : Path
        The course folder.
    """
    end: End = {"gradebook": gradebook(course), "last verdicts": last_verdicts(course)}
    for place in _PLACES:
        end[place] = dict(_files(course / place))
    return end


def differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """List the parts and names in which two ends differ."""
    return [
        f"{part}: {name}"
        for part in sorted(one.keys() | other.keys())
        for name in sorted(one.get(part, {}).keys() | other.get(part, {}).keys())
        if one.get(part, {}).get(name) != other.get(part, {}).get(name)
    ]


def gradebook(course: Path) -> dict[str, Any]:
    """Return all rows of the gradebook by student, assignment and cell, in a form for JSON."""
    rows: dict[str, Any] = {}
    with Gradebook(course_config(course).db_url, "tinkernet") as book:
        for student in book.students:
            who = (student.first_name, student.last_name, student.email, student.lms_user_id)
            rows[f"{student.id}"] = list(who)
        for assignment in book.assignments:
            rows[assignment.name] = [str(assignment.duedate), assignment.max_score]
            for handed in book.assignment_submissions(assignment.name):
                key = f"{handed.student.id} {assignment.name}"
                rows[key] = [
                    str(handed.timestamp),
                    _rounded(handed.score),
                    handed.needs_manual_grade,
                ]
                for notebook in handed.notebooks:
                    late = notebook.late_submission_penalty
                    rows[f"{key} {notebook.name} late"] = late
                    for grade in notebook.grades:
                        rows[f"{key} {grade.name}"] = [
                            *(grade.auto_score, grade.manual_score, grade.extra_credit),
                            grade.needs_manual_grade,
                        ]
                    for comment in notebook.comments:
                        said = [comment.auto_comment, comment.manual_comment]
                        rows[f"{key} {comment.name} comment"] = said
    return rows


def _rounded(score: float) -> float:
    """Drop what hangs on the order in which a database adds points up."""
    return round(score, 9)


def lost_by_hand(course: Path, rows: Mapping[str, Any]) -> list[str]:
    """List what was given by hand and does not stand in the gradebook any more."""
    given: dict[str, dict[str, Any]] = {}
    for line in (course / NOTES).read_text(encoding="utf-8").splitlines():
        note = json.loads(line)
        given[f"{note['student']} {note['assignment']} {note['cell']}"] = note
    lost = []
    for key, note in given.items():
        _, score, extra, _ = rows.get(key, [None] * 4)
        _, comment = rows.get(f"{key} comment", [None] * 2)
        if (score, extra, comment) != (note["score"], note["extra"], note.get("comment")):
            lost.append(key)
    return lost


def count_by_hand(course: Path) -> int:
    """Count the cells that were graded by hand."""
    lines = (course / NOTES).read_text(encoding="utf-8").splitlines()
    keys = ("student", "assignment", "cell")
    return len({tuple(json.loads(line)[key] for key in keys) for line in lines})


def last_verdicts(course: Path) -> dict[str, Any]:
    """Return the last line of each student and assignment in the log, without times."""
    last = {}
    for line in (course / "grading-log.jsonl").read_text(encoding="utf-8").splitlines():
        try:
            entry = json.loads(line)
        except ValueError:  # torn by a kill; the next run wrote it again
            continue
        kept = {key: entry[key] for key in entry if key not in _TIMES_IN_LOG}
        last[f"{entry['student']} {entry['assignment']}"] = kept
    return last


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if not path.is_file() or name.startswith(".tinkernet"):
            continue
        mode = stat.S_IMODE(path.stat().st_mode)
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for entry in archive.namelist():
                    yield f"{name}/{entry}", _digest(archive.read(entry))
        elif path.suffix == ".html":
            # The day and minute of grading stand on the page of a report.
            yield name, f"{mode:o} {_digest(_WHEN.sub(b'WHEN', path.read_bytes()))}"
        elif path.name == ALL_GRADES:
            # nbgrader lists submissions in the order in which they were first filed.
            with path.open(encoding="utf-8", newline="") as file:
                rows = sorted([_plain(cell) for cell in row] for row in csv.reader(file))
            yield name, f"{mode:o} {_digest(json.dumps(rows).encode())}"
        else:
            yield name, f"{mode:o} {_digest(path.read_bytes())}"


def _plain(cell: str) -> str:
    try:
        return f"{_rounded(float(cell)):g}"
    except ValueError:
        return cell


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
