"""The instructor's cells in their order, from ``source/``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tinkernet.grading import CheckStep, CourseConfig, read_steps

LARGEST = 50_000_000
"""Bytes of a notebook that are read."""


@dataclass(frozen=True)
class MarkedCell:
    """A cell that nbgrader knows by its grade id.

    Attributes
    ----------
    notebook, grade_id : str
        Its place.
    source : str
    code : bool
        Whether it is code; text otherwise.
    grade, solution : bool
        Whether it gives points, and whether a student writes in it.
    outputs : tuple of dict
    """

    notebook: str
    grade_id: str
    source: str
    code: bool
    grade: bool
    solution: bool
    outputs: tuple[dict[str, Any], ...] = ()

    def exercises(self) -> tuple[str, ...]:
        """List the exercises that a test cell checks."""
        if not (self.code and self.grade):
            return ()
        steps = read_steps(self.source)
        return tuple(step.exercise for step in steps if isinstance(step, CheckStep))


def source_cells(course: CourseConfig, assignment: str) -> list[MarkedCell]:
    """Read the instructor's notebooks of an assignment; nothing where there are none."""
    directory = course.directory
    folder = Path(directory.format_path(directory.source_directory, ".", assignment))
    return [cell for path in sorted(folder.glob("*.ipynb")) for cell in marked_cells(path)]


def graded_cells(course: CourseConfig, assignment: str, student: str) -> list[MarkedCell]:
    """Read what stands in ``autograded/`` for a student; nothing where nothing does."""
    directory = course.directory
    stage = directory.autograded_directory
    folder = Path(directory.format_path(stage, student, assignment))
    return [cell for path in sorted(folder.glob("*.ipynb")) for cell in marked_cells(path)]


def marked_cells(path: Path) -> Iterator[MarkedCell]:
    """Yield the cells with a grade id; a file that is no notebook has none."""
    try:
        if path.stat().st_size > LARGEST:
            return
        cells = json.loads(path.read_bytes())["cells"]
        for cell in cells:
            marks = cell.get("metadata", {}).get("nbgrader", {})
            if not marks.get("grade_id"):
                continue
            source = cell["source"]
            yield MarkedCell(
                path.stem,
                str(marks["grade_id"]),
                source if isinstance(source, str) else "".join(source),
                code=cell["cell_type"] == "code",
                grade=bool(marks.get("grade")),
                solution=bool(marks.get("solution")),
                outputs=tuple(cell.get("outputs", ())),
            )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return
