"""Run a grader on a course folder, as a person would: as a command, from outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from typing import Any

from class_of_students import NAME
from process_memory import MemoryWatch
from tqdm import tqdm

BINARIES = Path(sys.executable).parent
_LOOK_SECONDS = 0.2


@dataclass
class Graded:
    """One run of a grader over a class.

    Attributes
    ----------
    students : int
    seconds : float
        Wall time of the whole command, start-up and all.
    stages : dict of str to float
        Seconds a submission, by stage, as the grading log has them.
    marks : dict of str to float
        What the stopwatch in ``timed_grade.py`` noted; empty without it.
    memory : MemoryWatch or None
    """

    students: int
    seconds: float
    stages: dict[str, float] = field(default_factory=dict)
    marks: dict[str, float] = field(default_factory=dict)
    memory: MemoryWatch | None = None

    @property
    def each(self) -> float:
        """Wall time a submission."""
        return self.seconds / self.students


def plain_nbgrader(folder: Path, students: int, seed: int) -> Graded:
    """Grade with ``nbgrader autograde`` and nothing of ours; only that command is timed."""
    _run([BINARIES / "nbgrader", "generate_assignment", NAME, "--force"], folder)
    command = [BINARIES / "nbgrader", "autograde", NAME]
    seconds = _run(command, folder, {"TINKERNET_SEED": str(seed)}, ("nbgrader", students))
    return Graded(students, seconds)


def tinkernet_grade(folder: Path, students: int, workers: int) -> Graded:
    """Grade with ``tinkernet grade``, as it is."""
    command = [BINARIES / "tinkernet", "grade", NAME, "--workers", str(workers)]
    seconds = _run(command, folder, {}, ("tinkernet", students))
    return Graded(students, seconds, _stages(folder))


def timed_grade(folder: Path, students: int, workers: int) -> Graded:
    """Grade with ``tinkernet grade`` under a stopwatch, and watch its memory."""
    script = Path(__file__).with_name("timed_grade.py")
    command = [sys.executable, script, "grade", NAME, "--workers", str(workers)]
    marks = folder / "marks.json"
    memory = MemoryWatch()
    environment = {"BENCHMARK_MARKS": str(marks), "BENCHMARK_BEGAN": repr(time.time())}
    seconds = _run(command, folder, environment, ("tinkernet", students), memory.of)
    return Graded(students, seconds, _stages(folder), json.loads(marks.read_text()), memory)


def _run(
    command: Sequence[Any],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    bar: tuple[str, int] | None = None,
    watched: Callable[[int], Any] = nullcontext,
) -> float:
    """Run a command to its end and return its seconds; show how many students are graded."""
    path = os.pathsep.join([str(BINARIES), os.environ.get("PATH", os.defpath)])
    log = folder / "output.txt"
    began = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            list(map(str, command)),
            cwd=folder,
            env={**os.environ, "PATH": path, **(environment or {})},
            stdout=output,
            stderr=output,
            stdin=subprocess.DEVNULL,
        )
        try:
            with watched(process.pid):
                _watch(process, folder, bar)
        finally:
            process.kill()
    seconds = time.perf_counter() - began
    if process.wait() != 0:
        raise RuntimeError(f"{command} ended with {process.returncode}:\n{log.read_text()[-3000:]}")
    return seconds


def _watch(process: subprocess.Popen[bytes], folder: Path, bar: tuple[str, int] | None) -> None:
    name, total = bar or ("", 0)
    with tqdm(desc=f"  {name}", total=total, unit="student", disable=bar is None) as shown:
        while True:
            try:
                process.wait(_LOOK_SECONDS)
            except subprocess.TimeoutExpired:
                pass
            else:
                shown.update(total - shown.n)
                return
            graded = folder / "autograded"
            if bar and graded.is_dir():
                there = sum(1 for entry in os.scandir(graded) if entry.name[:1] != ".")
                shown.update(there - shown.n)


def _stages(folder: Path) -> dict[str, float]:
    """Average the stages of all submissions in the grading log."""
    lines = (folder / "grading-log.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line)["stages"] for line in lines]
    return {name: mean(each[name] for each in entries) for name in entries[0]}
