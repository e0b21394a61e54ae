"""Who gains and who loses: what a regrade changes for a student, by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from ._filed_grades import FiledGrade
from ._graded import GradedSubmission, State
from ._standing import stored_outputs, verdicts_in
from ._touched import Place, Touched

_SAME = 1e-9
_LONGEST = 160


@dataclass(frozen=True)
class CellChange:
    """One test that was judged again, or is worth something else.

    Attributes
    ----------
    notebook, cell : str
        Where: its grade id.
    before, after : float or None
        The judge's points; None waits for a person.
    worth_before, worth_after : float
        What there was and is to be had.
    by_hand : float or None
        What a person gave, which counts in place of the judge's points.
    because : tuple of str
        Which changes touch it.
    said_before, said_after : str
        The judge's words: reason and recognised mistake, or the error of a raw test.
    """

    notebook: str
    cell: str
    before: float | None
    after: float | None
    worth_before: float
    worth_after: float
    by_hand: float | None
    because: tuple[str, ...]
    said_before: str
    said_after: str

    @property
    def moved(self) -> bool:
        """Whether the judge gives another number of points."""
        return abs((self.after or 0.0) - (self.before or 0.0)) > _SAME or (
            (self.before is None) != (self.after is None)
        )

    def to_dict(self) -> dict[str, Any]:
        """Return plain values that JSON can hold."""
        return {**asdict(self), "because": list(self.because)}


@dataclass(frozen=True)
class StudentChange:
    """What a regrade changes for one student.

    Attributes
    ----------
    student : str
    before, after : float
        All points in the assignment as they count: what a person gave goes before what the judge
        gave; extra credit is added, a late penalty is not taken off.
    cells : tuple of CellChange
        Every test that was judged again or is worth something else.
    failed : str
        Why the grader failed; then nothing is filed, and the earlier result stands.
    """

    student: str
    before: float
    after: float
    cells: tuple[CellChange, ...] = ()
    failed: str = ""

    @property
    def gains(self) -> bool:
        """Whether there are more points now."""
        return self.after > self.before + _SAME

    @property
    def loses(self) -> bool:
        """Whether there are fewer points now."""
        return self.after < self.before - _SAME

    @property
    def moved(self) -> tuple[CellChange, ...]:
        """The cells to which the judge gives another number of points."""
        return tuple(cell for cell in self.cells if cell.moved)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values that JSON can hold."""
        return {**asdict(self), "cells": [cell.to_dict() for cell in self.cells]}


def total(grades: Mapping[Place, FiledGrade]) -> float:
    """Return all points of a student as they count in the gradebook."""
    return sum(grade.counts(grade.auto) for grade in grades.values())


def difference(
    result: GradedSubmission,
    what: Touched,
    entry: Mapping[str, Any],
    grades: Mapping[Place, FiledGrade],
    stored: Mapping[str, bytes],
) -> StudentChange:
    """Compare a new result with the one that stands.

    Parameters
    ----------
    result : GradedSubmission
        The new one.
    what : Touched
        What of it can be another.
    entry : mapping
        The log's, of the result that stands.
    grades : mapping of (notebook, grade id) to FiledGrade
        The gradebook's.
    stored : mapping of str to bytes
        The graded notebooks that stand, by name.
    """
    grades = {**grades, **dict(_as_noted(entry, what, grades))}
    before = total(grades)
    if result.state is State.FAILED:
        return StudentChange(result.student, before, before, failed=result.reason)
    after, cells = before, []
    for book in result.notebooks:
        was_shown, is_shown = stored_outputs(stored[book.name]), stored_outputs(book.content)
        for cell, points in book.points.items():
            place = (book.name, cell)
            if place not in what.judged and place not in what.worth:
                continue
            grade = grades.get(place, FiledGrade(None))
            if place not in what.judged and points is None:
                points = grade.auto  # answers in words keep what they have
            after += grade.counts(points) - grade.counts(grade.auto)
            worth = book.max_points[cell]
            known = list(verdicts_in(was_shown.get(cell, []))) or _noted(entry, cell)
            cells.append(
                CellChange(
                    *place,
                    before=grade.auto,
                    after=points,
                    worth_before=what.worth.get(place, (worth, worth))[0],
                    worth_after=worth,
                    by_hand=grade.manual,
                    because=what.judged.get(place) or what.points_alone(place),
                    said_before=_said(known, was_shown.get(cell, []), grade.auto),
                    said_after=_said(
                        list(book.verdicts.get(cell, ())), is_shown.get(cell, []), points
                    ),
                )
            )
    return StudentChange(result.student, before, after, tuple(cells))


def _as_noted(
    entry: Mapping[str, Any], what: Touched, grades: Mapping[Place, FiledGrade]
) -> Iterator[tuple[Place, FiledGrade]]:
    """Yield touched grades as the log has them.

    A regrade that was killed may have been in time for the gradebook and not for the log: what
    it changed is still told, and noted, when it is run again.
    """
    noted = entry.get("points")
    names = Counter(cell for _, cell in grades)
    for place in {*what.judged, *what.worth} & grades.keys():
        if isinstance(noted, dict) and place[1] in noted and names[place[1]] == 1:
            yield place, replace(grades[place], auto=noted[place[1]])


def _noted(entry: Mapping[str, Any], cell: str) -> list[Any]:
    noted = entry.get("verdicts")
    return list(noted.get(cell, ())) if isinstance(noted, dict) else []


def _said(verdicts: Sequence[Any], shown: Sequence[Any], points: float | None) -> str:
    """Put in a few words how a test went."""
    if points is None:
        return "waits for a person"
    words = [_verdict(each) for each in verdicts]
    errors = [one for one in shown if one.get("output_type") == "error"]
    words += [f"{one.get('ename', '')}: {one.get('evalue', '')}".strip(": ") for one in errors]
    return "; ".join(dict.fromkeys(words))[:_LONGEST] or ("passed" if points else "did not pass")


def _verdict(verdict: Mapping[str, Any]) -> str:
    reason, mistake = str(verdict.get("reason", "")), verdict.get("mistake")
    return f"{reason} ({mistake})" if mistake else reason
