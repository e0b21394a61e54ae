"""`tinkernet report`: what a class has learnt, as a table or as a page."""

from __future__ import annotations

from pathlib import Path

import click

from ._assignment_name import ASSIGNMENT


@click.command("report")
@click.argument("assignment", type=ASSIGNMENT)
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the report as one page, with a part for each student.",
)
@click.option("--similarity", is_flag=True, help="Also list pairs whose answers agree.")
def report_command(assignment: str, page: Path | None, similarity: bool) -> None:
    """Show what the class has learnt in ASSIGNMENT: hard exercises, misconceptions, flags.

    The page needs no network and runs no script. It names students: keep it as you keep the
    gradebook. Similarity is no verdict and changes no score.
    """
    # Here, because nbgrader takes seconds to import, and --help should not.
    from tinkernet.course import course_root
    from tinkernet.report import read_answers, read_class, render_page, similar_pairs, write_page

    from ._report_tables import print_report

    root = course_root()
    results = read_class(root, assignment)
    similarities = similar_pairs(read_answers(root, results)) if similarity else None
    if page is None:
        print_report(results, similarities)
        return
    write_page(page, render_page(results, similarities))
    click.echo(f"{page}: {len(results.students)} students. Open it in a browser, or print it.")
