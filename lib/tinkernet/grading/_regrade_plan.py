"""What a regrade is going to look at: whose results a change touches, and whose it does not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from tinkernet.sandbox import Limits

from ._assignment import Assignment
from ._class_run import submitted_folders, wanted_folders
from ._course_config import CourseConfig, course_config
from ._database import open_gradebook, sqlite_file
from ._dependencies import dependencies
from ._filed_grades import FiledGrade, read_grades
from ._grade_submission import submission_key
from ._graded import Flag, State
from ._grading_log import GradingLog, is_another
from ._recorded_cells import must_be_recorded
from ._standing import Standing, stored_outputs
from ._submission import Submission
from ._touched import Place, Touched, touched

NOT_GRADED, HANDED_IN_ANEW = "not graded yet", "handed in anew since"
UNREADABLE, GONE = "could not be read", "no longer in submitted/"
_DAMAGED = "the graded notebook in autograded/ is gone or damaged"


@dataclass(frozen=True)
class Part:
    """One student's part in a regrade.

    Attributes
    ----------
    student : str
    handed_in, graded : Path
        The folders in ``submitted/`` and ``autograded/``.
    entry : mapping
        The log's, of the result that stands.
    grades : mapping of (notebook, grade id) to FiledGrade
        The gradebook's.
    what : Touched
        What has to be looked at; nothing where the result stands.
    """

    student: str
    handed_in: Path
    graded: Path
    entry: Mapping[str, Any]
    grades: Mapping[Place, FiledGrade]
    what: Touched


@dataclass(frozen=True)
class Plan:
    """Whom a change touches.

    Attributes
    ----------
    course : CourseConfig
    assignment : Assignment
        As it is now.
    limits : Limits
    depends : dict
        What results depend on now.
    parts : tuple of Part
        Whose result is touched.
    standing : tuple of Part
        Whose result stands, untouched.
    apart : mapping of str to tuple of str
        Who is no part of it, by reason.
    """

    course: CourseConfig
    assignment: Assignment
    limits: Limits
    depends: dict[str, Any]
    parts: tuple[Part, ...]
    standing: tuple[Part, ...]
    apart: Mapping[str, tuple[str, ...]]

    @cached_property
    def worth(self) -> float:
        """All points there are now."""
        books = self.depends["notebooks"].values()
        tests = sum(test["points"] for book in books for test in book["tests"].values())
        return float(tests + sum(sum(book["by_hand"].values()) for book in books))

    @property
    def everybody(self) -> tuple[str, ...]:
        """All students that were looked at."""
        known = (part.student for part in (*self.parts, *self.standing))
        return (*known, *(student for students in self.apart.values() for student in students))

    def key(self, submission: Submission) -> str:
        """Hash everything that a submission's result depends on."""
        return submission_key(submission, self.assignment, self.limits)

    def standing_of(self, part: Part) -> Standing:
        """Read what stands of a student's result."""
        judged, points, stored = {}, {}, {}
        for name, book in self.depends["notebooks"].items():
            judged[name] = frozenset(test for where, test in part.what.judged if where == name)
            points[name] = {
                test: _rescaled(part, (name, test))
                for test in book["tests"]
                if test not in judged[name]
            }
            stored[name] = _stored(part.graded, name)
        return Standing(judged, points, stored, _flags(part.entry))

    def kept_under(self, submission: Submission, standing: Standing) -> str:
        """Hash everything that the result of a regrade depends on."""
        stored = [hashlib.sha256(content).digest() for content in standing.stored.values()]
        judged = [sorted(tests) for tests in standing.judged.values()]
        told = json.dumps(self.depends, sort_keys=True)
        parts = (self.key(submission), told, judged, standing.points, stored, standing.flags)
        return hashlib.sha256(repr(parts).encode()).hexdigest()


