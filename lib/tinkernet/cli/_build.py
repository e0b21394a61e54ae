"""`tinkernet build`: course/ -> source/ -> release/."""

from __future__ import annotations

import click

from ._assignment_name import ASSIGNMENT


@click.command("build")
@click.argument("assignments", nargs=-1, type=ASSIGNMENT)
def build_command(assignments: tuple[str, ...]) -> None:
    """Write source/ and release/ from course/, for ASSIGNMENTS or for all.

    What is wrong with a course file is said first, all of it, in a line each; nothing is
    written then.
    """
    from tinkernet.course import BuildError, build, course_root  # here: jupytext takes a while

    root = course_root()
    try:
        released = build(root, assignments)
    except BuildError as error:
        lines = str(error).splitlines()
        for line in lines:
            click.echo(line, err=True)
        things = "1 thing" if len(lines) == 1 else f"{len(lines)} things"
        raise click.ClickException(f"Nothing was built: mend {things} first.") from error
    for path in released:
        click.echo(f"built {path.relative_to(root)}")
