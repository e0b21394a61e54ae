"""`tinkernet grade` with a stopwatch in the coordinator: the same command, the same arguments.

``BENCHMARK_BEGAN`` says when it was called, ``BENCHMARK_MARKS`` where to write what was noted.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# Nothing more is imported up here: every worker imports this file before it begins.


def main() -> None:
    """Run the command that the arguments name; write the marks, however it ends."""
    began = float(os.environ["BENCHMARK_BEGAN"])
    marks: Counter[str] = Counter()

    from tinkernet.cli import main as command
    from tinkernet.grading import _class_run
    from tinkernet.grading._gradebook import GradebookWriter
    from tinkernet.grading._grading_log import GradingLog

    grade_all = _class_run.grade_all

    def noted(*arguments: Any) -> Iterator[Any]:
        marks["ready"] = time.time() - began
        return passed_on(grade_all(*arguments))

    def passed_on(results: Iterator[Any]) -> Iterator[Any]:
        for result in results:
            marks["last"] = time.time() - began
            yield result

    _class_run.grade_all = noted  # type: ignore[assignment]
    for owner, name in (
        (GradebookWriter, "prepare"),
        (GradebookWriter, "file"),
        (GradingLog, "add"),
    ):
        setattr(owner, name, _timed(getattr(owner, name), name, marks))
    try:
        command()
    finally:
        marks["cpu"] = time.process_time()
        Path(os.environ["BENCHMARK_MARKS"]).write_text(json.dumps(marks))


def _timed(function: Callable[..., Any], name: str, marks: Counter[str]) -> Callable[..., Any]:
    """Add up the seconds of all calls under a name."""

    def timed(*arguments: Any, **named: Any) -> Any:
        began = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            marks[name] += time.perf_counter() - began

    return timed


if __name__ == "__main__":
    main()
