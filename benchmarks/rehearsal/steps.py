"""The term as a list of commands; whoever adds a command adds a line to ``steps_of``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .by_hand import grade_by_hand
from .downloads import Download
from .mending import MENDED, mend

ALL_GRADES = "all-grades.csv"
"""What ``nbgrader export`` writes."""


def _nothing(course: Path) -> None:
    """Prepare nothing."""


def _unseen(course: Path) -> int:
    """Show no progress on the way."""
    return 0


@dataclass(frozen=True)
class Step:
    """One command of the term, run in the course folder.

    Attributes
    ----------
    kind : str
        What the page calls it.
    assignment : str
        Empty for a step of the whole term.
    arguments : tuple of str
        What stands behind ``python``.
    fine : frozenset of int
        Exit codes after which the term goes on: 3 says that a person should look.
    progress : callable
        Counts what the command has done so far in a course folder; must only grow.
    prepare : callable
        What the instructor does in the course folder before; may be done twice.
    changes_nothing : bool
        Whether the gradebook must be the same afterwards.
    """

    kind: str
    assignment: str
    arguments: tuple[str, ...]
    fine: frozenset[int] = frozenset({0})
    progress: Callable[[Path], int] = _unseen
    prepare: Callable[[Path], None] = _nothing
    changes_nothing: bool = False

    @property
    def command(self) -> list[str]:
        """The whole command line."""
        return [sys.executable, *self.arguments]


def steps_of(
    downloads: Mapping[str, Sequence[Download]], workers: int, seed: int
) -> list[tuple[str, Step]]:
    """Return the steps of a term in order, each with a name of its own.

    Parameters
    ----------
    downloads : mapping of str to sequence of Download
        By assignment: after the deadline, and again when the last have handed in.
    workers : int
    seed : int
    """
    people = ("-m", "nbgrader", "db", "student", "import", "students.csv")
    steps = [Step("nbgrader db student import", "", people)]
    for assignment, (first, *later) in downloads.items():
        grade = _tinkernet(
            "grade", assignment, "--workers", str(workers), progress=_logged(assignment)
        )

        def by_hand(course: Path, assignment: str = assignment) -> None:
            grade_by_hand(course, assignment, seed)

        steps += [_collect(assignment, first), grade]
        for download in later:
            again = _collect(assignment, download, "--update")
            steps += [replace(again, prepare=by_hand), grade]
        after = _given_back(assignment, first.lms, (later or [first])[-1].sheet)
        if assignment in MENDED:
            after = [*_regrade(assignment, workers), *after]
        steps += [replace(after[0], prepare=_both(by_hand, after[0].prepare)), *after[1:]]
    everything = ("-m", "nbgrader", "export", "--to", f"exports/{ALL_GRADES}")
    steps.append(Step("nbgrader export", "", everything))
    counts: dict[str, int] = {}
    named = []
    for step in steps:
        name = f"{step.assignment} {step.kind}".strip()
        counts[name] = counts.get(name, 0) + 1
        named.append((f"{name} {counts[name]}" if counts[name] > 1 else name, step))
    return named


def _both(one: Callable[[Path], None], other: Callable[[Path], None]) -> Callable[[Path], None]:
    def prepare(course: Path) -> None:
        one(course)
        other(course)

    return prepare


def _tinkernet(
    command: str,
    assignment: str,
    *options: str,
    kind: str = "",
    progress: Callable[[Path], int] = _unseen,
    prepare: Callable[[Path], None] = _nothing,
    changes_nothing: bool = False,
) -> Step:
    arguments = ("-m", "tinkernet", command, assignment, *options)
    fine = frozenset({0, 3})
    return Step(kind or command, assignment, arguments, fine, progress, prepare, changes_nothing)


def _collect(assignment: str, download: Download, *options: str) -> Step:
    return _tinkernet(
        "collect",
        assignment,
        str(download.path),
        *download.options,
        *options,
        progress=lambda course: _files(course / "submitted", f"*/{assignment}"),
    )


def _regrade(assignment: str, workers: int) -> list[Step]:
    options = ("--regrade", "--workers", str(workers))
    return [
        _tinkernet(
            *("grade", assignment, *options, "--dry-run"),
            kind="regrade --dry-run",
            prepare=lambda course: mend(course, assignment),
            changes_nothing=True,
        ),
        _tinkernet(*("grade", assignment, *options), kind="regrade", progress=_logged(assignment)),
    ]


def _given_back(assignment: str, lms: str, sheet: Path | None) -> list[Step]:
    filled = ("--sheet", str(sheet), "--scale") if sheet else ()
    feedback, page, grades = (
        f"exports/{assignment}{ending}" for ending in ("-feedback.zip", "-report.html", ".csv")
    )
    return [
        _tinkernet(
            *("feedback", assignment, "--lms", lms, "--output", feedback),
            progress=lambda course: _files(course / "feedback", f"*/{assignment}/*.html"),
        ),
        _tinkernet("report", assignment, "--html", page, "--similarity"),
        _tinkernet("export", assignment, "--lms", lms, "--output", grades, *filled),
    ]


def _files(folder: Path, pattern: str) -> int:
    return sum(1 for path in folder.glob(pattern) if path.parts[-2][:1] != ".")


def _logged(assignment: str) -> Callable[[Path], int]:
    """Count an assignment's lines in the log; only the start of each line is looked at."""
    mark = f'"assignment": "{assignment}"'.encode()

    def count(course: Path) -> int:
        log = course / "grading-log.jsonl"
        if not log.exists():
            return 0
        with log.open("rb") as lines:
            return sum(mark in line[:400] for line in lines)

    return count
