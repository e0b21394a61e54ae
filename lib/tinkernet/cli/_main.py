"""`tinkernet`: build the course, start as a student, see a class graded."""

from __future__ import annotations

import errno
import sys

import click

from ._build import build_command
from ._collect import collect_command
from ._demo import demo_command
from ._doctor import doctor_command
from ._export import export_command
from ._feedback import feedback_command
from ._grade import grade_command
from ._gradebook import gradebook_command
from ._new import new_command
from ._progress import progress_command
from ._report import report_command
from ._start import start_command


class PlainErrors(click.Group):
    """A group of commands that says in one line what is wrong, without a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; turn what a user can mend into one sentence."""
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.Abort):  # --help, Ctrl-C: nothing is wrong
            raise
        except (ValueError, RuntimeError) as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            raise click.ClickException(_plain(error)) from error


def _plain(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "The disk is full; free some space and run this again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"No permission to write {error.filename}; choose another folder."
    if error.filename and error.strerror:
        return f"{error.filename}: {error.strerror}."
    return str(error)


@click.group(cls=PlainErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tinkernet")
def main() -> None:
    """Learn deep learning by building it in NumPy, one autograded notebook after the other."""


for command in (
    start_command,
    progress_command,
    new_command,
    build_command,
    collect_command,
    grade_command,
    gradebook_command,
    report_command,
    feedback_command,
    export_command,
    doctor_command,
    demo_command,
):
    main.add_command(command)

if __name__ == "__main__":
    sys.exit(main())
