"""`tinkernet grade`: a class, safely and fast."""

from __future__ import annotations

import atexit
import gc
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from tinkernet.grading import printable

from ._assignment_name import ASSIGNMENT
from ._regrade import regrade
from ._run_display import FAILED, INTERRUPTED, UNREADABLE, ticking

if TYPE_CHECKING:
    from tinkernet.grading import Flag, GradedSubmission

_FEW = 4
"""Cells that are named in a line; of more, the number."""

_OF_SEVERAL = {
    "It was put back.": "They were put back.",
    "It counts as not answered.": "They count as not answered.",
    "Its grade id was lost; it was found by its place or by what it defines.": (
        "Their grade ids were lost; they were found by their place or by what they define."
    ),
}
"""What a flag says of one cell, said of several."""


@click.command("grade")
@click.argument("assignment", type=ASSIGNMENT)
@click.option("--student", "students", multiple=True, metavar="ID", help="Only this one; repeat.")
@click.option("--workers", type=click.IntRange(1), help="At a time; default: one a core.")
@click.option("--scheduler", default="", metavar="URL", help="Grade on a Dask cluster.")
@click.option("--force", is_flag=True, help="Grade again what has not changed since.")
@click.option("--regrade", "only_changed", is_flag=True, help="Only what a mended test touches.")
@click.option("--dry-run", is_flag=True, help="With --regrade: list who would gain and lose.")
@click.option("--json", "as_json", is_flag=True, help="Print results for a program to read.")
@click.option("--unsafe-no-sandbox", is_flag=True, help="Run students' code as you; marks results.")
def grade_command(
    assignment: str,
    students: tuple[str, ...],
    workers: int | None,
    scheduler: str,
    force: bool,
    only_changed: bool,
    dry_run: bool,
    as_json: bool,
    unsafe_no_sandbox: bool,
) -> None:
    """Grade what was handed in for ASSIGNMENT and file it in nbgrader's gradebook.

    Can be interrupted and started again; what is graded and unchanged is not graded twice.
    After mending a test: --regrade --dry-run says what that changes, --regrade files it.

    Exit codes: 0 all graded, 1 nothing could be done, 2 wrong usage, 3 some submissions could
    not be read, 4 the grader itself failed on some (they are not filed), 130 interrupted.
    """
    if dry_run and not only_changed:
        raise click.UsageError("--dry-run goes with --regrade: it shows what that would change.")
    if force and only_changed:
        raise click.UsageError("--force grades everything, --regrade what changed: choose one.")
    if unsafe_no_sandbox:
        click.echo("Without a sandbox: students' code runs as you, on your machine.", err=True)
    if only_changed:
        wanted = {"students": students, "workers": workers, "scheduler": scheduler}
        regrade(assignment, "preview" if dry_run else "file", wanted, unsafe_no_sandbox, as_json)
        return
    # Here, because nbgrader takes seconds to import, and --help should not.
    from tqdm import tqdm

    from tinkernet.course import course_root
    from tinkernet.grading import State, grade_class
    from tinkernet.sandbox import Limits

    began = time.perf_counter()
    run = grade_class(
        course_root(),
        assignment,
        students=students,
        workers=workers,
        scheduler=scheduler,
        force=force,
        limits=Limits(walls=not unsafe_no_sandbox),
    )
    for path in run.misplaced:
        where = f"submitted/STUDENT/{run.assignment}/"
        click.echo(printable(f"Passed over: {path}; notebooks belong into {where}."), err=True)
    if not (run.to_grade or run.unchanged):
        raise click.ClickException(
            f"Nobody handed in {run.assignment}: there is no folder "
            f"submitted/STUDENT/{run.assignment} in {course_root()}."
        )
    if run.otherwise:
        click.echo(
            f"{len(run.otherwise)} were graded with other tests or another version; "
            f"to look first: tinkernet grade {run.assignment} --regrade --dry-run",
            err=True,
        )
    results: list[GradedSubmission] = []
    states: Counter[str] = Counter()
    with (
        tqdm(
            total=len(run.to_grade),
            unit="student",
            desc="grading",
            file=sys.stderr,
            disable=not run.to_grade,
        ) as bar,
        ticking(bar),
    ):
        try:
            for result in run.results:
                # The notebooks stand in autograded/ by now; a class of a thousand need not be kept.
                results.append(_light(result))
                states[result.state] += 1
                bar.update()
                bar.set_postfix_str(_failures(states))
                if result.state is not State.GRADED:
                    line = f"{result.student}: {result.state}. {result.reason}"
                    bar.write(printable(line), file=sys.stderr)
        except KeyboardInterrupt:
            bar.close()
            count = f"{len(results)} of {len(run.to_grade)}"
            click.echo(f"Interrupted: {count} are done; run it again for the rest.", err=True)
            sys.exit(INTERRUPTED)
    seconds = time.perf_counter() - began
    # Else Python sorts out its garbage before it ends, which takes longer than a student does.
    atexit.register(gc.freeze)
    results.sort(key=lambda result: result.student)
    if as_json:
        click.echo(json.dumps(_for_machines(run, results, seconds), indent=1))
    else:
        _print_summary(run, results, seconds)
    if states[State.FAILED]:
        sys.exit(FAILED)
    if states[State.UNREADABLE]:
        sys.exit(UNREADABLE)


