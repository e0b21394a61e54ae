"""`tinkernet export`: grades as an LMS imports them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ._assignment_name import ASSIGNMENT

NOT_ALL = 3
"""Exit code: for some there was no place in the file."""

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("export")
@click.argument("assignment", type=ASSIGNMENT)
@click.option(
    "--lms",
    type=click.Choice(["moodle", "canvas", "blackboard", "csv"]),
    required=True,
    help="Who is going to read it.",
)
@click.option("--sheet", type=_FILE, help="The file the LMS exported, to be filled in.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write; default: ASSIGNMENT-LMS.csv (csv: ASSIGNMENT-grades.csv) here.",
)
@click.option("--column", default="", metavar="NAME", help="What the LMS calls the assignment.")
@click.option(
    "--classlist",
    type=_FILE,
    multiple=True,
    help="The LMS's list of people, beside students.csv, which says who is who.",
)
@click.option("--scale", is_flag=True, help="Convert to the points it is worth in the LMS.")
@click.option("--complete-only", is_flag=True, help="Leave out who still waits for a person.")
def export_command(
    assignment: str,
    lms: str,
    sheet: Path | None,
    output: Path | None,
    column: str,
    classlist: tuple[Path, ...],
    scale: bool,
    complete_only: bool,
) -> None:
    """Write the grades of ASSIGNMENT for an LMS.

    They are nbgrader's totals: by hand, extra credit and late penalties included. Who handed
    nothing in stays empty. Exit code 3: for some there is no place in the file.
    """
    from tinkernet.course import course_root
    from tinkernet.grading import handed_in_since, printable
    from tinkernet.lms import Column, Lms, export, write_whole

    from ._since_grading import since_grading

    suffix = sheet.suffix if sheet else ".csv"
    end = "grades" if lms == Lms.CSV else lms
    output = output or Path(f"{Path(assignment).name}-{end}{suffix}")
    if sheet and output.exists() and output.samefile(sheet):
        raise click.UsageError("Write to another file than the sheet, so that it stays as it was.")
    done = export(
        course_root(),
        assignment,
        Lms(lms),
        sheet=sheet,
        class_lists=classlist,
        column=Column(column, scale, complete_only),
    )
    write_whole(output, done.content)
    click.echo(f"{output}: {done.graded} grades.")
    if since := handed_in_since(course_root(), assignment):
        click.echo(since_grading(assignment, since), err=True)
    if done.waiting:
        left = "left out" if complete_only else "in it with their points so far"
        names = printable(", ".join(done.waiting))
        click.echo(f"{len(done.waiting)} still wait for a person, {left}: {names}.", err=True)
    if done.missing:
        names = printable(", ".join(done.missing))
        click.echo(f"No place in the file for {len(done.missing)} with a grade: {names}.", err=True)
        sys.exit(NOT_ALL)
