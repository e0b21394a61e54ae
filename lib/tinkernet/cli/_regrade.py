"""`tinkernet grade --regrade`: what a mended test changes, for whom, and why."""

from __future__ import annotations

import atexit
import gc
import json
import sys
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import click

from tinkernet.grading import printable

from ._run_display import FAILED, INTERRUPTED, ticking

if TYPE_CHECKING:
    from tinkernet.grading import Regrade, StudentChange

_FEW = 10
"""Students that are named in a line; of more, the number."""


def regrade(
    assignment: str,
    what: Literal["preview", "file"],
    wanted: Mapping[str, Any],
    unsafe_no_sandbox: bool,
    as_json: bool,
) -> None:
    """Regrade an assignment, or show what that would change.

    Parameters
    ----------
    assignment : str
    what : "preview" or "file"
    wanted : mapping
        Students, workers and scheduler, as ``grade_class`` takes them.
    unsafe_no_sandbox, as_json : bool
        The command's options.
    """
    from tqdm import tqdm

    from tinkernet.course import course_root
    from tinkernet.grading import preview_regrade, regrade_class
    from tinkernet.sandbox import Limits

    began = time.perf_counter()
    do = {"preview": preview_regrade, "file": regrade_class}[what]
    run = do(course_root(), assignment, **wanted, limits=Limits(walls=not unsafe_no_sandbox))
    if not (run.touched or run.standing or run.apart):
        raise click.ClickException(
            f"Nobody handed in {run.assignment}: there is no folder "
            f"submitted/STUDENT/{run.assignment} in {course_root()}."
        )
    changes: list[StudentChange] = []
    count = len(run.touched)
    with (
        tqdm(
            total=count, unit="student", desc="regrading", file=sys.stderr, disable=not count
        ) as bar,
        ticking(bar),
    ):
        try:
            for change in run.changes:
                changes.append(change)
                bar.update()
        except KeyboardInterrupt:
            bar.close()
            done = f"{len(changes)} of {count}"
            click.echo(f"Interrupted: {done} are done; run it again for the rest.", err=True)
            sys.exit(INTERRUPTED)
    atexit.register(gc.freeze)
    changes.sort(key=lambda change: change.student)
    unbuilt = [_UNBUILT.format(run.assignment)] if _is_unbuilt(run.assignment) else []
    if as_json:
        for line in unbuilt:
            click.echo(line, err=True)
        seconds = round(time.perf_counter() - began, 3)
        said = {"dry_run": what == "preview", "seconds": seconds, **_for_machines(run, changes)}
        click.echo(json.dumps(said, indent=1))
    else:
        click.echo(printable_lines([*unbuilt, *_lines(run, changes), *_LAST[what](run)]))
    if any(change.failed for change in changes):
        sys.exit(FAILED)


_UNBUILT = "course/{0} is not built: run tinkernet build {0} first."


def _is_unbuilt(assignment: str) -> bool:
    """Tell whether notebooks were graded against that are not what course/ says."""
    from tinkernet.course import course_root, freshness

    try:
        return not all(freshness(course_root(), assignment).values())
    except ValueError:  # which build will explain
        return True


def printable_lines(lines: Sequence[str]) -> str:
    """Join lines, none of which can be made two by what a student wrote."""
    return "\n".join(map(printable, lines))


def _for_machines(run: Regrade, changes: Sequence[StudentChange]) -> dict[str, Any]:
    before, after = _means(run, changes)
    return {
        "assignment": run.assignment,
        "because": dict(run.because),
        "gain": [change.student for change in changes if change.gains],
        "lose": [change.student for change in changes if change.loses],
        "unchanged": sorted([*run.standing, *_same(changes)]),
        "failed": {change.student: change.failed for change in changes if change.failed},
        "mean": {"before": before, "after": after},
        "worth": {"before": run.worth_before, "after": run.worth_after},
        "apart": {reason: list(students) for reason, students in run.apart.items()},
        "students": [change.to_dict() for change in changes],
    }


