"""Grade a whole class with nbgrader, several students at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from ._warm_kernel import PROVISIONER


@dataclass(frozen=True)
class GradedStudent:
    """That a student was graded, or why not.

    Attributes
    ----------
    student : str
        The student's folder name.
    error : str
        The last line of what went wrong; empty where nothing did.
    """

    student: str
    error: str = ""


def submitted_students(folder: Path, assignment: str) -> list[str]:
    """List the students who handed an assignment in.

    Parameters
    ----------
    folder : Path
        The course folder, which holds ``submitted/``.
    assignment : str
        Such as ``01_linear_regression``.
    """
    return sorted(path.parent.name for path in (folder / "submitted").glob(f"*/{assignment}"))


def grade_class(
    folder: Path, assignment: str, students: Sequence[str], *, workers: int = 2
) -> Iterator[GradedStudent]:
    """Run nbgrader's autograde and generate_feedback for each student.

    Parameters
    ----------
    folder : Path
        The course folder; its ``nbgrader_config.py`` applies.
    assignment : str
        What to grade; ``nbgrader generate_assignment`` must have run for it.
    students : sequence of str
        Whom to grade.
    workers : int
        Students graded at the same time.

    Yields
    ------
    GradedStudent
        Each as soon as it is done, in no particular order. One that fails stops no other.
    """
    with ProcessPoolExecutor(
        max_workers=min(workers, len(students)) or 1,
        mp_context=get_context("spawn"),
        initializer=_prepare,
        initargs=(str(folder),),
    ) as pool:
        waiting = {pool.submit(_grade, assignment, student): student for student in students}
        for done in as_completed(waiting):
            error = done.exception()
            yield GradedStudent(waiting[done], str(error) if error else done.result())


_api: Any = None
"""One per worker process: reading the configuration takes longer than using it."""


def _prepare(folder: str) -> None:
    """Load nbgrader and the course's configuration, once in each worker."""
    global _api
    from nbgrader.apps import NbGrader, NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    os.chdir(folder)
    if sys.platform != "win32":  # no fork there
        os.environ["JUPYTER_DEFAULT_PROVISIONER_NAME"] = PROVISIONER
    app = NbGrader()
    app.log.handlers.clear()  # its log comes back in the result
    app.load_config_file()
    _api = NbGraderAPI(CourseDirectory(config=app.config), config=app.config)


def _grade(assignment: str, student: str) -> str:
    """Grade one student in a worker; return the last line of the error, if any."""
    for step in (_api.autograde, _api.generate_feedback):
        result = step(assignment, student, force=True)
        if not result["success"]:
            lines = (result.get("error") or result.get("log") or "no reason given").strip()
            return lines.splitlines()[-1]
    return ""
