"""A class run: what is to be graded, by whom, and how it is filed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from tinkernet.sandbox import Limits

from ._assignment import Assignment
from ._course_config import CourseConfig, course_config
from ._dependencies import dependencies
from ._grade_submission import failed, submission_key
from ._gradebook import GradebookWriter
from ._graded import GradedSubmission, State
from ._grading_log import GradingLog, is_another
from ._hand_graded import still_hand_graded
from ._local_processes import LocalProcesses
from ._results import filed_students
from ._submission import Submission
from ._workers import Task, dask_cluster, grade_all, local_places


@dataclass(frozen=True)
class ClassRun:
    """What is going to be graded.

    Attributes
    ----------
    assignment : str
    to_grade : tuple of str
        Students whose submissions are new, changed, or not filed yet.
    unchanged : tuple of str
        Students whose result already stands in the gradebook.
    misplaced : tuple of str
        Paths of notebooks in ``submitted/`` that belong to no assignment's folder.
    otherwise : tuple of str
        Students to grade whose submission is graded already, but with other tests, another
        library or other packages; none where grading again was asked for.
    results : iterator of GradedSubmission
        Grades, files and gives one after the other, in no particular order. Use it up.
    """

    assignment: str
    to_grade: tuple[str, ...]
    unchanged: tuple[str, ...]
    misplaced: tuple[str, ...]
    otherwise: tuple[str, ...]
    results: Iterator[GradedSubmission]


def submitted_students(folder: Path, assignment: str) -> list[str]:
    """List the students who handed an assignment in.

    Parameters
    ----------
    folder : Path
        The course folder.
    assignment : str
        Such as ``01_linear_regression``.
    """
    return sorted(submitted_folders(course_config(folder), assignment))


def submitted_folders(course: CourseConfig, assignment: str, stage: str = "") -> dict[str, Path]:
    """Map students to their folders of an assignment, at a stage; default: handed in."""
    directory = course.directory
    stage = stage or directory.submitted_directory
    pattern = Path(directory.format_path(stage, "*", assignment))
    root = Path(directory.root)
    found = root.glob(str(pattern.relative_to(root)))
    return {path.parent.name: path for path in sorted(found) if path.parent.name[:1] != "."}


def wanted_folders(
    course: CourseConfig, assignment: str, students: Sequence[str]
) -> dict[str, Path]:
    """Map those students to what they handed in, or all who did if none is named.

    Raises
    ------
    FileNotFoundError
        If one of them did not hand in.
    """
    there = submitted_folders(course, assignment)
    if missing := sorted(set(students) - set(there)):
        raise FileNotFoundError(
            f"{', '.join(missing)} did not hand in {assignment}: there is no folder "
            f"submitted/{missing[0]}/{assignment}."
        )
    return {student: there[student] for student in sorted(set(students) or there)}


def prepare_run(
    folder: Path,
    assignment: str,
    students: Sequence[str],
    processes: LocalProcesses | None,
    scheduler: str,
    force: bool,
    limits: Limits,
) -> ClassRun:
    """Find out what is to be graded; parameters are those of ``grade_class``."""
    course = course_config(folder)
    loaded = Assignment.load(folder, assignment)
    assignment = loaded.name
    wanted = wanted_folders(course, assignment, students)
    keys = {} if force else GradingLog(course.folder).filed_keys(assignment)
    filed = filed_students(course, assignment) if keys else set()
    graded = submitted_folders(course, assignment, course.directory.autograded_directory)
    unchanged = tuple(
        student
        for student, path in wanted.items()
        if student in keys.keys() & graded.keys() & filed
        and keys[student] == _key(path, loaded, limits)
    )
    to_grade = {student: path for student, path in wanted.items() if student not in unchanged}
    entries = GradingLog(course.folder).standing_entries(assignment)
    otherwise = tuple(
        student
        for student, path in to_grade.items()
        if student in filed and keys.get(student) and not is_another(path, entries[student])
    )
    results = _run(course, loaded, to_grade, limits, processes, scheduler)
    misplaced = () if students else _misplaced(course, assignment)
    return ClassRun(assignment, tuple(to_grade), unchanged, misplaced, otherwise, results)


def _misplaced(course: CourseConfig, assignment: str) -> tuple[str, ...]:
    """List notebooks beside the folders that were looked into: loose, or almost named right."""
    pattern = Path(course.directory.format_path(course.directory.submitted_directory, "*", "*"))
    top = pattern.parent.parent
    loose = [*top.glob("*.ipynb"), *top.glob("*/*.ipynb")]
    almost = (
        path
        for path in top.glob("*/*")
        if path.is_dir() and path.name != assignment and path.name.lower() == assignment.lower()
    )
    return tuple(str(path.relative_to(top.parent)) for path in sorted([*loose, *almost]))


def _run(
    course: CourseConfig,
    assignment: Assignment,
    folders: Mapping[str, Path],
    limits: Limits,
    processes: LocalProcesses | None,
    scheduler: str,
) -> Iterator[GradedSubmission]:
    log = GradingLog(course.folder)
    depends = dependencies(assignment, limits)
    hashes: dict[str, dict[str, str]] = {}
    unopened: list[GradedSubmission] = []

    def tasks() -> Iterator[Task]:
        for student, path in folders.items():
            try:
                submission = Submission.read(path)
            except OSError as error:
                reason = f"its folder cannot be read: {error.strerror}"
                unopened.append(failed(Submission(student), assignment, limits, reason))
                continue
            hashes[student] = {
                "submission": submission.digest,
                "exercises": assignment.digest,
                "key": submission_key(submission, assignment, limits),
            }
            yield submission, assignment, limits

    with ExitStack() as stack:
        if processes is not None:
            stack.callback(processes.close)
        if not folders:
            return
        if processes is None:
            places = stack.enter_context(dask_cluster(scheduler))
        else:
            places = local_places(processes)
        # The first are graded while the gradebook is opened; a new one takes a second.
        results = grade_all(tasks(), places)
        writer = stack.enter_context(GradebookWriter(course.folder, course=course))
        writer.prepare(
            assignment.name, {name: assignment.notebook(name) for name in assignment.notebooks}
        )
        before = log.standing_entries(assignment.name)
        grades = writer.grades(assignment.name) if before else {}
        for result in chain(results, unopened):
            known = hashes.pop(result.student, {})
            stand: Collection[str] = ()
            if _same_work(before.get(result.student, {}), known, result):
                stand = still_hand_graded(grades.get(result.student, {}), result)
            # A worker elsewhere may have other versions; what counts as unchanged is said here.
            result = replace(result, key=known.pop("key", result.key))
            yield _file(writer, log, result, stand, known, depends)


def _file(
    writer: GradebookWriter,
    log: GradingLog,
    result: GradedSubmission,
    stand: Collection[str],
    hashes: dict[str, str],
    depends: dict[str, Any],
) -> GradedSubmission:
    """File a result and note it; one that does not fit stops no other."""
    notes: Sequence[str] = ()
    if result.state is not State.FAILED:
        try:
            notes = writer.file(result, stand).notes
        except ValueError as error:
            result = replace(result, state=State.FAILED, reason=str(error))
    filed = result.state is not State.FAILED
    log.add(result, filed=filed, hashes=hashes, notes=notes, depends=depends)
    return result


def _same_work(
    before: Mapping[str, Any], hashes: Mapping[str, str], result: GradedSubmission
) -> bool:
    """Tell whether a result is of the same bytes as the one that stands; both were readable."""
    states = before.get("state"), result.state
    was = before.get("hashes")
    same = isinstance(was, dict) and was.get("submission") == hashes.get("submission", "")
    return same and states == (State.GRADED, State.GRADED)


def _key(path: Path, assignment: Assignment, limits: Limits) -> str:
    try:
        return submission_key(Submission.read(path), assignment, limits)
    except OSError:
        return ""
