"""A course file, taken apart: its cells, where each begins, and what is wrong with them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode


@dataclass(frozen=True)
class Problem:
    """One thing that an author should mend.

    Attributes
    ----------
    text : str
        One sentence: what is wrong, and what to do.
    line : int
        Where in the file; 0 where it is the whole file.
    cell : str
        The grade id of the cell; empty where it has none.

    Examples
    --------
    >>> print(Problem("it gives no points; add points: 1", line=7, cell="check_mse"))
    line 7, cell 'check_mse': it gives no points; add points: 1
    """

    text: str
    line: int = 0
    cell: str = ""

    def __str__(self) -> str:
        places = [f"line {self.line}"] if self.line else []
        places += [f"cell {self.cell!r}"] if self.cell else []
        return f"{', '.join(places)}: {self.text}" if places else self.text


@dataclass(frozen=True)
class CourseCell:
    """A cell of a course file.

    Attributes
    ----------
    cell : NotebookNode
        As nbformat has it.
    line : int
        Where it begins in the file, counted from 1.
    first : int
        Where its source begins.
    """

    cell: NotebookNode
    line: int
    first: int

    @property
    def kind(self) -> str:
        """``code``, ``markdown`` or ``raw``."""
        return str(self.cell.cell_type)

    @property
    def source(self) -> str:
        """What stands in it."""
        return str(self.cell.source)

    @property
    def marks(self) -> Mapping[str, Any]:
        """What it tells nbgrader; empty where that is nothing, or no mapping."""
        marks = self.cell.metadata.get("nbgrader")
        return marks if isinstance(marks, Mapping) else {}

    @property
    def grade_id(self) -> str:
        """Its name; empty where it has none."""
        name = self.marks.get("grade_id", "")
        return name if isinstance(name, str) else ""

    @property
    def points(self) -> float | None:
        """What it gives; None where that is nothing, or no number."""
        points = self.marks.get("points")
        if not isinstance(points, int | float) or isinstance(points, bool):
            return None
        return points if math.isfinite(points) else None

    @property
    def is_solution(self) -> bool:
        """Whether students write in it."""
        return bool(self.marks.get("solution"))

    @property
    def is_graded(self) -> bool:
        """Whether it gives points."""
        return bool(self.marks.get("grade"))

    @property
    def is_test(self) -> bool:
        """Whether it is code that decides on points."""
        return self.kind == "code" and self.is_graded and not self.is_solution

    def problem(self, text: str, line: int = 0) -> Problem:
        """Say what is wrong with this cell, at its beginning or in a line of the file."""
        return Problem(text, line or self.line, self.grade_id)
