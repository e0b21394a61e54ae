"""Exercises that look badly posed: many fail, and nobody knows yet what they thought."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ._class_results import ClassResults, GradedCell, StudentWork
from ._outcome import Outcome, is_unexplained

LEAST_STUDENTS = 3
LEAST_SHARE = 0.1
"""An exercise is listed from this many, and this share of those who answered, unexplained."""

MOST_OUTPUTS = 5
"""Wrong outputs that are shown, the most frequent ones."""

_UNANSWERED = {Outcome.NOT_ANSWERED, Outcome.UNKNOWN, Outcome.NOT_OWN}


@dataclass(frozen=True)
class FrequentOutput:
    """A wrong output that several may have given.

    Attributes
    ----------
    exercise, case, reason, part, expected, got : str
        As in ``tinkernet.checks.WrongOutput``.
    inputs : dict of str to str
        None where the case is another one for each student.
    students : tuple of StudentWork
        Who gave exactly this.
    """

    exercise: str
    case: str
    reason: str
    part: str
    inputs: Mapping[str, str]
    expected: str
    got: str
    students: tuple[StudentWork, ...]


@dataclass(frozen=True)
class BadlyPosed:
    """An exercise that many got wrong in ways that it does not know.

    Attributes
    ----------
    cell : GradedCell
    answered : int
        Students who wrote an answer of their own.
    unexplained : tuple of StudentWork
        Those among them whose answer is wrong and of no known mistake.
    after_another : int
        Others with such an answer, who have an exercise wrong that this one builds on: that may
        be the cause, so they are not counted.
    outputs : tuple of FrequentOutput
        The most frequent first.
    others : int
        Students whose outputs are not shown.
    without_output : int
        Students graded before outputs were noted.
    """

    cell: GradedCell
    answered: int
    unexplained: tuple[StudentWork, ...]
    after_another: int
    outputs: tuple[FrequentOutput, ...]
    others: int
    without_output: int


def badly_posed(results: ClassResults) -> list[BadlyPosed]:
    """List the exercises with many unexplained failures, the most striking first.

    Raw tests are not looked at: they recognise no mistake, so nothing can be missing. Nor is who
    has an exercise wrong that this one builds on, as the instructor's solution shows.
    """
    found = []
    for cell in results.cells:
        if cell.kind != "exercise":
            continue
        answered = [
            each for each in results.students
            if each.cells[cell.place].outcome not in _UNANSWERED
        ]  # fmt: skip
        failed = [each for each in answered if _unexplained(each, cell)]
        unexplained = [
            each for each in failed if not any(_wrong(each, place) for place in cell.builds_on)
        ]
        if len(unexplained) < max(LEAST_STUDENTS, math.ceil(LEAST_SHARE * len(answered))):
            continue
        outputs = _outputs(unexplained, cell)
        shown = outputs[:MOST_OUTPUTS]
        with_output = {each.student for one in outputs for each in one.students}
        on_show = {each.student for one in shown for each in one.students}
        found.append(
            BadlyPosed(
                cell,
                len(answered),
                tuple(unexplained),
                len(failed) - len(unexplained),
                tuple(shown),
                len(with_output - on_show),
                len(unexplained) - len(with_output),
            )
        )
    return sorted(found, key=lambda each: -len(each.unexplained) / each.answered)


def _unexplained(student: StudentWork, cell: GradedCell) -> list[Mapping[str, Any]]:
    return [each for each in student.cells[cell.place].verdicts if is_unexplained(each)]


def _wrong(student: StudentWork, place: tuple[str, str]) -> bool:
    there = student.cells.get(place)
    return there is not None and there.outcome not in (Outcome.RIGHT, Outcome.UNKNOWN)


def _outputs(students: Sequence[StudentWork], cell: GradedCell) -> list[FrequentOutput]:
    """Group equal wrong outputs: those that many gave first, then those that can be compared."""
    groups: dict[tuple[str, ...], list[StudentWork]] = {}
    first: dict[tuple[str, ...], Mapping[str, Any]] = {}
    for student in students:
        for verdict in _unexplained(student, cell):
            wrong = verdict.get("wrong_output")
            if not isinstance(wrong, dict):
                continue
            names = ("case", "reason", "part", "digest")
            key = (str(verdict.get("exercise")), *(str(wrong.get(name, "")) for name in names))
            key = key if wrong.get("digest") else (*key, str(wrong.get("got", "")))
            groups.setdefault(key, []).append(student)
            first.setdefault(key, wrong)
    listed = []
    for key, mine in groups.items():
        inputs = first[key].get("inputs")
        said = {
            name: str(first[key].get(name, ""))
            for name in ("case", "reason", "part", "expected", "got")
        }
        listed.append(
            FrequentOutput(
                exercise=key[0],
                inputs=inputs if isinstance(inputs, dict) else {},
                students=tuple(mine),
                **said,
            )
        )
    return sorted(listed, key=lambda one: (-len(one.students), not one.inputs, one.case, one.got))
