"""Find the instructor's cells in a student's notebook, and say what was changed about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ._given_cells import defines, differs, grade_id_of, is_answer
from ._graded import Flag
from ._student_cells import StudentCell

NOTHING_NEW = -1
"""In place of an index: a copy of something given, or an empty cell."""


def match_cells(
    originals: Sequence[Any],
    own: Mapping[str, Any],
    cells: Sequence[StudentCell],
    flags: list[Flag],
) -> list[int | None]:
    """Say for each of the student's cells which of the instructor's it is, if any."""
    home: list[int | None] = [None] * len(cells)
    taken: dict[int, int] = {}

    def claim(number: int, index: int) -> None:
        """Let a cell be that one, unless another is; of copies, the first written in counts."""
        if index in taken:
            before = taken[index]
            written = is_answer(originals[index]) and not differs(
                cells[before].source, originals[index].source
            )
            if not (written and differs(cells[number].source, originals[index].source)):
                flags.append(Flag("duplicate", "It occurs twice.", grade_id_of(originals[index])))
                return
            home[before] = None
            flags.append(Flag("duplicate", "It occurs twice.", grade_id_of(originals[index])))
        taken[index] = number
        home[number] = index

    place = {grade_id_of(cell): index for index, cell in enumerate(originals)}
    for number, cell in enumerate(cells):
        if cell.grade_id in own:
            claim(number, place[cell.grade_id])
    identities = {cell.get("id"): index for index, cell in enumerate(originals)}
    for number, cell in enumerate(cells):
        index = identities.get(cell.identity)
        if home[number] is None and not cell.grade_id and index is not None and index not in taken:
            same = cell.source == originals[index].source
            if grade_id_of(originals[index]) or same:
                claim(number, index)
                _say_found(originals[index], flags)
    for index, original in enumerate(originals):
        if index in taken:
            continue
        names = defines(original.source) if is_answer(original) else set()
        for number, cell in enumerate(cells):
            if home[number] is not None or cell.grade_id in own:
                continue
            if cell.source == original.source or (names and names <= defines(cell.source)):
                claim(number, index)
                _say_found(original, flags)
                break
    for number, cell in enumerate(cells):
        if home[number] is None and (
            not cell.source.strip()
            or any(not differs(cell.source, each.source) for each in originals)
        ):
            home[number] = NOTHING_NEW
    return home


def compare_marks(cell: StudentCell, own_cell: Any, flags: list[Flag]) -> None:
    grade_id = grade_id_of(own_cell)
    if not grade_id:
        return
    if cell.kind != own_cell.cell_type:
        detail = f"It was made a {cell.kind[:20] or 'nameless'} cell; it counts as what it was."
        flags.append(Flag("retyped", detail, grade_id))
    marks = own_cell.metadata.nbgrader
    names = ("grade", "solution", "locked", "points", "task")
    changed = [name for name in names if cell.marks and cell.marks.get(name) != marks.get(name)]
    own_tags = tuple(own_cell.metadata.get("tags", ()))
    if changed or cell.tags != own_tags:
        what = ", ".join([*changed, *(["tags"] if cell.tags != own_tags else [])])
        flags.append(Flag("metadata", f"Changed and ignored: {what}.", grade_id))


def report_missing(
    originals: Sequence[Any],
    own: Mapping[str, Any],
    home: Iterable[int | None],
    flags: list[Flag],
) -> None:
    found = {grade_id_of(originals[index]) for index in home if index is not None and index >= 0}
    for grade_id, cell in own.items():
        if grade_id not in found:
            what = "It counts as not answered." if is_answer(cell) else "It was put back."
            flags.append(Flag("missing", what, grade_id))


def _say_found(original: Any, flags: list[Flag]) -> None:
    if grade_id_of(original):
        detail = "Its grade id was lost; it was found by its place or by what it defines."
        flags.append(Flag("found", detail, grade_id_of(original)))
