"""What an assignment asks, as it was released: nothing that a student edits changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tinkernet.course import released_folder
from tinkernet.exercises import Exercise, catalog

from ._saved_notebook import Cell, UnreadableError, read_cells

CHECK = "check_"


@dataclass(frozen=True)
class Asked:
    """One assignment.

    Attributes
    ----------
    name : str
        Its folder's and its notebook's name.
    exercises : tuple of Exercise
        In the order of the notebook.
    cells : tuple of Cell
        The released notebook.
    questions : mapping of str to Cell
        What a person grades, by grade id.
    question_points : float
        What those are worth.
    """

    name: str
    exercises: tuple[Exercise, ...]
    cells: tuple[Cell, ...]
    questions: Mapping[str, Cell]
    question_points: float

    def check_cell(self, exercise: str) -> str:
        """Return the cell that checks an exercise; nothing where the release has none."""
        named = (one.source for one in self.cells if one.grade_id == CHECK + exercise)
        return next(named, "")


def all_asked() -> list[Asked]:
    """Read every released assignment, in course order.

    Raises
    ------
    FileNotFoundError
        If the released notebooks are missing.
    """
    folder = released_folder()
    by_name: dict[str, list[Exercise]] = {}
    for exercise in catalog():
        by_name.setdefault(exercise.assignment, []).append(exercise)
    found = []
    for name in sorted(by_name):
        try:
            path = folder / name / f"{name}.ipynb"
            cells = read_cells(path)
        except UnreadableError:  # an exercise of an assignment that is not out yet
            continue
        questions, points = _questions(path, cells)
        order = {cell.grade_id: place for place, cell in enumerate(cells)}
        # An exercise that the release does not ask comes last.
        exercises = sorted(by_name[name], key=lambda one: order.get(CHECK + one.name, len(order)))
        found.append(Asked(name, tuple(exercises), cells, questions, points))
    return found


def _questions(path: Path, cells: tuple[Cell, ...]) -> tuple[dict[str, Cell], float]:
    """Find what is graded by a person: text cells that are worth points."""
    import json

    points = {}
    for raw in json.loads(path.read_bytes())["cells"]:
        marks = raw["metadata"].get("nbgrader", {})
        if marks.get("grade") and raw["cell_type"] == "markdown":
            points[marks["grade_id"]] = float(marks.get("points", 0))
    return {one.grade_id: one for one in cells if one.grade_id in points}, sum(points.values())
