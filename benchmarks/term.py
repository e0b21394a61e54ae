"""The instructor's term, rehearsed: a class hands in, and everything is done that has to be done.

Twice: once undisturbed, which is measured, and once with processes killed on the way. Both must end
alike. Writes docs/term-benchmark.md; interrupted itself, it goes on where it was.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT))  # the mutants of tests/mutation make wrong answers

from machine import bubblewrap, machine  # noqa: E402
from rehearsal.page import page, write_page  # noqa: E402
from rehearsal.rehearse import counted, rehearse  # noqa: E402
from rehearsal.state import State  # noqa: E402
from rehearsal.steps import steps_of  # noqa: E402
from rehearsal.students import class_of  # noqa: E402
from rehearsal.the_class import all_hand_ins, write_downloads  # noqa: E402
from rich.console import Console  # noqa: E402
from sheets import long_time  # noqa: E402

from tinkernet.course import assignments as all_assignments  # noqa: E402
from tinkernet.sandbox import require_sandbox  # noqa: E402

_SHOWN = 20
"""Differences that are shown; there should be none."""


def _names(context: click.Context, parameter: click.Parameter, text: str) -> list[str]:
    known = all_assignments(ROOT)
    names = text.split(",") if text else known
    if unknown := [name for name in names if name not in known]:
        raise click.BadParameter(f"{unknown[0]!r} is none; there are {', '.join(known)}.")
    return [name for name in known if name in names]


@click.command()
@click.option("--students", default=150, show_default=True, type=click.IntRange(4))
@click.option("--assignments", default="", callback=_names, help="With commas; default: all.")
@click.option("--workers", default=2, show_default=True, help="Of `tinkernet grade`.")
@click.option("--seed", default=2026, show_default=True, help="Draws class, cases and kills.")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(tempfile.gettempdir()) / f"tinkernet-term-{os.getuid()}",
    help="Where everything lies, to go on after an interruption; removed in the end.",
)
@click.option(
    "--disturbed-from",
    default="",
    metavar="ASSIGNMENT",
    help="Where the disturbed term begins, as a copy of the undisturbed one; default: the first.",
)
@click.option("--keep", is_flag=True, help="Leave that folder there, to look at it.")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    default=ROOT / "docs" / "term-benchmark.md",
    help="Where to write; default: docs/term-benchmark.md.",
)
def main(
    students: int,
    assignments: list[str],
    workers: int,
    seed: int,
    folder: Path,
    disturbed_from: str,
    keep: bool,
    report: Path,
) -> None:
    """Rehearse a term and write a page about it; run it again to go on after an interruption."""
    require_sandbox()
    began = time.perf_counter()
    if disturbed_from and disturbed_from not in assignments:
        raise click.BadParameter(
            f"{disturbed_from!r} is not rehearsed.", param_hint="disturbed-from"
        )
    plan = {
        "students": students,
        "assignments": assignments,
        "workers": workers,
        "seed": seed,
        "disturbed from": disturbed_from or assignments[0],
    }
    try:
        state = State.of(folder.resolve(), plan)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    packages = ("nbgrader", "ipykernel", "numpy", "SQLAlchemy")
    state.found.setdefault("machine", machine(*packages) | bubblewrap())
    people = class_of(students, seed)
    handed = all_hand_ins(ROOT, assignments, people, seed)
    downloads = write_downloads(state.folder / "downloads", handed, people)
    steps = steps_of(downloads, workers, seed)
    try:
        different = rehearse(state, steps, people, handed)
    except RuntimeError as error:
        raise click.ClickException(f"{error}\nEverything lies in {state.folder}.") from error
    if different:
        shown = "\n".join(different[:_SHOWN])
        number = len(different)
        raise click.ClickException(
            f"The ends differ in {number} places; all of it lies in {state.folder}:\n{shown}"
        )
    opening, sheets = page(state, steps, handed, counted(state))
    for sheet in sheets:
        sheet.show(Console())
    write_page(report, opening, sheets)
    if not keep:
        shutil.rmtree(state.folder)
    click.echo(f"Written to {report} after {long_time(time.perf_counter() - began)}.")


if __name__ == "__main__":
    main()
