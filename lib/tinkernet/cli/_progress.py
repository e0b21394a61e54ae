"""`tinkernet progress`: which exercises of a student pass now."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("progress")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Run again what has not changed since.")
def progress_command(folder: Path | None, force: bool) -> None:
    """Show which of your exercises pass now, which are next, and the points so far.

    FOLDER is where your notebooks lie (my-work), or one of them. They are run as they were saved,
    on this machine, and not written to; what has not changed since is not run again.
    """
    from tinkernet.student import progress  # here: it takes a while to import, --help should not

    click.echo(str(progress(folder, force=force)))
