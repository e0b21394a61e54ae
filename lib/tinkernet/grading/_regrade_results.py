"""The results of a regrade: kept by a dry run, worked out without a kernel, or run for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

from ._grade_submission import SubmissionGrader, failed
from ._graded import GradedSubmission
from ._kept_results import KeptResults
from ._local_processes import LocalProcesses
from ._regrade_diff import StudentChange, difference
from ._regrade_plan import Part, Plan
from ._standing import Standing
from ._submission import Submission
from ._workers import Task, dask_cluster, grade_all, local_places, work


@dataclass(frozen=True)
class Found:
    """What a regrade found out of one student.

    Attributes
    ----------
    part : Part
    result : GradedSubmission
    change : StudentChange
        How it differs from the one that stands.
    key : str
        Hash of all that it depends on.
    """

    part: Part
    result: GradedSubmission
    change: StudentChange
    key: str


@dataclass(frozen=True)
class _Ready:
    """What is at hand to regrade a student."""

    part: Part
    submission: Submission
    standing: Standing

    def task(self, plan: Plan) -> Task:
        return self.submission, plan.assignment, plan.limits, self.standing

    def found(self, plan: Plan, result: GradedSubmission) -> Found:
        # A worker elsewhere may have other versions; what counts as unchanged is said here.
        result = replace(result, key=plan.key(self.submission))
        part = self.part
        change = difference(result, part.what, part.entry, part.grades, self.standing.stored)
        return Found(part, result, change, plan.kept_under(self.submission, self.standing))


def regrade_results(plan: Plan, workers: int | None, scheduler: str) -> Iterator[Found]:
    """Yield the result of each student who is touched, as soon as it is there.

    Parameters
    ----------
    plan : Plan
    workers : int or None
        Submissions at a time; no process is started where no kernel is needed.
    scheduler : str
        A Dask scheduler's URL, or nothing.
    """
    kept = KeptResults(plan.course.folder, plan.assignment.name)
    to_run: list[Part] = []
    for part in plan.parts:
        ready = _ready(plan, part)
        if isinstance(ready, Found):
            yield ready
            continue
        files = SubmissionGrader(ready.submission, plan.assignment, plan.limits).files
        key = plan.kept_under(ready.submission, ready.standing)
        result = kept.find(part.student, key, files)
        if result is None and part.what.judged:
            to_run.append(part)
            continue
        yield ready.found(plan, result or work(ready.task(plan)))
    if to_run:
        yield from _run(plan, to_run, workers, scheduler)


def _run(plan: Plan, parts: Sequence[Part], workers: int | None, scheduler: str) -> Iterator[Found]:
    """Regrade those of whom something has to be judged again."""
    under_way: dict[str, _Ready] = {}
    missed: list[Found] = []

    def tasks() -> Iterator[Task]:
        for part in parts:
            ready = _ready(plan, part)
            if isinstance(ready, Found):
                missed.append(ready)
                continue
            under_way[part.student] = ready
            yield ready.task(plan)

    with ExitStack() as stack:
        if scheduler:
            places = stack.enter_context(dask_cluster(scheduler))
        else:
            count = min(workers or len(os.sched_getaffinity(0)), len(parts))
            processes = LocalProcesses(count, plan.limits.walls)
            stack.callback(processes.close)
            places = local_places(processes)
        for result in grade_all(tasks(), places):
            yield under_way.pop(result.student).found(plan, result)
    yield from missed


def _ready(plan: Plan, part: Part) -> _Ready | Found:
    """Read what a student handed in; it may be something else by now."""
    try:
        submission = Submission.read(part.handed_in)
        if submission.digest == part.entry["hashes"]["submission"]:
            return _Ready(part, submission, plan.standing_of(part))
        reason = "it was handed in anew meanwhile"
    except OSError as error:
        submission = Submission(part.student)
        reason = f"its folder cannot be read: {error.strerror}"
    result = failed(submission, plan.assignment, plan.limits, reason)
    return Found(part, result, difference(result, part.what, part.entry, part.grades, {}), "")
