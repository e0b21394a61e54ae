"""`tinkernet feedback`: feedback as one zip for an LMS."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ._assignment_name import ASSIGNMENT

NOT_ALL = 3
"""Exit code: some feedback is not in the zip."""


@click.command("feedback")
@click.argument("assignment", type=ASSIGNMENT)
@click.option(
    "--lms",
    type=click.Choice(["moodle", "canvas", "blackboard", "csv"]),
    required=True,
    help="Who is going to take it; csv: a folder for each student.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write; default: ASSIGNMENT-LMS-feedback.zip here.",
)
@click.option("--as-it-is", is_flag=True, help="Pack what is in feedback/, however old.")
def feedback_command(assignment: str, lms: str, output: Path | None, as_it_is: bool) -> None:
    """Pack the feedback on ASSIGNMENT into one zip for an LMS.

    Pages that are missing, or older than the gradebook, are generated first with nbgrader. Exit
    code 3: somebody's feedback is not in it, as the submission was not collected from this LMS.
    """
    from tinkernet.course import course_root, run_nbgrader
    from tinkernet.grading import printable
    from tinkernet.lms import Lms, feedback_is_old, pack_feedback, write_whole

    root = course_root()
    if not as_it_is and feedback_is_old(root, assignment):
        click.echo("Generating feedback pages; with a class this takes minutes.", err=True)
        run_nbgrader(root, "generate_feedback", assignment, "--force")
    done = pack_feedback(root, assignment, Lms(lms))
    if not done.students:
        raise click.ClickException(
            f"No submission of {assignment} was collected from {lms}, so its feedback cannot be "
            f"named for it: collect the download, or choose --lms csv."
        )
    output = output or Path(f"{assignment}-{lms}-feedback.zip")
    write_whole(output, done.content)
    click.echo(f"{output}: feedback for {len(done.students)} students.")
    if done.missing:
        names = printable(", ".join(done.missing))
        click.echo(
            f"Not in it, as they were not collected from {lms}: {names}. "
            "Collect the download with 'tinkernet collect', then run this again.",
            err=True,
        )
        sys.exit(NOT_ALL)
