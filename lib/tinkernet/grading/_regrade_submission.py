"""Grade a submission again as far as a change touches it; everything else stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from typing import Any

from tinkernet.checks import ALWAYS_FORBIDDEN, Reason, Verdict, draw_cases, wrong
from tinkernet.exercises import Exercise
from tinkernet.sandbox import Limits

from ._assignment import Assignment
from ._given_cells import grade_id_of
from ._grade_submission import SubmissionGrader
from ._graded import GradedNotebook, GradedSubmission
from ._kernel_respondent import KernelRespondent
from ._rebuild import Piece
from ._run_notebook import NotebookRun
from ._standing import Standing
from ._submission import Submission


def regrade_submission(
    submission: Submission, assignment: Assignment, standing: Standing, *, limits: Limits
) -> GradedSubmission:
    """Judge some tests of a submission again; take all else from the result that stands.

    Cases come from the same secret and the same bytes as before, so they are the same. Where
    nothing is to be judged (points alone changed), no kernel is started.

    Parameters
    ----------
    submission : Submission
        The one that the result belongs to.
    assignment : Assignment
        As it is now.
    standing : Standing
    limits : Limits

    Returns
    -------
    GradedSubmission
        What grading all of it anew would give, as long as the tests that stand would.
    """
    grader = _Regrader(submission, assignment, limits, standing)
    return grader.finished([grader.grade(name) for name in sorted(assignment.notebooks)])


class _Regrader(SubmissionGrader):
    def __init__(
        self, submission: Submission, assignment: Assignment, limits: Limits, standing: Standing
    ) -> None:
        super().__init__(submission, assignment, limits)
        self._standing = standing

    def grade(self, name: str) -> GradedNotebook:
        """Grade one notebook as far as it is touched."""
        self.make_run = partial(TouchedRun, judged=self._standing.judged[name])
        return self._standing.laid_over(super().grade(name))

    def finished(self, notebooks: list[GradedNotebook]) -> GradedSubmission:
        """Put the result together."""
        result = super().finished(notebooks)
        cells = {
            name: [grade_id_of(cell) for cell in self._assignment.notebook(name).cells]
            for name in self._assignment.notebooks
        }
        return replace(result, flags=self._standing.joined(result.flags, cells))


class TouchedRun(NotebookRun):
    """A run that judges some tests.

    The tests before the last of these are asked as ever, so that the kernel is where it was when
    they were first judged (answers may draw random numbers, or remember); what comes back is
    not looked at. All cells of the student's are run.

    Parameters
    ----------
    *arguments
        Those of ``NotebookRun``.
    judged : collection of str
        Grade ids of the tests to judge; with none, nothing is run.
    """

    def __init__(self, *arguments: Any, judged: Collection[str]) -> None:
        super().__init__(*arguments)
        self._judged = {
            index for index, piece in enumerate(self._pieces) if piece.grade_id in judged
        }

    def run(self) -> None:
        """Run every cell and judge what is to be judged, in order."""
        if self._judged:
            super().run()

    def _test(self, index: int, piece: Piece) -> None:
        if index <= max(self._judged):
            super()._test(index, piece)

    def _examined(self, index: int, exercise: Exercise, respondent: KernelRespondent) -> Verdict:
        if index in self._judged:
            return super()._examined(index, exercise, respondent)
        forbidden = (*ALWAYS_FORBIDDEN, *exercise.forbidden)
        # Waited for, or the next test would find the kernel busy.
        if not any(respondent.kinds()) and respondent.borrowed(forbidden) is None:
            respondent.ask(exercise, draw_cases(exercise, self._seed), forbidden)
        return wrong(exercise, Reason.NOT_WRITTEN, "Its earlier verdict stands.")
