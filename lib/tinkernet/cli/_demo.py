"""`tinkernet demo`: the whole way, from course files to graded students, on a sample class."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import click

ASSIGNMENT = "01_linear_regression"


@click.command("demo")
@click.option(
    "--workers",
    default=os.cpu_count() or 1,
    show_default="one for each core",
    help="Students graded at the same time.",
)
def demo_command(workers: int) -> None:
    """Build the course, grade twelve sample students, show their gradebook.

    Everything happens in sample-class/, which is made anew each time; your own class and its
    gradebook are not touched.
    """
    # Here, because nbgrader and jupytext take seconds to import, and --help should not.
    from tqdm.auto import tqdm

    from tinkernet.course import course_root, run_nbgrader, write_source
    from tinkernet.grading import State, grade_class, lay_sample_class, read_results

    from ._gradebook import print_gradebook

    began = time.perf_counter()
    root = course_root()
    folder = _fresh_folder(root)
    failed = []
    click.echo(f"1. Building {ASSIGNMENT}: course/ -> source/ -> release/")
    (source,) = write_source(folder, ASSIGNMENT)
    run_nbgrader(folder, "generate_assignment", ASSIGNMENT, "--force", "--create")
    released = folder / "release" / source.relative_to(folder / "source")
    lay_sample_class(released, folder / "submitted")
    run = grade_class(folder, ASSIGNMENT, workers=workers)
    click.echo(f"2. {len(run.to_grade)} students hand in; grading them in a sandbox")
    with tqdm(total=len(run.to_grade), unit="student", desc="   grading") as bar:
        for result in run.results:
            bar.update()
            if result.state is not State.GRADED:
                failed.append(f"{result.student}: {result.reason}")
    click.echo("3. Writing feedback")
    run_nbgrader(folder, "generate_feedback", ASSIGNMENT, "--force")
    results = read_results(folder, ASSIGNMENT)
    for line in failed:
        click.echo(f"   could not be graded: {line}", err=True)
    click.echo("4. The gradebook\n")
    print_gradebook(results)
    pages = sorted((folder / "feedback").glob("*/*/*.html"))
    # From wherever in the course the command was given.
    example = f", such as {os.path.relpath(pages[-1])}" if pages else ""
    click.echo(f"\nFeedback: {len(pages)} pages{example}")
    click.echo(f"Done in {time.perf_counter() - began:.0f} s.")
    if failed:
        raise click.ClickException(f"{len(failed)} of {len(run.to_grade)} could not be graded.")


def _fresh_folder(root: Path) -> Path:
    """Make sample-class/ anew, as a course folder of its own."""
    folder = root / "sample-class"
    if folder.exists():
        # nbgrader makes what it graded read-only; removing needs a writable folder.
        for path in folder.rglob("*"):
            if path.is_dir():
                path.chmod(0o755)
        shutil.rmtree(folder)
    folder.mkdir()
    shutil.copytree(root / "course", folder / "course")
    shutil.copy(root / "nbgrader_config.py", folder)
    return folder
