"""Grade one submission: a pure function of its bytes, the assignment and the environment."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tinkernet.checks import VERDICT_KEY, Report, Verdict
from tinkernet.exercises import find
from tinkernet.sandbox import Limits

from ._addresses import without_addresses
from ._assignment import Assignment
from ._before_running import TooManyRestartsError
from ._environment import environment_digest
from ._find_notebook import find_notebook
from ._graded import Flag, GradedNotebook, GradedSubmission, State
from ._new_output import new_output
from ._rebuild import Piece, Rebuilt, Role, rebuild
from ._run_notebook import NotebookRun
from ._sanitise import sanitise_outputs
from ._student_cells import StudentCell, UnreadableNotebookError, read_cells
from ._submission import Submission


def grade_submission(
    path: Path | str | Submission, assignment: str | Assignment, *, limits: Limits | None = None
) -> GradedSubmission:
    """Grade a submission in a sandbox; the kernel answers, the judge decides.

    Parameters
    ----------
    path : Path, str or Submission
        The folder ``submitted/STUDENT/ASSIGNMENT``, or what was read from it.
    assignment : str or Assignment
        A name is looked up in the course that the path, or else the working folder, lies in.
    limits : Limits or None
        What a kernel may use up.

    Returns
    -------
    GradedSubmission
        Nothing that a student handed in makes this raise: what cannot be graded comes back with
        the state ``UNREADABLE``, the grader's own failures with ``FAILED``, and a reason.

    Raises
    ------
    SandboxUnavailableError
        If this machine cannot shut students' code in.
    FileNotFoundError
        If there is no such assignment or folder.
    """
    if not isinstance(assignment, Assignment):
        start = None if isinstance(path, Submission) else Path(path).resolve().parent
        assignment = Assignment.load(_root(start), assignment)
    if not isinstance(path, Submission) and not Path(path).is_dir():
        raise FileNotFoundError(f"There is no folder {path}: nothing was handed in there.")
    submission = path if isinstance(path, Submission) else Submission.read(Path(path))
    result = SubmissionGrader(submission, assignment, limits or Limits())
    notebooks = [result.grade(name) for name in sorted(assignment.notebooks)]
    return result.finished(notebooks)


def failed(
    submission: Submission, assignment: Assignment, limits: Limits, reason: str
) -> GradedSubmission:
    """Say that grading itself failed: nobody's fault but the grader's, and never a 0."""
    return GradedSubmission(
        submission.student,
        assignment.name,
        State.FAILED,
        reason,
        key=submission_key(submission, assignment, limits),
    )


def submission_key(submission: Submission, assignment: Assignment, limits: Limits) -> str:
    """Hash everything that a result depends on."""
    parts = (submission.digest, assignment.digest, environment_digest(), repr(limits))
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _root(start: Path | None) -> Path:
    from tinkernet.course import course_root

    try:
        return course_root(start)
    except FileNotFoundError:
        return course_root()


class SubmissionGrader:
    """What comes together while the notebooks are graded."""

    def __init__(self, submission: Submission, assignment: Assignment, limits: Limits) -> None:
        self._submission = submission
        self._assignment = assignment
        self.flags = [Flag("left out", each) for each in submission.left_out]
        self.reasons: list[str] = []
        if not limits.walls:
            self.flags.append(Flag("unsafe", "Graded without a sandbox."))
        self._limits = limits
        self.make_run: Callable[..., NotebookRun] = NotebookRun
        self.files = self._merged()
        self.seconds: dict[str, float] = {}

    def grade(self, name: str) -> GradedNotebook:
        """Grade one notebook, whatever is there of it."""
        began = time.perf_counter()
        content, odd = find_notebook(self._submission.files, name, self._assignment.notebooks)
        self.flags += [flag for flag in odd if flag not in self.flags]
        cells: list[StudentCell] = []
        if content is None:
            why = [each for each in self._submission.left_out if each.startswith(f"{name}.ipynb:")]
            self.reasons += why or [f"{name}.ipynb was not handed in."]
        else:
            try:
                cells, notes = read_cells(content)
                self.flags += [Flag("damaged", note) for note in notes]
            except UnreadableNotebookError as error:
                self.reasons.append(f"{name}.ipynb cannot be read. {error}")
        rebuilt = rebuild(
            self._assignment.notebook(name), cells, self._assignment.released.get(name, {})
        )
        run = self.make_run(
            rebuilt,
            self.files,
            self._case_seed(content or b""),
            self._limits,
            self._assignment.hide_cases,
            self._assignment.canaries.get(name, {}),
        )
        self._add("read", time.perf_counter() - began)
        if cells:
            self.flags += [flag for flag in rebuilt.flags if flag not in self.flags]
            try:
                run.run()
            except TooManyRestartsError as error:
                self.flags.append(Flag("killed", f"{error} The rest was not run."))
            self.flags += run.flags
            for stage, seconds in run.seconds.items():
                self._add(stage, seconds)
        began = time.perf_counter()
        graded = _graded_notebook(name, rebuilt, run, present=content is not None)
        self._add("write", time.perf_counter() - began)
        return graded

    def finished(self, notebooks: list[GradedNotebook]) -> GradedSubmission:
        """Put the result together."""
        unreadable = len(self.reasons) == len(notebooks)
        self.flags += [] if unreadable else [Flag("missing", each) for each in self.reasons]
        return GradedSubmission(
            student=self._submission.student,
            assignment=self._assignment.name,
            state=State.UNREADABLE if unreadable else State.GRADED,
            reason=" ".join(self.reasons) if unreadable else "",
            notebooks=tuple(notebooks),
            files=self.files,
            flags=tuple(self.flags),
            timestamp=self._submission.timestamp,
            key=submission_key(self._submission, self._assignment, self._limits),
            stages=self.seconds,
        )

    def _merged(self) -> dict[str, bytes]:
        """Put the student's files beside the assignment's, which count where both are in place."""
        given = self._assignment.files
        files = dict(given)
        for name, content in self._submission.extra_files().items():
            clash = [path for path in given if _one_place(name, path)]
            if not clash:
                files[name] = content
            elif clash != [name] or given[name] != content:
                detail = f"{ascii(name)[1:-1]}: the assignment's own {clash[0]} was used."
                self.flags.append(Flag("left out", detail))
        return files

    def _case_seed(self, content: bytes) -> int:
        """Draw other cases for other bytes: to know the last ones helps nobody."""
        secret = str(self._assignment.seed).encode()
        return int.from_bytes(hmac.digest(secret, content, "sha256")[:8], "big") >> 2

    def _add(self, stage: str, seconds: float) -> None:
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds


def _one_place(one: str, other: str) -> bool:
    """Tell whether two paths cannot both be there: the same, or one a folder of the other."""
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def _graded_notebook(
    name: str, rebuilt: Rebuilt, run: NotebookRun, *, present: bool
) -> GradedNotebook:
    points: dict[str, float | None] = {}
    most: dict[str, float] = {}
    verdicts: dict[str, list[dict[str, Any]]] = {}
    for index, piece in enumerate(rebuilt.pieces):
        if piece.cell.cell_type == "code":
            outputs = sanitise_outputs(without_addresses(run.outputs.get(index, [])))
            found = run.verdicts.get(index, [])
            piece.cell.outputs = [*outputs, *map(_shown, found)]
            if found:
                verdicts[piece.grade_id] = [verdict.to_dict() for verdict in found]
        marks = piece.cell.metadata.get("nbgrader", {})
        if marks.get("grade") or marks.get("task"):
            most[piece.grade_id] = float(marks["points"])
            points[piece.grade_id] = _points(piece, rebuilt, run, index, present)
    # As nbformat writes it, but without checking every cell against its schema.
    content = json.dumps(rebuilt.notebook, indent=1, sort_keys=True, ensure_ascii=False)
    return GradedNotebook(
        name=name,
        content=(content + "\n").encode(),
        points=points,
        max_points=most,
        unanswered=tuple(rebuilt.unanswered),
        verdicts=verdicts,
        present=present,
    )


def _points(
    piece: Piece, rebuilt: Rebuilt, run: NotebookRun, index: int, present: bool
) -> float | None:
    """Give the judge's share of a test's points; answers in words wait for a person."""
    most = float(piece.cell.metadata.nbgrader["points"])
    if piece.role is Role.TEST and index not in run.by_hand:
        return most * run.shares.get(index, 0.0)
    if piece.role is Role.TEST:
        return None
    return 0.0 if piece.grade_id in rebuilt.unanswered or not present else None


def _shown(verdict: Verdict) -> Any:
    """Make the output that shows a verdict: the report that students know."""
    report = Report(find(verdict.exercise), verdict)
    shown = {"text/plain": str(report), "text/html": report.to_html()}
    return new_output("display_data", shown, metadata={VERDICT_KEY: verdict.to_dict()})