def _means(run: Regrade, changes: Sequence[StudentChange]) -> tuple[float | None, float | None]:
    """Return the mean of all points before and after, of all whose result stands or stood."""
    before = [*run.standing.values(), *(change.before for change in changes)]
    after = [*run.standing.values(), *(change.after for change in changes)]
    if not before:
        return None, None
    return sum(before) / len(before), sum(after) / len(after)


def _same(changes: Sequence[StudentChange]) -> list[str]:
    return [
        change.student for change in changes if not (change.gains or change.loses or change.failed)
    ]


def _lines(run: Regrade, changes: Sequence[StudentChange]) -> list[str]:
    lines = []
    if run.because:
        lines.append("What changed:")
        for reason, number in run.because.items():
            lines.append(f"  {reason} ({_students(number)})")
    elif run.standing:
        lines.append("Nothing that a result depends on has changed.")
    groups = {
        "Gain:": [change for change in changes if change.gains],
        "Lose:": [change for change in changes if change.loses],
        "Same points, because what you gave by hand counts:": [
            change for change in changes if change.moved and not (change.gains or change.loses)
        ],
        "The grader failed, the earlier result stands:": [
            change for change in changes if change.failed
        ],
    }
    for title, group in groups.items():
        lines += ["", title] if group else []
        for change in group:
            lines += _of_one(change)
    lines += ["", _total(run, changes, groups["Gain:"], groups["Lose:"])]
    for reason, students in run.apart.items():
        named = ", ".join(students[:_FEW])
        more = f" and {len(students) - _FEW} more" if len(students) > _FEW else ""
        step = _NEXT_STEP.get(reason, "").format(run.assignment)
        lines.append(f"Not part of it, {reason}: {named}{more}.{step}")
    return lines


_NEXT_STEP = {
    "not graded yet": " Run: tinkernet grade {}",
    "handed in anew since": " Run: tinkernet grade {}",
}


def _of_one(change: StudentChange) -> list[str]:
    if change.failed:
        return [f"  {change.student}: {change.failed}"]
    lines = [
        f"  {change.student}: {_number(change.before)} -> {_number(change.after)} points"
        f" ({change.after - change.before:+.4g})"
    ]
    for cell in change.moved:
        worth = f"{cell.worth_after:g}"
        if cell.worth_before != cell.worth_after:
            worth += f" (was {cell.worth_before:g})"
        lines.append(
            f"    {cell.cell}: {_number(cell.before)} -> {_number(cell.after)} of {worth},"
            f" because {'; '.join(cell.because)}"
        )
        lines.append(f"      before: {cell.said_before}")
        lines.append(f"      now:    {cell.said_after}")
        if cell.by_hand is not None:
            lines.append(f"      by hand you gave {_number(cell.by_hand)}, and that counts")
    return lines


def _total(
    run: Regrade,
    changes: Sequence[StudentChange],
    gain: Sequence[StudentChange],
    lose: Sequence[StudentChange],
) -> str:
    before, after = _means(run, changes)
    same = len(run.standing) + len(_same(changes))
    line = f"{len(gain)} gain, {len(lose)} lose, {same} unchanged"
    if before is None or after is None:
        return f"{line}."
    return (
        f"{line}; mean {before:.2f} of {run.worth_before:g} -> {after:.2f} of {run.worth_after:g}."
    )


def _after_preview(run: Regrade) -> list[str]:
    if not run.touched:
        return []
    return [f"Nothing was changed. To file this: tinkernet grade {run.assignment} --regrade"]


def _after_filing(run: Regrade) -> list[str]:
    return ["Filed: the gradebook, autograded/ and the log say so now."] if run.touched else []


_LAST = {"preview": _after_preview, "file": _after_filing}


def _students(number: int) -> str:
    return "1 student" if number == 1 else f"{number} students"


def _number(points: float | None) -> str:
    return "-" if points is None else f"{round(points, 2):g}"
