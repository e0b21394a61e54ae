"""`tinkernet new`: an assignment that works, to be replaced piece by piece."""

from __future__ import annotations

import click

from ._assignment_name import ASSIGNMENT


@click.command("new")
@click.argument("assignment", type=ASSIGNMENT)
@click.argument("exercise", default="")
def new_command(assignment: str, exercise: str) -> None:
    """Write a notebook and an exercise for a new ASSIGNMENT, such as 08_attention.

    Both are small, complete and pass the build: put your own in their place, as docs/authoring.md
    shows. EXERCISE names the first exercise; without it, it is called as the assignment.
    Nothing that is there is ever overwritten.
    """
    from tinkernet.course import course_root, new_assignment

    root = course_root()
    for path in new_assignment(root, assignment, exercise):
        click.echo(f"new  {path.relative_to(root)}")
    name = exercise or assignment[3:]
    click.echo(f"Now: tinkernet build {assignment}")
    click.echo(f"and: python -m pytest tests/test_catalogue.py -k {name}")
