"""Run a rebuilt notebook in sandboxed kernels and judge its tests; lose nothing on the way."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import Any

from tinkernet.checks import ALWAYS_FORBIDDEN, Reason, Verdict, draw_cases, examine, wrong
from tinkernet.exercises import Exercise, UnknownExerciseError, find
from tinkernet.sandbox import CellRun, Kernel, KernelGoneError, Limits, SandboxLostError

from ._before_running import BrokenTestError, TooManyRestartsError, is_setup, taken_away
from ._borrowed_source import BorrowedSource
from ._graded import Flag
from ._kernel_respondent import KernelRespondent
from ._raw_test import run_raw_test
from ._rebuild import Piece, Rebuilt, Role
from ._test_cell import CheckStep, CodeStep, read_steps

MOST_RESTARTS = 20
_DEFINITION_SECONDS = 5.0


class NotebookRun:
    """One notebook's way through the kernel and before the judge.

    Parameters
    ----------
    rebuilt : Rebuilt
        Its cells' outputs are not filled in here; see ``outputs`` and ``verdicts``.
    files : mapping of str to bytes
        What lies beside it.
    seed : int
        Where cases are drawn from.
    limits : Limits
    hide_cases : bool
        Whether verdicts leave out inputs that students have not seen.
    proven : mapping of str to sequence of str
        Canaries by statement of a raw test.

    Attributes
    ----------
    outputs : dict of int to list of dict
        What each piece showed, by index; not sanitised.
    verdicts, shares : dict by index of the test
        The judge's verdicts, and the share of its points that it earned, 0 to 1.
    by_hand : set of int, the tests that a person has to decide
    flags : list of Flag
    seconds : dict of str to float, by stage: "kernel" for starting and replaying, "code", "judge"
    """

    def __init__(
        self,
        rebuilt: Rebuilt,
        files: Mapping[str, bytes],
        seed: int,
        limits: Limits,
        hide_cases: bool,
        proven: Mapping[str, Sequence[str]],
    ) -> None:
        self.outputs: dict[int, list[dict[str, Any]]] = {}
        self.verdicts: dict[int, list[Verdict]] = {}
        self.shares: dict[int, float] = {}
        self.by_hand: set[int] = set()
        self.flags: list[Flag] = []
        self.seconds = {"kernel": 0.0, "code": 0.0, "judge": 0.0}
        self._pieces = rebuilt.pieces
        self._files = files
        self._seed = seed
        self._limits = limits
        self._hide, self._proven = hide_cases, proven
        self._taken_away = taken_away(rebuilt.pieces)
        self._culprits: set[int] = set()
        self._restarts = 0
        self._source = BorrowedSource()
        self._learnt = 0
        self._left = limits.notebook_seconds
        self._kernel: Kernel | None = None
        self._stack = ExitStack()

    def run(self) -> None:
        """Run every cell and judge every test, in order."""
        with self._stack:
            self._start()
            for index, piece in enumerate(self._pieces):
                if piece.cell.cell_type != "code" or index in self._culprits:
                    continue
                try:
                    if piece.role is Role.TEST:
                        self._test(index, piece)
                    else:
                        self._cell(index, piece)
                except KernelGoneError as error:
                    self._blame(index, piece, error)
                    self._replay(index)

    def _start(self) -> None:
        """Get a fresh kernel; the one before, with all it started, is gone by then."""
        began = time.perf_counter()
        self._stack.close()
        self._kernel = self._stack.enter_context(
            Kernel(self._files, self._limits, self._taken_away)
        )
        self.seconds["kernel"] += time.perf_counter() - began

    def _replay(self, end: int) -> None:
        """Bring a fresh kernel to where the last one was lost, without what ended it.

        Tests are not run again: their verdicts stand.
        """
        began = time.perf_counter()
        self._restarts += 1
        while True:
            self._start()
            for index, piece in enumerate(self._pieces[:end]):
                if index in self._culprits or not self._worth_replaying(piece):
                    continue
                try:
                    self._execute(piece)
                except KernelGoneError as error:
                    self._blame(index, piece, error)
                    break
            else:
                break
        self.seconds["kernel"] += time.perf_counter() - began

    def _worth_replaying(self, piece: Piece) -> bool:
        """Tell what later cells may lean on; once the time is used up, only what is asked for."""
        if piece.cell.cell_type != "code" or piece.role is Role.TEST:
            return False
        return self._left > 0 or piece.role is Role.ANSWER or is_setup(piece)

    def _blame(self, index: int, piece: Piece, error: KernelGoneError) -> None:
        before = self._pieces[: index + 1]
        if all(each.role in (Role.GIVEN, Role.TEST) for each in before):
            # Nothing of the student's has run yet: it cannot be the student's doing.
            raise SandboxLostError(f"The kernel was lost in a given cell: {error}.") from error
        self._culprits.add(index)
        place = piece.grade_id or f"cell {index + 1}"
        self.flags.append(
            Flag("killed", f"The kernel was lost in {place}: {error}.", piece.grade_id)
        )
        text = f"This cell was stopped: {error}."
        kept = self.outputs.setdefault(index, [])
        kept.append({"output_type": "stream", "name": "stdout", "text": text})
        if piece.role is Role.TEST:
            self.shares[index] = 0.0
        if self._restarts >= MOST_RESTARTS:
            # What is asked for must still have its chance; what was added has had it.
            pieces = enumerate(self._pieces)
            self._culprits.update(n for n, each in pieces if each.role is Role.OTHER)
        if self._restarts >= MOST_RESTARTS + len(self._pieces):
            raise TooManyRestartsError(f"It ended {self._restarts} kernels.") from error

    def _execute(self, piece: Piece) -> CellRun:
        """Run a cell within what is left of the notebook's time."""
        assert self._kernel is not None
        began = time.perf_counter()
        seconds = min(self._limits.cell_seconds, max(self._left, _DEFINITION_SECONDS))
        try:
            return self._kernel.run(piece.cell.source, seconds)
        finally:
            self._left -= time.perf_counter() - began

    def _cell(self, index: int, piece: Piece) -> None:
        if self._left <= 0 and piece.role is not Role.ANSWER and not is_setup(piece):
            text = "This cell was not run: the time for the whole notebook was used up."
            self.outputs[index] = [{"output_type": "stream", "name": "stdout", "text": text}]
            return
        began = time.perf_counter()
        run = self._execute(piece)
        self.seconds["code"] += time.perf_counter() - began
        self.outputs[index] = run.outputs
        self._note(index, piece, run)

    def _note(self, index: int, piece: Piece, run: CellRun) -> None:
        if run.status in ("timeout", "overflow"):
            why = "it printed or showed too much"
            if run.status == "timeout":
                why = f"it took more than {self._limits.cell_seconds:g} seconds"
            text = f"\nThis cell was interrupted: {why}."
            self.outputs[index].append({"output_type": "stream", "name": "stdout", "text": text})
            self.flags.append(Flag(run.status, f"Interrupted: {why}.", piece.grade_id))

    def _test(self, index: int, piece: Piece) -> None:
        """Judge a test: all its parts must be there, and count alike."""
        self.verdicts[index] = []
        self.outputs[index] = []
        self.shares[index] = 0.0
        shares: list[float] = []
        steps = read_steps(piece.cell.source)
        for step in steps:
            if isinstance(step, CheckStep):
                verdict = self._check(index, step)
                self.verdicts[index].append(verdict)
                shares.append(verdict.score)
            elif not self._code(index, piece, step):
                return
        self.shares[index] = sum(shares) / len(shares) if shares else 1.0

    def _check(self, index: int, step: CheckStep) -> Verdict:
        began = time.perf_counter()
        try:
            exercise = find(step.exercise)
        except UnknownExerciseError as error:
            raise BrokenTestError(str(error)) from None
        for piece in self._pieces[self._learnt : index]:
            if piece.cell.cell_type == "code":
                self._source.learn(piece.cell.source)
        self._learnt = index
        forbidden = (*ALWAYS_FORBIDDEN, *exercise.forbidden)
        if borrowed := self._source.find(step.expressions, forbidden):
            sentence = f"This should be your own work, but it uses {borrowed.name}."
            return wrong(exercise, Reason.NOT_OWN_WORK, sentence)
        assert self._kernel is not None
        cases = draw_cases(exercise, self._seed)
        respondent = KernelRespondent(self._kernel, exercise, step.expressions, cases, forbidden)
        if respondent.error:
            names, why = " and ".join(step.expressions), f"{respondent.error}."
            sentence = f"{names} could not be found: {why} Did its cell end in an error?"
            verdict = wrong(exercise, Reason.NOT_A_FUNCTION, sentence)
        elif respondent.gone is not None:
            sentence = f"When it was looked at, {respondent.gone}."
            verdict = wrong(exercise, Reason.KILLED, sentence)
        else:
            verdict = self._examined(index, exercise, respondent)
        self.seconds["judge"] += time.perf_counter() - began
        if respondent.gone is not None:
            detail = f"When it was called, {respondent.gone}."
            self.flags.append(Flag("killed", detail, self._pieces[index].grade_id))
            self._replay(index)
        return verdict

    def _examined(self, index: int, exercise: Exercise, respondent: KernelRespondent) -> Verdict:
        return examine(exercise, respondent, seed=self._seed, hide_cases=self._hide)

    def _code(self, index: int, piece: Piece, step: CodeStep) -> bool:
        """Run a raw test, guarded; say whether it passed."""
        began = time.perf_counter()
        rng = random.Random(f"{self._seed} {piece.grade_id} {step.code}")
        test = run_raw_test(step, self._proven, self._run_code, rng)
        self.seconds["code"] += time.perf_counter() - began
        self.outputs[index] += test.outputs
        if test.tampered:
            detail = "A test that must fail passed: this kernel's tests prove nothing."
            self.flags.append(Flag("tampered", detail, piece.grade_id))
            text = "This test could not be trusted: an assertion that must fail passed."
            self.outputs[index] = [{"output_type": "stream", "name": "stdout", "text": text}]
        if test.by_hand:
            self.by_hand.add(index)
            detail = "It ends with a number of points that the kernel says; a person decides."
            self.flags.append(Flag("by hand", detail, piece.grade_id))
        return test.passed

    def _run_code(self, code: str) -> CellRun:
        assert self._kernel is not None
        return self._kernel.run(code, self._limits.cell_seconds)
