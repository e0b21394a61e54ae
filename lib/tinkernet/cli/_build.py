"""`tinkernet build`: course/ -> source/ -> release/."""

from __future__ import annotations

import click


@click.command("build")
@click.argument("assignments", nargs=-1)
def build_command(assignments: tuple[str, ...]) -> None:
    """Write source/ and release/ from course/, for ASSIGNMENTS or for all."""
    from tinkernet.course import build, course_root  # here: jupytext takes a while to import

    root = course_root()
    for path in build(root, assignments):
        click.echo(f"built {path.relative_to(root)}")
