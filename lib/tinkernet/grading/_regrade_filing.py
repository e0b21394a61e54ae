"""File a regrade: the touched cells, a line in the log, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ._environment import environment_digest
from ._gradebook import GradebookWriter
from ._graded import State
from ._grading_log import GradingLog
from ._kept_results import KeptResults
from ._regrade_diff import StudentChange
from ._regrade_plan import Part, Plan
from ._regrade_results import Found, regrade_results
from ._submission import Submission


def file_regrade(plan: Plan, workers: int | None, scheduler: str) -> Iterator[StudentChange]:
    """Grade again what is touched, file it, and note of the rest that it stands.

    Parameters are those of ``regrade_results``.
    """
    log = GradingLog(plan.course.folder)
    kept = KeptResults(plan.course.folder, plan.assignment.name)
    notebooks = {name: plan.assignment.notebook(name) for name in plan.assignment.notebooks}
    with GradebookWriter(plan.course.folder, course=plan.course) as writer:
        if plan.parts or plan.standing:
            writer.prepare(plan.assignment.name, notebooks)
        for found in regrade_results(plan, workers, scheduler):
            yield _file(plan, writer, log, found)
        for part in plan.standing:
            key = plan.key(Submission.read(part.handed_in))
            if part.entry.get("key") != key:  # else `tinkernet grade` would grade it again
                log.write(_restated(plan, part, key))
        for student in plan.everybody:
            kept.drop(student)


def _file(plan: Plan, writer: GradebookWriter, log: GradingLog, found: Found) -> StudentChange:
    """File one result, and note what it changed."""
    part, result, change = found.part, found.result, found.change
    notes: Sequence[str] = ()
    if result.state is not State.FAILED:
        try:
            notes = writer.file(result, _left_alone(found)).notes
        except ValueError as error:
            result = replace(result, state=State.FAILED, reason=str(error))
            change = StudentChange(part.student, change.before, change.before, failed=str(error))
    log.add(
        result,
        filed=result.state is not State.FAILED,
        hashes=_hashes(plan, part, result.key),
        notes=notes,
        depends=plan.depends,
        regrade={
            "because": list(part.what.because),
            "judged": sorted(cell for _, cell in part.what.judged),
            "changed": [cell.to_dict() for cell in change.moved],
        },
    )
    return change


def _left_alone(found: Found) -> set[str]:
    """List the cells whose grades, and marks that a person must look, stay as they are."""
    touched = {*found.part.what.judged, *found.part.what.worth}
    moved = {
        cell
        for book in found.result.notebooks
        for cell, points in book.points.items()
        if (book.name, cell) in touched and points != found.part.grades[book.name, cell].auto
    }
    return {cell for _, cell in found.part.grades} - moved


def _restated(plan: Plan, part: Part, key: str) -> dict[str, Any]:
    """Write the entry of a result that stands, under what it depends on now."""
    hashes = _hashes(plan, part, key) | {"environment": environment_digest()}
    nothing: Mapping[str, Any] = {"because": [], "judged": [], "changed": []}
    return {
        **part.entry,
        "key": key,
        "hashes": hashes,
        "stages": {},
        "depends": plan.depends,
        "regrade": nothing,
    }


def _hashes(plan: Plan, part: Part, key: str) -> dict[str, str]:
    submission = str(part.entry["hashes"]["submission"])
    return {"submission": submission, "exercises": plan.assignment.digest, "key": key}
