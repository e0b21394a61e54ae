"""Grade again what a change touches: look at what would change, then file it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tinkernet.sandbox import Limits

from ._graded import State
from ._kept_results import KeptResults
from ._regrade_diff import StudentChange, total
from ._regrade_filing import file_regrade
from ._regrade_plan import Plan, plan_regrade
from ._regrade_results import regrade_results


@dataclass(frozen=True)
class Regrade:
    """What a regrade looks at, and what comes of it.

    Attributes
    ----------
    assignment : str
    because : mapping of str to int
        What changed, and how many students' results it touches.
    touched : tuple of str
        Students of whom something is judged again, or worth something else.
    standing : mapping of str to float
        Points of the students whose results stand untouched.
    apart : mapping of str to tuple of str
        Students who are no part of it, by reason.
    worth_before, worth_after : float
        All points there were and are.
    changes : iterator of StudentChange
        One for each who is touched, in no particular order. Use it up.
    """

    assignment: str
    because: Mapping[str, int]
    touched: tuple[str, ...]
    standing: Mapping[str, float]
    apart: Mapping[str, tuple[str, ...]]
    worth_before: float
    worth_after: float
    changes: Iterator[StudentChange]


def preview_regrade(
    folder: Path,
    assignment: str,
    *,
    students: Sequence[str] = (),
    workers: int | None = None,
    scheduler: str = "",
    limits: Limits | None = None,
) -> Regrade:
    """Find out what a change of tests, points or exercises would do; file nothing.

    What is found out is kept beside the gradebook: ``regrade_class`` files exactly that, as long
    as nothing changes meanwhile.

    Parameters
    ----------
    folder, assignment, students, workers, scheduler, limits
        As in ``grade_class``.

    Raises
    ------
    ValueError
        If cells of the assignment came or went.
    """
    plan = plan_regrade(folder, assignment, students, limits or Limits())
    return _regrade(plan, _previewed(plan, workers, scheduler))


def regrade_class(
    folder: Path,
    assignment: str,
    *,
    students: Sequence[str] = (),
    workers: int | None = None,
    scheduler: str = "",
    limits: Limits | None = None,
) -> Regrade:
    """Grade again what a change touches and file it; parameters as in ``preview_regrade``.

    Killed at any moment and started again, it ends with the same gradebook as an undisturbed
    run. Grades, comments and marks that a person gave stay.
    """
    plan = plan_regrade(folder, assignment, students, limits or Limits())
    return _regrade(plan, file_regrade(plan, workers, scheduler))


def _regrade(plan: Plan, changes: Iterator[StudentChange]) -> Regrade:
    known = (*plan.parts, *plan.standing)
    worths = Counter(float(part.entry.get("max_score") or plan.worth) for part in known)
    return Regrade(
        assignment=plan.assignment.name,
        because=Counter(reason for part in plan.parts for reason in part.what.because),
        touched=tuple(part.student for part in plan.parts),
        standing={part.student: total(part.grades) for part in plan.standing},
        apart=plan.apart,
        worth_before=worths.most_common(1)[0][0] if worths else plan.worth,
        worth_after=plan.worth,
        changes=changes,
    )


def _previewed(plan: Plan, workers: int | None, scheduler: str) -> Iterator[StudentChange]:
    kept = KeptResults(plan.course.folder, plan.assignment.name)
    for found in regrade_results(plan, workers, scheduler):
        if found.result.state is not State.FAILED:
            kept.keep(found.key, found.result)
        yield found.change
