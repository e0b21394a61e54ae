"""Run nbgrader's own commands, as an instructor would type them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


class NbgraderError(RuntimeError):
    """An nbgrader command failed; the message holds its last lines."""


def run_nbgrader(
    folder: Path, command: str, *arguments: str, environment: Mapping[str, str] | None = None
) -> str:
    """Run ``nbgrader COMMAND ARGUMENTS`` in a course folder and return what it printed.

    Parameters
    ----------
    folder : Path
        The course folder; its ``nbgrader_config.py`` applies.
    command : str
        Such as ``autograde``.
    *arguments : str
        What follows it.
    environment : mapping or None
        Environment variables to add.

    Raises
    ------
    NbgraderError
        If the command ends with an error.
    """
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", command, *arguments],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        last = "\n".join(done.stdout.strip().splitlines()[-12:])
        raise NbgraderError(f"'nbgrader {command} {' '.join(arguments)}' failed:\n{last}")
    return done.stdout
