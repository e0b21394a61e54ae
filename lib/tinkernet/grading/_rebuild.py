"""Put a student's answers into the instructor's notebook; take nothing else over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import nbformat

from ._given_cells import differs, grade_id_of, is_answer
from ._graded import Flag
from ._match_cells import NOTHING_NEW, compare_marks, match_cells, report_missing
from ._student_cells import StudentCell

MOST_OTHER_CELLS = 200
NOTHING_HIDDEN: Mapping[str, str] = MappingProxyType({})


class Role(StrEnum):
    """What a cell of the rebuilt notebook is."""

    GIVEN = "given"
    ANSWER = "answer"
    TEST = "test"
    OTHER = "other"


@dataclass(frozen=True)
class Piece:
    """One cell to run, read or judge.

    Attributes
    ----------
    cell : NotebookNode
        As it will be stored; outputs are filled in later.
    role : Role
    grade_id : str
        Empty where the cell has none.
    """

    cell: Any
    role: Role
    grade_id: str = ""


@dataclass
class Rebuilt:
    """The notebook that is graded.

    Attributes
    ----------
    notebook : NotebookNode
        Its cells are those of ``pieces``.
    pieces : list of Piece
    flags : list of Flag
        Where the submission differed in a way that matters.
    unanswered : list of str
        Grade ids of answers that are still as they were released.
    """

    notebook: Any
    pieces: list[Piece] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)


def rebuild(
    instructors: Any, cells: Sequence[StudentCell], released: Mapping[str, str] = NOTHING_HIDDEN
) -> Rebuilt:
    """Rebuild a submission from the instructor's notebook and the student's answers.

    Parameters
    ----------
    instructors : NotebookNode
        As ``Assignment.notebook`` gives it; its cells are taken over.
    cells : sequence of StudentCell
        The student's; sources of answers are taken by grade id, cells that are nobody's are
        added where the student had them, everything else is dropped.
    released : mapping of str to str
        By grade id: tests as students got them, where something in them is hidden.
    """
    result = Rebuilt(instructors)
    own = {grade_id_of(cell): cell for cell in instructors.cells if grade_id_of(cell)}
    home = match_cells(instructors.cells, own, cells, result.flags)
    answers: dict[int, StudentCell] = {}
    others: dict[int, list[StudentCell]] = {}
    place = -1
    for cell, index in zip(cells, home, strict=True):
        if index == NOTHING_NEW:
            continue
        if index is None:
            others.setdefault(place, []).append(cell)
            continue
        place = index
        own_cell = instructors.cells[index]
        if is_answer(own_cell):
            answers[index] = cell
        elif differs(cell.source, own_cell.source) and differs(
            cell.source, released.get(grade_id_of(own_cell), own_cell.source)
        ):
            detail = "Its text was changed; the instructor's was used."
            result.flags.append(Flag("restored", detail, grade_id_of(own_cell)))
        compare_marks(cell, own_cell, result.flags)
    report_missing(instructors.cells, own, home, result.flags)
    _fill(result, answers, others)
    return result


def _fill(
    result: Rebuilt,
    answers: Mapping[int, StudentCell],
    others: Mapping[int, Sequence[StudentCell]],
) -> None:
    """Write the pieces: before, at and after every cell of the instructor's."""
    room = MOST_OTHER_CELLS
    originals = list(result.notebook.cells)
    for index in range(-1, len(originals)):
        if index >= 0:
            cell = originals[index]
            if index in answers and differs(answers[index].source, cell.source):
                cell.source = answers[index].source
            elif is_answer(cell):
                result.unanswered.append(grade_id_of(cell))
            result.pieces.append(Piece(cell, _role(cell), grade_id_of(cell)))
        for other in others.get(index, ())[: max(room, 0)]:
            number = MOST_OTHER_CELLS - room
            result.pieces.append(Piece(_other_cell(other, number), Role.OTHER))
            room -= 1
    left = sum(map(len, others.values())) - MOST_OTHER_CELLS
    if left > 0:
        detail = f"{left} of the student's own cells beyond {MOST_OTHER_CELLS} were left out."
        result.flags.append(Flag("left out", detail))
    result.notebook.cells = [piece.cell for piece in result.pieces]


def _other_cell(cell: StudentCell, number: int) -> Any:
    identity = f"other-{number}"
    if cell.kind == "code":
        return nbformat.v4.new_code_cell(cell.source, id=identity)
    if cell.kind == "raw":
        return nbformat.v4.new_raw_cell(cell.source, id=identity)
    return nbformat.v4.new_markdown_cell(cell.source, id=identity)


def _role(cell: Any) -> Role:
    if is_answer(cell):
        return Role.ANSWER
    graded = cell.metadata.get("nbgrader", {}).get("grade")
    return Role.TEST if graded and cell.cell_type == "code" else Role.GIVEN
