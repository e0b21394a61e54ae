"""Grade a whole class with nbgrader, several students at a time."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Self

from ._results import StudentResult, read_results
from ._warm_kernel import PROVISIONER, start_fork_server


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


class ClassGrader:
    """Runs nbgrader's autograde and generate_feedback, several students at a time.

    Use it in a ``with`` statement: on entering, the workers begin to load what they need, so
    that other work can be done meanwhile; on leaving, they end.

    Parameters
    ----------
    folder : Path
        The course folder; its ``nbgrader_config.py`` applies.
    workers : int
        Students graded at the same time.
    """

    def __init__(self, folder: Path, workers: int = 2) -> None:
        self._folder = folder
        self._workers = max(workers, 1)
        self._pool = ProcessPoolExecutor(
            max_workers=self._workers,
            mp_context=get_context("spawn"),
            initializer=_prepare,
            initargs=(str(folder),),
        )

    def __enter__(self) -> Self:
        for _ in range(self._workers):
            self._pool.submit(_warm_up)
        return self

    def __exit__(self, *error: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def generate_assignment(self, assignment: str) -> None:
        """Run nbgrader's generate_assignment: source/ -> release/, and into the gradebook.

        Raises
        ------
        RuntimeError
            With the last line of what nbgrader said.
        """
        if error := self._pool.submit(_generate, assignment).result():
            raise RuntimeError(f"{assignment} could not be generated: {error}")

    def results(self, assignment: str) -> list[StudentResult]:
        """Read the results of everybody who was graded; see ``read_results``."""
        return self._pool.submit(read_results, self._folder, assignment).result()

    def grade(self, assignment: str, students: Sequence[str]) -> Iterator[GradedStudent]:
        """Grade students and write their feedback.

        Parameters
        ----------
        assignment : str
            What to grade; ``nbgrader generate_assignment`` must have run for it.
        students : sequence of str
            Whom to grade.

        Yields
        ------
        GradedStudent
            Each as soon as it is done, in no particular order. One whose grading raises stops
            no other; when a worker is killed, all that are left come back with that error.
        """
        waiting = {self._pool.submit(_grade, assignment, student): student for student in students}
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

    from ._feedback import FeedbackExporter

    warnings.simplefilter("ignore")  # nbgrader's own, about its database library
    os.chdir(folder)
    if sys.platform != "win32":  # no fork there
        os.environ["JUPYTER_DEFAULT_PROVISIONER_NAME"] = PROVISIONER
    app = NbGrader()
    app.log.handlers.clear()  # its log comes back in the result
    app.load_config_file()
    app.config.GenerateFeedback.exporter_class = FeedbackExporter
    _api = NbGraderAPI(CourseDirectory(config=app.config), config=app.config)


def _warm_up() -> None:
    """Let the fork server begin with its imports before the first kernel is asked for."""
    if sys.platform != "win32":
        start_fork_server()


def _generate(assignment: str) -> str:
    return _error(_api.generate_assignment(assignment, force=True, create=True))


def _grade(assignment: str, student: str) -> str:
    """Grade one student in a worker; return the last line of the error, if any."""
    return _error(_api.autograde(assignment, student, force=True)) or _error(
        _api.generate_feedback(assignment, student, force=True)
    )


def _error(result: dict[str, Any]) -> str:
    """Return the last line of what went wrong in a call of nbgrader's API; empty if nothing."""
    if result["success"]:
        return ""
    text: str = result.get("error") or result.get("log") or "nbgrader gave no reason"
    return text.strip().splitlines()[-1]
