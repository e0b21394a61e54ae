"""The cells of an assignment as the gradebook knows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode
from sqlalchemy import Connection, select


@dataclass(frozen=True)
class RecordedCell:
    """A cell that has a grade or a comment.

    Attributes
    ----------
    key : str
        Its row's id in the gradebook.
    name : str
        Its grade id.
    kind : str
        ``GradeCell``, ``SolutionCell`` or ``TaskCell``.
    max_score : float
        What a grade cell or a task is worth.
    """

    key: str
    name: str
    kind: str
    max_score: float = 0.0


@dataclass(frozen=True)
class RecordedNotebook:
    """A notebook of an assignment: its row's id and its cells."""

    key: str
    name: str
    cells: tuple[RecordedCell, ...]

    @property
    def graded(self) -> dict[str, RecordedCell]:
        """Return the cells that have a grade, by their rows' ids."""
        return {cell.key: cell for cell in self.cells if cell.kind in {"GradeCell", "TaskCell"}}

    @property
    def commented(self) -> dict[str, RecordedCell]:
        """Return the cells that have a comment, by their rows' ids."""
        return {cell.key: cell for cell in self.cells if cell.kind in {"SolutionCell", "TaskCell"}}


def recorded_notebooks(connection: Connection, assignment_key: str) -> list[RecordedNotebook]:
    """Read an assignment's notebooks with their cells, in one query.

    Parameters
    ----------
    connection : sqlalchemy.Connection
        The gradebook's.
    assignment_key : str
        The assignment's row id.
    """
    from nbgrader.api import BaseCell, GradeCell, Notebook, TaskCell

    book, cell = Notebook.__table__.c, BaseCell.__table__.c
    grade, task = GradeCell.__table__.c, TaskCell.__table__.c
    joined = (
        Notebook.__table__.outerjoin(BaseCell.__table__, cell.notebook_id == book.id)
        .outerjoin(GradeCell.__table__, grade.id == cell.id)
        .outerjoin(TaskCell.__table__, task.id == cell.id)
    )
    rows = connection.execute(
        select(book.id, book.name, cell.id, cell.name, cell.type, grade.max_score, task.max_score)
        .select_from(joined)
        .where(book.assignment_id == assignment_key)
        .order_by(book.name)
    )
    found: dict[tuple[str, str], list[RecordedCell]] = {}
    for key, name, cell_key, cell_name, kind, grade_max, task_max in rows:
        cells = found.setdefault((key, name), [])
        if cell_key is not None:
            cells.append(RecordedCell(cell_key, cell_name, kind, grade_max or task_max or 0.0))
    return [RecordedNotebook(key, name, tuple(cells)) for (key, name), cells in found.items()]


def record_assignment(
    gradebook: Any, db_url: str, assignment: str, notebooks: Mapping[str, NotebookNode]
) -> bool:
    """Record an assignment as ``nbgrader generate_assignment`` does, if it is not yet so.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
        Where.
    db_url : str
        Its URL; nbgrader opens it a second time.
    assignment : str
        The name.
    notebooks : mapping of str to NotebookNode
        The prepared instructor notebooks, with checksums, by name.

    Returns
    -------
    bool
        Whether anything had to be changed.

    Raises
    ------
    ValueError
        If cells or notebooks came or went although there are submissions already.
    """
    from nbgrader.preprocessors import SaveCells

    row = gradebook.update_or_create_assignment(assignment)
    known, wanted = _compared(row, assignment, notebooks)
    if known == wanted:
        return False
    for name in known.keys() - wanted.keys():
        gradebook.remove_notebook(name, assignment)
    gradebook.db.remove()  # nbgrader writes through a connection of its own now
    for name, notebook in notebooks.items():
        if known.get(name) != wanted[name]:
            where = {"notebook": name, "assignment": assignment, "db_url": db_url}
            SaveCells().preprocess(notebook, {"nbgrader": where})
    return True


_Cells = dict[tuple[str, str], tuple[Any, ...]]


def must_be_recorded(
    gradebook: Any, assignment: str, notebooks: Mapping[str, NotebookNode]
) -> None:
    """Refuse, as ``record_assignment`` would, cells that came or went; nothing is written.

    Parameters are those of ``record_assignment``.

    Raises
    ------
    ValueError
        If there are submissions already, and the cells are others.
    """
    known = {each.name: each for each in gradebook.assignments}
    if assignment in known:
        _compared(known[assignment], assignment, notebooks)


def _compared(
    row: Any, assignment: str, notebooks: Mapping[str, NotebookNode]
) -> tuple[dict[str, _Cells], dict[str, _Cells]]:
    """Return the cells that the gradebook has, and those that it should have."""
    known = {each.name: _known(each) for each in row.notebooks}
    wanted = {name: _wanted(notebook) for name, notebook in notebooks.items()}
    changed = [
        name
        for name in sorted(known.keys() | wanted.keys())
        if known.get(name, {}).keys() != wanted.get(name, {}).keys()
        or (name in known) != (name in wanted)
    ]
    if changed and row.num_submissions:
        raise ValueError(
            f"The cells of {', '.join(changed)} are not those that the gradebook has of "
            f"{assignment}, and it has submissions already, so nbgrader cannot add or remove any: "
            "undo the change in source/, or give up the assignment's grades with "
            f"`nbgrader db assignment remove {assignment} --force` and grade everybody again."
        )
    return known, wanted


def _known(notebook: Any) -> _Cells:
    """Return what the gradebook has of a notebook's cells, by kind and name."""
    cells: _Cells = {("solution", cell.name): () for cell in notebook.solution_cells}
    for kind, graded in (("grade", notebook.grade_cells), ("task", notebook.task_cells)):
        cells |= {(kind, cell.name): (cell.max_score, cell.cell_type) for cell in graded}
    for cell in notebook.source_cells:
        cells["source", cell.name] = (cell.cell_type, cell.locked, cell.source, cell.checksum)
    return cells


def _wanted(notebook: NotebookNode) -> _Cells:
    """Return what nbgrader's SaveCells would record of a notebook, by kind and name."""
    from nbgrader.utils import is_grade, is_locked, is_solution, is_task

    cells: _Cells = {}
    for cell in notebook.cells:
        kinds = {"grade": is_grade(cell), "solution": is_solution(cell), "task": is_task(cell)}
        locked = is_locked(cell)
        if not (locked or any(kinds.values())):
            continue
        marks = cell.metadata["nbgrader"]
        name = marks["grade_id"]
        for kind in (kind for kind, holds in kinds.items() if holds):
            worth = () if kind == "solution" else (float(marks["points"]), cell.cell_type)
            cells[kind, name] = worth
        cells["source", name] = (cell.cell_type, locked, cell.source, marks.get("checksum"))
    return cells
