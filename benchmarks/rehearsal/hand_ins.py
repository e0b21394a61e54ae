"""What the class hands in: who, when, how good, and what is wrong with it."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

import nbformat

from .answers import (
    in_own_words,
    one_change_away,
    solutions,
    with_first_line,
    with_one_change,
    with_wrong_idea,
)
from .misconceptions import wrong_ideas
from .students import Student

RIGHT, WRONG, PARTLY, RAISES, SYNTAX, UNTOUCHED, BROKEN, ENDLESS, MISSING = (
    *("all right", "some wrong", "partly answered", "raises", "syntax error", "untouched"),
    *("broken file", "endless loop", "not handed in"),
)
SHARES: Mapping[str, tuple[float, str]] = {
    RIGHT: (0.29, "every answer right: the author's, or the same in other words"),
    WRONG: (0.38, "one to four answers wrong: a known wrong idea, or one sign, number or axis"),
    PARTLY: (0.14, "right so far, the last third to two thirds left as released"),
    RAISES: (0.04, "one answer calls a function that there is none of"),
    SYNTAX: (0.04, "one answer does not parse"),
    UNTOUCHED: (0.03, "the released notebook"),
    BROKEN: (1.5 / 150, "cut short, empty, or no notebook at all"),
    ENDLESS: (1 / 150, "one answer never comes back"),
    MISSING: (0.06, "nothing"),
}
"""What students hand in, with the share of the class, the best first."""

LATE, AGAIN, COPIED, WRITTEN = 0.08, 0.10, 0.02, 0.85
"""Shares of those who hand in: only after the deadline; a second time after it, with some of what
was wrong mended; copied from somebody; with the written question answered."""

_TERM = datetime(2026, 3, 6, 18, tzinfo=UTC)
_OWN_WORDS, _KNOWN_IDEA, _MENDED = 0.6, 0.65, 0.6


@dataclass(frozen=True)
class HandIn:
    """One file that a student hands in.

    Attributes
    ----------
    student : Student
    assignment : str
    kind : str
        One of those in ``SHARES``.
    handed_in : datetime
    late : bool
        After the deadline: it is in the second download only.
    content : bytes
    wrong : mapping of str to str
        By exercise, what its wrong idea is called; empty where one thing was changed at random.
    copied : bool
        Whether its answers are another student's.
    """

    student: Student
    assignment: str
    kind: str
    handed_in: datetime
    late: bool
    content: bytes
    wrong: Mapping[str, str] = field(default_factory=dict)
    copied: bool = False


@dataclass(frozen=True)
class _Work:
    """What stands in a student's cells, before it is a file."""

    kind: str
    cells: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    copied: bool = False


def hand_ins(root: Path, assignment: str, students: Sequence[Student], seed: int) -> list[HandIn]:
    """Return all that the class hands in for an assignment, in the order of time.

    Parameters
    ----------
    root : Path
        The course folder.
    assignment : str
    students : sequence of Student
    seed : int
        Everything is drawn from it: the same seed, the same bytes.
    """
    rng = random.Random(f"{seed} {assignment}")
    right = solutions(root, assignment)
    works = {
        student: _work(kind, assignment, right, rng)
        for student, kind in zip(students, _kinds(students, rng), strict=True)
        if kind != MISSING
    }
    _copy_some(works, rng)
    deadline = due(assignment)
    found = []
    for student, work in works.items():
        late = rng.random() < LATE
        hours = rng.uniform(1, 60) if late else -rng.expovariate(1 / 20)
        when = deadline + timedelta(seconds=round(hours * 3600))
        found.append(_file(root, student, assignment, work, when, late, rng))
        if not late and work.kind != RIGHT and rng.random() < AGAIN:
            mended = _mended(work, right, rng)
            when = deadline + timedelta(seconds=round(rng.uniform(12, 70) * 3600))
            found.append(_file(root, student, assignment, mended, when, True, rng))
    return sorted(found, key=lambda one: (one.handed_in, one.student.number))


def due(assignment: str) -> datetime:
    """Return when an assignment is due: every second Friday."""
    return _TERM + timedelta(weeks=2 * int(assignment[:2]))


def _kinds(students: Sequence[Student], rng: random.Random) -> list[str]:
    """Give each student a kind: the shares as exactly as whole students allow, by skill."""
    ends = list(accumulate(share for share, _ in SHARES.values()))
    places = [(place + rng.random()) / len(students) * ends[-1] for place in range(len(students))]
    kinds = [next(k for k, end in zip(SHARES, ends, strict=True) if p <= end) for p in places]
    mood = {student: student.skill + rng.gauss(0, 0.25) for student in students}
    best_first = sorted(students, key=lambda student: -mood[student])
    by_student = dict(zip(best_first, kinds, strict=True))
    return [by_student[student] for student in students]


