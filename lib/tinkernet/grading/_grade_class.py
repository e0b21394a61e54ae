"""Grade a class: many processes or machines answer, one files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ._local_processes import LocalProcesses

if TYPE_CHECKING:
    from tinkernet.sandbox import Limits

    from ._class_run import ClassRun


def grade_class(
    folder: Path,
    assignment: str,
    *,
    students: Sequence[str] = (),
    workers: int | None = None,
    scheduler: str = "",
    force: bool = False,
    limits: Limits | None = None,
) -> ClassRun:
    """Grade the submissions of a class and file them in the gradebook.

    Killed at any moment and started again, it ends with the same gradebook as an undisturbed
    run. Grades that a person gave stay.

    Parameters
    ----------
    folder : Path
        The course folder.
    assignment : str
        Such as ``01_linear_regression``.
    students : sequence of str
        Whom to grade; none means everybody who handed in.
    workers : int or None
        Submissions at a time on this machine; None takes one for each core.
    scheduler : str
        A Dask scheduler's URL; empty grades on this machine.
    force : bool
        Whether to grade again what has not changed since.
    limits : Limits or None
        What a kernel may use up.

    Returns
    -------
    ClassRun
        Nothing is graded before its ``results`` are asked for; use them up, or close them, for
        the workers to end.

    Raises
    ------
    SandboxUnavailableError
        If this machine cannot shut students' code in.
    FileNotFoundError
        If there is no such assignment, or a student named did not hand it in.
    """
    # First of all, so that they load what they need while this process does.
    processes = None
    if not scheduler:
        walls = limits is None or limits.walls
        processes = LocalProcesses(workers or len(os.sched_getaffinity(0)), walls)
    try:
        from tinkernet.sandbox import Limits

        from ._class_run import prepare_run

        limits = limits or Limits()
        return prepare_run(folder, assignment, students, processes, scheduler, force, limits)
    except BaseException:
        if processes is not None:
            processes.close()
        raise
