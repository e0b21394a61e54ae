"""`tinkernet start`: a student's way in."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import click


@click.command("start")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8888,
    show_default=True,
    help="Where JupyterLab listens.",
)
@click.option("--fresh", metavar="NAME", help="Lay a fresh copy of one notebook beside yours.")
@click.option("--no-lab", is_flag=True, help="Copy the notebooks only; do not open JupyterLab.")
def start_command(folder: Path | None, port: int, fresh: str | None, no_lab: bool) -> None:
    """Copy the notebooks into FOLDER and open JupyterLab there.

    Without FOLDER that is where your notebooks lie, seen from here, or else my-work. A file that
    you have already is never overwritten. With --fresh, one notebook is laid as it was released,
    under another name where you have it, and JupyterLab is not opened.
    """
    from tinkernet.course import fresh_copy, start
    from tinkernet.student import work_folder

    folder = work_folder() if folder is None else folder
    if fresh is not None:
        click.echo(f"new   {fresh_copy(folder, fresh)}")
        return
    started = start(folder)
    for path in started.new:
        click.echo(f"new   {folder / path}")
    for path in started.kept:
        click.echo(f"kept  {folder / path} (yours, not touched)")
    if no_lab:
        return
    if not _free(port):
        raise click.ClickException(
            f"Port {port} is taken, perhaps by a JupyterLab that is still open; close it or "
            f"choose another: tinkernet start {folder} --port {port + 1}"
        )
    click.echo(f"Opening JupyterLab in {folder}; press Ctrl+C here to end it.")
    command = [sys.executable, "-m", "jupyterlab", f"--port={port}", "--ServerApp.port_retries=0"]
    if _root():
        command.append("--allow-root")
    first = sorted(path for path in [*started.new, *started.kept] if path.suffix == ".ipynb")
    if first:
        command.append(f"--LabApp.default_url=/lab/tree/{first[0].as_posix()}")
    try:
        raise SystemExit(subprocess.run(command, cwd=folder, check=False).returncode)
    except KeyboardInterrupt:
        click.echo("Your work is saved in " + str(folder))


def _free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _root() -> bool:
    """Whether this runs as root, as in a container; JupyterLab then wants to be told."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
