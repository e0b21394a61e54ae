"""`tinkernet collect`: what an LMS hands out, into submitted/."""

from __future__ import annotations

import shlex
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

if TYPE_CHECKING:
    from tinkernet.lms import Outcome

NOT_ALL = 3
"""Exit code: something could not be placed."""

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("collect")
@click.argument("words", nargs=-1, metavar="[ASSIGNMENT] ZIP|FOLDER")
@click.option(
    "--lms",
    type=click.Choice(["moodle", "canvas", "blackboard", "csv"]),
    help="Where it is from; default: as the names say. csv: by the mapping alone.",
)
@click.option(
    "--classlist",
    type=_FILE,
    multiple=True,
    help="The LMS's list of people, beside students.csv, which says who is who.",
)
@click.option("--mapping", type=_FILE, help="A CSV file with the columns file and student.")
@click.option("--update", is_flag=True, help="Newer submissions take the place of older ones.")
@click.option("--timezone", metavar="ZONE", help="The LMS's, such as Europe/Berlin; default: here.")
@click.option("--file-times", is_flag=True, help="The files' own times are the times handed in.")
def collect_command(
    words: tuple[str, ...],
    lms: str | None,
    classlist: tuple[Path, ...],
    mapping: Path | None,
    update: bool,
    timezone: str | None,
    file_times: bool,
) -> None:
    """Lay what Moodle, Canvas or Blackboard hands out into submitted/.

    ZIP|FOLDER is the download, as it is or unpacked. Without ASSIGNMENT the notebooks' names say
    which one it is. A submission that is there and differs is kept, unless --update is given; then
    it moves to .tinkernet/replaced/.

    Exit codes: 0 all placed, 1 nothing could be done, 2 wrong usage, 3 something was not placed.
    """
    from tqdm import tqdm

    from tinkernet.course import course_root
    from tinkernet.lms import Laid, Lms, Wishes, collect

    if not 1 <= len(words) <= 2:
        raise click.UsageError("Give the zip or folder, and before it the assignment.")
    run = collect(
        course_root(),
        words[0] if len(words) == 2 else "",
        Path(words[-1]),
        Wishes(
            lms=Lms(lms) if lms else None,
            class_lists=classlist,
            mapping=mapping,
            update=update,
            file_times=file_times,
            zone=_zone(timezone),
        ),
    )
    outcomes = list(
        tqdm(run.outcomes, desc="collecting", total=run.count, file=sys.stderr, leave=False)
    )
    counts = Counter(outcome.laid for outcome in outcomes)
    options = {"--lms": [lms or ""], "--classlist": classlist, "--mapping": [mapping or ""],
               "--timezone": [timezone or ""]}  # fmt: skip
    given = [word for name, values in options.items() for value in values if value
             for word in (name, str(value))] + ["--file-times"] * file_times  # fmt: skip
    if run.all_of:
        again = _command(run.all_of, words[-1], *given)
        click.echo(f"All {run.people} are of {run.all_of}: {again}")
    _print([each for each in outcomes if each.laid is not Laid.UNCHANGED])
    for remark in run.remarks:
        click.echo(remark, err=True)
    said = ", ".join(f"{counts[each]} {each}" for each in Laid if counts[each])
    source = "a mapping" if run.lms is Lms.CSV else run.lms.capitalize()
    click.echo(f"{run.assignment}, from {source}: {said}.")
    if counts[Laid.NEW] or counts[Laid.UPDATED]:
        click.echo(f"Next: tinkernet grade {run.assignment}")
    if counts[Laid.KEPT]:
        again = _command(run.assignment, words[-1], *given, "--update")
        click.echo(f"{counts[Laid.KEPT]} kept. To take the newer ones: {again}")
    if counts[Laid.NOT_PLACED] or counts[Laid.KEPT]:
        sys.exit(NOT_ALL)


def _command(*words: str) -> str:
    from tinkernet.grading import printable

    return printable(shlex.join(["tinkernet", "collect", *words]))


def _zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise click.UsageError(f"{name!r} is no time zone; one is Europe/Berlin.") from error


def _print(outcomes: list[Outcome]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from tinkernet.grading import printable

    names = ("student", "what", "handed in (UTC)", "file", "what to know")
    rows = [
        (each.student or "?", each.laid.value,
         f"{each.when.removesuffix(' UTC')}{' late' if each.late else ''}".strip(),
         each.file, "\n".join(each.notes))
        for each in outcomes
    ]  # fmt: skip
    used = [at for at in range(len(names)) if any(row[at] for row in rows)]
    table = Table(header_style="bold")
    for at in used:
        table.add_column(names[at], overflow="fold", ratio=1 if at == len(names) - 1 else None)
    for row in rows:
        cells = (row[at].split("\n") for at in used)
        table.add_row(*(Text("\n".join(map(printable, cell))) for cell in cells))
    if rows:
        Console().print(table)