def _work(kind: str, assignment: str, right: Mapping[str, str], rng: random.Random) -> _Work:
    cells = {
        name: in_own_words(source, rng) if rng.random() < _OWN_WORDS else source
        for name, source in right.items()
    }
    if kind == UNTOUCHED:
        return _Work(kind)
    if kind == WRONG:
        return _with_wrong_answers(assignment, cells, right, rng)
    if kind == PARTLY:
        kept = round(len(cells) * rng.uniform(1 / 3, 2 / 3))
        cells = dict(list(cells.items())[: max(1, kept)])
    one = rng.choice([name for name in cells if name in right])
    if kind == SYNTAX:
        cells[one] = cells[one].replace("):\n", ")\n", 1)
    if kind == RAISES:
        cells[one] = with_first_line(right[one], 'print(np.shapes("of what"))')
    if kind == ENDLESS:
        cells[one] = with_first_line(right[one], "while True: pass")
    return _Work(kind, cells)


def _with_wrong_answers(
    assignment: str, cells: dict[str, str], right: Mapping[str, str], rng: random.Random
) -> _Work:
    ideas = wrong_ideas(assignment)
    wrong: dict[str, str] = {}
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
        if ideas and rng.random() < _KNOWN_IDEA:
            idea = rng.choice(ideas)
            cells[idea.exercise] = with_wrong_idea(right[idea.exercise], idea)
            wrong[idea.exercise] = idea.mistake
        else:
            name = rng.choice([each for each in right if one_change_away(right[each])])
            cells[name] = with_one_change(right[name], rng)
            wrong[name] = ""
    return _Work(WRONG, cells, wrong)


def _copy_some(works: dict[Student, _Work], rng: random.Random) -> None:
    """Let a few hand in another's answers: as they are, or with the names changed."""
    able = [student for student, work in works.items() if work.kind in (RIGHT, WRONG)]
    rng.shuffle(able)
    for _ in range(min(max(1, round(COPIED * len(works))), len(able) // 2)):
        author, copier = able.pop(), able.pop()
        work = works[author]
        cells = dict(work.cells)
        if rng.random() < 0.5:
            for name in rng.sample(sorted(set(cells) - set(work.wrong)), k=len(cells) // 3):
                cells[name] = in_own_words(cells[name], rng)
        works[copier] = replace(work, cells=cells, copied=True)


def _mended(work: _Work, right: Mapping[str, str], rng: random.Random) -> _Work:
    """Return what is handed in the second time: more of it, and some of it mended."""
    if work.kind != WRONG:
        return _Work(RIGHT, {**right, **work.cells} if work.kind == PARTLY else dict(right))
    kept = {name: idea for name, idea in work.wrong.items() if rng.random() > _MENDED}
    cells = {
        name: right[name] if name in work.wrong and name not in kept else source
        for name, source in work.cells.items()
    }
    return _Work(WRONG if kept else RIGHT, cells, kept)


def _file(
    root: Path,
    student: Student,
    assignment: str,
    work: _Work,
    when: datetime,
    late: bool,
    rng: random.Random,
) -> HandIn:
    content = _notebook(root, assignment, work, rng)
    if work.kind == BROKEN:
        content = rng.choice((content[: len(content) // 2], b"", b"<!DOCTYPE html><p>Log in</p>"))
    return HandIn(student, assignment, work.kind, when, late, content, work.wrong, work.copied)


def _notebook(root: Path, assignment: str, work: _Work, rng: random.Random) -> bytes:
    released, author = _notebooks(root, assignment)
    notebook = deepcopy(released)
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("solution") and marks.get("grade"):
            if work.kind != UNTOUCHED and rng.random() < WRITTEN:
                sentences = re.split(r"(?<=[.?]) ", author[marks["grade_id"]].replace("\n", " "))
                kept = sorted(rng.sample(range(len(sentences)), rng.randint(1, len(sentences))))
                cell.source = " ".join(sentences[each] for each in kept)
        elif marks.get("grade_id") in work.cells:
            cell.source = work.cells[marks["grade_id"]]
    return (nbformat.writes(notebook) + "\n").encode()


@cache
def _notebooks(root: Path, assignment: str) -> tuple[nbformat.NotebookNode, Mapping[str, str]]:
    """Return the released notebook, and the author's answers to written questions."""
    name = f"{assignment}/{assignment}.ipynb"
    source = nbformat.read(root / "source" / name, as_version=4)
    written = {
        cell.metadata["nbgrader"]["grade_id"]: cell.source
        for cell in source.cells
        if cell.cell_type == "markdown" and cell.metadata.get("nbgrader", {}).get("grade")
    }
    return nbformat.read(root / "release" / name, as_version=4), written