def plan_regrade(folder: Path, assignment: str, students: Sequence[str], limits: Limits) -> Plan:
    """Find out what a regrade has to look at; nothing is run and nothing written.

    Parameters
    ----------
    folder : Path
        The course folder.
    assignment : str
    students : sequence of str
        Who; none means everybody.
    limits : Limits

    Raises
    ------
    FileNotFoundError
        If there is no such assignment, or a student named did not hand it in.
    ValueError
        If graded cells came or went.
    """
    course = course_config(folder)
    loaded = Assignment.load(folder, assignment)
    name = loaded.name
    entries = GradingLog(course.folder).standing_entries(name)
    filed = _grades(course, loaded)
    depends = dependencies(loaded, limits)
    graded = submitted_folders(course, name, course.directory.autograded_directory)
    parts: dict[bool, list[Part]] = {True: [], False: []}
    apart: dict[str, list[str]] = {}
    wanted = wanted_folders(course, name, students)
    for student, place in wanted.items():
        entry = entries.get(student, {})
        if student not in entries.keys() & graded.keys() & filed.keys():
            apart.setdefault(NOT_GRADED, []).append(student)
        elif is_another(place, entry):
            apart.setdefault(HANDED_IN_ANEW, []).append(student)
        elif entry.get("state") != State.GRADED:
            apart.setdefault(UNREADABLE, []).append(student)
        else:
            what = _with_damaged(touched(entry.get("depends"), depends), graded[student], depends)
            part = Part(student, place, graded[student], entry, filed[student], what)
            parts[bool(what)].append(part)
    if not students and (gone := sorted(entries.keys() & filed.keys() - wanted.keys())):
        apart[GONE] = gone
    lists = {reason: tuple(who) for reason, who in apart.items()}
    return Plan(course, loaded, limits, depends, tuple(parts[True]), tuple(parts[False]), lists)


def _grades(course: CourseConfig, assignment: Assignment) -> dict[str, dict[Place, FiledGrade]]:
    """Read the gradebook, and hold that its cells are the assignment's."""
    database = sqlite_file(course.db_url)
    if database is not None and not database.exists():
        return {}
    notebooks = {name: assignment.notebook(name) for name in assignment.notebooks}
    with open_gradebook(course.db_url, course.directory.course_id) as gradebook:
        must_be_recorded(gradebook, assignment.name, notebooks)
        with gradebook.engine.connect() as connection:
            return read_grades(connection, assignment.name)


def _with_damaged(what: Touched, graded: Path, depends: Mapping[str, Any]) -> Touched:
    """Add the tests of notebooks of which nothing is left to stand."""
    if not what:
        return what
    judged = dict(what.judged)
    for name, book in depends["notebooks"].items():
        if _stored(graded, name) == _NOTHING:
            judged |= {(name, test): (_DAMAGED,) for test in book["tests"]} | judged
    because = what.because if judged == what.judged else (*what.because, _DAMAGED)
    return replace(what, judged=judged, because=because)


_NOTHING = b'{"cells": []}'


def _stored(graded: Path, name: str) -> bytes:
    """Read a graded notebook; one without cells if that fails."""
    try:
        content = (graded / f"{name}.ipynb").read_bytes()
        stored_outputs(content)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return _NOTHING
    return content


def _rescaled(part: Part, place: Place) -> float | None:
    """Return the points of a test that stands: the same share of what it is worth now."""
    grade = part.grades.get(place)
    if grade is None or grade.auto is None or place not in part.what.worth:
        return None if grade is None else grade.auto
    before, after = part.what.worth[place]
    return min(grade.auto / before, 1.0) * after


def _flags(entry: Mapping[str, Any]) -> tuple[Flag, ...]:
    noted = entry.get("flags")
    return tuple(
        Flag(str(flag.get("kind", "")), str(flag.get("detail", "")), str(flag.get("cell", "")))
        for flag in (noted if isinstance(noted, list) else ())
        if isinstance(flag, dict)
    )