def _light(result: GradedSubmission) -> GradedSubmission:
    """Drop what a summary does not need."""
    from dataclasses import replace

    notebooks = tuple(replace(each, content=b"") for each in result.notebooks)
    return replace(result, notebooks=notebooks, files={})


def _failures(states: Counter[str]) -> str:
    return ", ".join(
        f"{states[state]} {state}" for state in ("unreadable", "failed") if states[state]
    )


def _for_machines(run: Any, results: list[GradedSubmission], seconds: float) -> dict[str, Any]:
    return {
        "assignment": run.assignment,
        "seconds": round(seconds, 3),
        "unchanged": list(run.unchanged),
        "results": [result.to_dict() for result in results],
    }


def _urgency(result: GradedSubmission) -> int:
    """Tell how far up a student belongs: first what nobody should overlook."""
    from tinkernet.grading import IMPORTANT

    if result.reason:
        return -1
    return min(
        (IMPORTANT.index(flag.kind) for flag in result.flags if flag.kind in IMPORTANT),
        default=len(IMPORTANT),
    )


def _grouped(flags: Sequence[Flag]) -> list[str]:
    """Write flags, those that say the same of several cells in one line; the log has them all."""
    cells: dict[tuple[str, str], list[str]] = {}
    for flag in flags:
        cells.setdefault((flag.kind, flag.detail), []).append(flag.cell)
    lines = []
    for (kind, detail), where in cells.items():
        named = [cell for cell in where if cell]
        if len(named) > _FEW:
            named = [*named[:_FEW], f"and {len(named) - _FEW} more"]
        detail = _OF_SEVERAL.get(detail, detail) if len(where) > 1 else detail
        lines.append(f"{' '.join([kind, ', '.join(named)]).strip()}: {detail}")
    return lines


def _print_summary(run: Any, results: list[GradedSubmission], seconds: float) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    flagged = [result for result in results if result.flags or result.reason]
    if flagged:
        table = Table("student", "what to know", title_justify="left", header_style="bold")
        for result in sorted(flagged, key=_urgency):
            lines = [result.reason] if result.reason else []
            lines += _grouped(result.flags)
            table.add_row(printable(result.student), "\n".join(map(printable, lines)))
        console.print(table, markup=False)
    table = Table(header_style="bold")
    for name in ("graded", "unreadable", "failed", "unchanged", "mean, by the judge", "seconds"):
        table.add_column(name, justify="right")
    states = Counter(str(result.state) for result in results)
    graded = [result.score for result in results if result.state == "graded"]
    most = next((result.max_score for result in results if result.notebooks), 0.0)
    table.add_row(
        *(str(states[name]) for name in ("graded", "unreadable", "failed")),
        str(len(run.unchanged)),
        f"{sum(graded) / len(graded):.2f} / {most:g}" if graded else "-",
        f"{seconds:.1f}",
    )
    console.print(table)
    click.echo(printable(f"Next: tinkernet report {run.assignment} --html report.html"))
