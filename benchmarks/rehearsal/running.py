"""One step of the term as a process of its own: measured, and killed where that is wanted."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil
from process_memory import MemoryWatch

from .steps import Step

_LOOK_SECONDS, _KILL_LOOK_SECONDS = 0.25, 0.005
_GONE_SECONDS = 60
_LONGEST_PAUSE = 0.3
_MARK = "TERM_REHEARSAL"
"""In the environment of all that a rehearsal starts: the course folder it is for."""


@dataclass(frozen=True)
class Ran:
    """A step that came to its end.

    Attributes
    ----------
    seconds : float
        Wall time of the process, start-up and all.
    peak : int
        Bytes of the process and all below it at their largest moment; shared pages count once.
    code : int
        Exit code.
    progress : int
        How much of it there was to do.
    """

    seconds: float
    peak: int
    code: int
    progress: int


@dataclass(frozen=True)
class Killed:
    """A step that was ended by ``kill -9``.

    Attributes
    ----------
    at, of : int
        How much was done then, and how much there was to do; 0 of 0 where it was over before.
    seconds : float
        When, from its start.
    processes : int
        How many there were; those that were not killed had to end by themselves.
    """

    at: int
    of: int
    seconds: float
    processes: int


def run(step: Step, course: Path, before: int, look: Callable[[float, int], None]) -> Ran:
    """Run a step to its end.

    Parameters
    ----------
    step : Step
    course : Path
        The course folder.
    before : int
        Its progress before it was started, for the first time if it is started again.
    look : callable
        Called a few times a second with the seconds and the progress so far.

    Raises
    ------
    RuntimeError
        If it ends as it should not.
    """
    memory = MemoryWatch()
    began = time.perf_counter()
    process = _started(step, course)
    try:
        with memory.of(process.pid):
            while not _over(process, _LOOK_SECONDS):
                look(time.perf_counter() - began, step.progress(course) - before)
    finally:
        _end_group(process)
    seconds = time.perf_counter() - began
    if process.wait() not in step.fine:
        said = (course / "output.txt").read_text(errors="replace")[-3000:]
        raise RuntimeError(f"{' '.join(step.arguments)} ended with {process.returncode}:\n{said}")
    return Ran(seconds, memory.together, process.returncode, step.progress(course) - before)


def run_and_kill(
    step: Step, course: Path, before: int, total: int, chance: random.Random
) -> Killed:
    """Start a step and end it by ``kill -9`` somewhere on its way.

    Of a grading run only the coordinator is killed: its workers and their sandboxes must end by
    themselves. Of other steps everything is killed at once, as when the power fails.

    Parameters
    ----------
    step : Step
    course : Path
    before : int
        As in ``run``.
    total : int
        What its progress is in the end.
    chance : random.Random
        The moment is drawn from it: so many done, and a pause.
    """
    at = chance.randint(1, max(1, total - 1))
    pause = chance.uniform(0, _LONGEST_PAUSE) if total > 2 * at else 0.0
    began = time.perf_counter()
    process = _started(step, course)
    try:
        while step.progress(course) - before < at:
            if _over(process, _KILL_LOOK_SECONDS):
                return Killed(0, 0, 0.0, 0)
        time.sleep(pause)
        there = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
        if process.poll() is not None:
            return Killed(0, 0, 0.0, 0)
        if step.kind == "grade":
            os.kill(process.pid, signal.SIGKILL)
        else:
            os.killpg(process.pid, signal.SIGKILL)
        seconds = time.perf_counter() - began
        process.wait()
        _, alive = psutil.wait_procs(there, timeout=_GONE_SECONDS)
        if alive:
            raise RuntimeError(f"{step.kind} was killed, but {len(alive)} of its processes go on.")
        return Killed(step.progress(course) - before, total, seconds, len(there))
    except psutil.NoSuchProcess:
        return Killed(0, 0, 0.0, 0)
    finally:
        _end_group(process)


def end_earlier(course: Path) -> None:
    """End what a rehearsal that was killed itself has left running in a course folder."""
    left = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if process.environ().get(_MARK) == str(course):
                process.kill()
                left.append(process)
    psutil.wait_procs(left, timeout=_GONE_SECONDS)


def _started(step: Step, course: Path) -> subprocess.Popen[bytes]:
    with (course / "output.txt").open("wb") as output:
        return subprocess.Popen(
            step.command,
            cwd=course,
            env={**os.environ, "COLUMNS": "160", _MARK: str(course)},
            stdout=output,
            stderr=output,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )


def _over(process: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End what is left, whatever happened here."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
