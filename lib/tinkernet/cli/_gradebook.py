"""`tinkernet gradebook`: scores and misconceptions of a class, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from ._assignment_name import ASSIGNMENT

if TYPE_CHECKING:
    from tinkernet.grading import StudentResult


@click.command("gradebook")
@click.argument("assignment", type=ASSIGNMENT)
def gradebook_command(assignment: str) -> None:
    """Show each student's score and recognised misconceptions in ASSIGNMENT."""
    from tinkernet.course import course_root
    from tinkernet.grading import handed_in_since, printable, read_results

    from ._since_grading import since_grading

    results = read_results(course_root(), assignment)
    if results:
        print_gradebook(results)
    else:
        named = printable(assignment)
        click.echo(f"Nobody's work in {named} is graded yet: collect and grade it first.")
    if since := handed_in_since(course_root(), assignment):
        click.echo(since_grading(assignment, since))


def print_gradebook(results: Sequence[StudentResult]) -> None:
    """Print one line a student."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title_justify="left", header_style="bold")
    table.add_column("student", overflow="fold")
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("recognised misconceptions")
    # Only where there is something: on a narrow screen it takes room from the rest.
    remarks = any(result.remarks for result in results)
    if remarks:
        table.add_column("what to know")
    waiting = 0
    for result in results:
        star = "*" if result.needs_grading else " "
        waiting += result.needs_grading
        table.add_row(
            result.student,
            f"{round(result.score, 2):g} / {result.max_score:g}{star}",
            "\n".join(result.misconceptions()) or "-",
            *([", ".join(result.remarks) or "-"] if remarks else []),
        )
    Console().print(table)
    if waiting:
        click.echo(f"* {waiting} with something that waits for you in formgrader.")
