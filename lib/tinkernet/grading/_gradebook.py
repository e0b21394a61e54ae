"""The one process that writes: results into nbgrader's gradebook and into autograded/."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from nbformat import NotebookNode
from sqlalchemy import Connection, select

from ._course_config import CourseConfig, course_config
from ._database import absolute_url, open_gradebook
from ._filed_grades import read_grades
from ._filed_scores import file_scores
from ._folder_swap import FolderSwap
from ._graded import GradedSubmission, State
from ._handed_in import handed_in
from ._late_penalty import LatePenalty
from ._names import plain_name
from ._one_writer import only_writer
from ._recorded_cells import record_assignment

_WORKSHOP = ".tinkernet"
"""Folder in autograded/ where folders are built; nbgrader does not look into hidden ones."""


@dataclass(frozen=True)
class Filed:
    """That a result was filed.

    Attributes
    ----------
    student, assignment : str
        Whose, of what.
    folder : Path
        Its place in ``autograded/``; what lay there stays where there was nothing to write.
    notes : tuple of str
        A sentence for everything that was left out.
    """

    student: str
    assignment: str
    folder: Path
    notes: tuple[str, ...] = ()


class GradebookWriter:
    """Files results; use it in a ``with`` statement, one process at a time.

    Parameters
    ----------
    course_folder : Path
        The course folder; its ``nbgrader_config.py`` applies.
    db_url : str
        Another gradebook than the configured one.
    course : CourseConfig
        The configuration, if it has been read already.
    """

    def __init__(
        self, course_folder: Path, db_url: str = "", course: CourseConfig | None = None
    ) -> None:
        self._course = course or course_config(course_folder)
        self._url = self._course.db_url
        if db_url:
            self._url = absolute_url(db_url, course_folder.resolve())
        self._penalty = LatePenalty(self._course)
        self._folders, self._lock = _folders(self._course)
        self._open = ExitStack()
        self._gradebook: Any = None

    def __enter__(self) -> Self:
        with ExitStack() as opening:
            opening.enter_context(only_writer(self._lock))
            self._folders.recover()
            course_id = self._course.directory.course_id
            self._gradebook = opening.enter_context(open_gradebook(self._url, course_id))
            self._open = opening.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self._open.close()

    def prepare(self, assignment: str, notebooks: Mapping[str, NotebookNode]) -> bool:
        """Make sure that the gradebook knows an assignment and its cells.

        Parameters
        ----------
        assignment : str
            Its name.
        notebooks : mapping of str to NotebookNode
            The instructor's notebooks by name, after nbgrader's LockCells, ClearSolutions,
            ClearOutput, CheckCellMetadata and ComputeChecksums.

        Returns
        -------
        bool
            Whether anything had to be changed.

        Raises
        ------
        ValueError
            If cells came or went although there are submissions already.
        """
        plain_name(assignment, "assignment")
        for name in notebooks:
            plain_name(name, "notebook")
        try:
            return record_assignment(self._gradebook, self._url, assignment, notebooks)
        finally:
            self._gradebook.db.remove()

    def file(self, result: GradedSubmission, stand: Collection[str] = ()) -> Filed:
        """File one result: all of it or, when killed or refused, nothing of it in the gradebook.

        Filing the same result again changes nothing, and mends whatever a kill cut short.

        Parameters
        ----------
        result : GradedSubmission
            Graded or unreadable.
        stand : collection of str
            Grade ids whose grades in the gradebook are left as they are, as are their marks that
            a person must look.

        Raises
        ------
        ValueError
            If the grader failed, a name is none for a folder, or the result does not fit the
            assignment in the gradebook.
        """
        if result.state is State.FAILED:
            raise ValueError(
                f"The grader failed on {result.student} in {result.assignment} ({result.reason}): "
                "there is nothing to file, grade it again."
            )
        student = plain_name(result.student, "student")
        assignment = plain_name(result.assignment, "assignment")
        directory = self._course.directory
        folder = Path(directory.format_path(directory.autograded_directory, student, assignment))
        when = handed_in(result.timestamp)
        files, notes = _files(result, when is not None)
        if files:
            notes += self._folders.build(files)
        with self._transaction() as connection:
            # What the database refuses, it refuses before the folder changes.
            row = self._assignment(connection, assignment)
            file_scores(connection, row, result, when, self._penalty, stand)
            if files:  # else what is there stays
                self._folders.place(folder)
            # Killed here, there is a new folder and the old row: filing again mends it.
        self._folders.discard()
        return Filed(student, assignment, folder, tuple(notes))

    def grades(
        self, assignment: str
    ) -> dict[str, dict[str, tuple[float | None, float | None, bool]]]:
        """Return the grades of an assignment as the gradebook has them.

        Parameters
        ----------
        assignment : str
            Its name.

        Returns
        -------
        dict
            By student and grade id: automatic score, manual score, whether a person must look.
        """
        with self._gradebook.engine.connect() as connection:
            return {
                student: {
                    cell: (one.auto, one.manual, one.needs) for (_, cell), one in grades.items()
                }
                for student, grades in read_grades(connection, assignment).items()
            }

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """Give a connection on which all or nothing is written."""
        with self._gradebook.engine.connect() as connection, connection.begin():
            if connection.dialect.name == "sqlite":
                # Locked before anything is read, so that no score a person saves meanwhile is
                # missed; and patient, should formgrader or a backup be holding it.
                connection.exec_driver_sql("PRAGMA busy_timeout = 60000")
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    def _assignment(self, connection: Connection, name: str) -> Any:
        from nbgrader.api import Assignment

        table = Assignment.__table__
        found = connection.execute(select(table).where(table.c.name == name)).one_or_none()
        if found is None:
            raise ValueError(
                f"The gradebook knows no assignment {name!r}: "
                f"prepare it, or run `nbgrader generate_assignment {name}`."
            )
        return found


def _files(result: GradedSubmission, dated: bool) -> tuple[dict[str, bytes], list[str]]:
    """Return what goes into the folder in autograded/, and what is to be said of it."""
    notes = []
    files = {name: content for name, content in result.files.items() if name != "timestamp.txt"}
    files |= {f"{each.name}.ipynb": each.content for each in result.notebooks if each.content}
    if dated:
        files["timestamp.txt"] = result.timestamp.encode()
    elif result.timestamp:
        # Left out of the folder, too: nbgrader's generate_feedback would stop at it.
        notes.append(f"The timestamp {result.timestamp[:60]!r} is none, and was ignored.")
    return files, notes


def _folders(course: CourseConfig) -> tuple[FolderSwap, Path]:
    """Return what swaps folders in autograded/, and the file that the writer locks."""
    from nbgrader.converters import Autograde

    directory = course.directory
    root = directory.format_path(directory.autograded_directory, ".", ".")
    root = Path(os.path.normpath(root))
    mode = int(str(Autograde(coursedir=directory, config=course.config).permissions), 8)
    shared = 0o2770 if directory.groupshared else 0
    workshop = root / _WORKSHOP
    return FolderSwap(root, workshop, mode, shared), workshop / "lock"
