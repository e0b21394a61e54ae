"""Grades into the file that an LMS exported; every other cell stays as it is, to the byte."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ._class_list import ClassList, class_list_of, kind_of
from ._collected import Collected
from ._lms_names import Lms
from ._match_rows import match_rows
from ._squeezed_names import squeezed
from ._tables import Table
from ._totals import Total

_CANVAS_ID = re.compile(r" \(\d+\)$")
_BLACKBOARD = re.compile(r" \[Total Pts: (?P<most>[\d.,]+).*\] ?\|\d+$")


@dataclass(frozen=True)
class Column:
    """Where grades go, and which.

    Attributes
    ----------
    name : str
        The LMS's name of the assignment; empty: the one that is named as ours.
    scale : bool
        Whether points are converted to what the LMS's assignment is worth.
    complete_only : bool
        Whether grades of work that a person must still look at are left out.
    """

    name: str = ""
    scale: bool = False
    complete_only: bool = False


def fill_sheet(
    path: Path,
    assignment: str,
    lms: Lms,
    totals: Mapping[str, Total],
    collected: Mapping[str, Collected],
    class_list: ClassList,
    column: Column,
) -> tuple[bytes, set[str]]:
    """Fill in grades.

    Parameters
    ----------
    path : Path
        The LMS's file.
    assignment : str
    lms : Lms
    totals : mapping of str to Total
        Who gets a grade.
    collected, class_list
        Who is who.
    column : Column

    Returns
    -------
    content : bytes
        The file; lines of students without a grade are as they were.
    filled : set of str
        Students whose line was found.

    Raises
    ------
    ValueError
        If it is not the LMS's file, or its points are others.
    """
    table = Table.read(path)
    kind = kind_of(table)
    if lms is Lms.CSV and kind != "own":
        raise ValueError(f"{path} has no column id that says who is who; say whose file it is.")
    if lms is not Lms.CSV and kind != lms.value:
        raise ValueError(
            f"{path} is not what {lms.capitalize()} exports for grades: its columns are "
            f"{', '.join(table.header[:6])}."
        )
    place = _grade_column(table, lms, column.name or assignment, path)
    rows = match_rows(class_list_of(table, path), totals.keys(), collected, class_list)
    ours = next(iter(totals.values())).max_score if totals else 0.0
    filled = set()
    for student, member in rows.items():
        if student not in totals:
            continue
        theirs = _worth(table, lms, place, member.row)
        factor = 1.0
        if theirs and ours and abs(theirs - ours) > 1e-9:
            if not column.scale:
                raise ValueError(
                    f"In {path} the assignment is worth {theirs:g} points, here {ours:g}: "
                    "change it there, or convert with --scale."
                )
            factor = theirs / ours
        table.put(member.row, place, f"{round(totals[student].points * factor, 2):g}")
        filled.add(student)
    return table.to_bytes(), filled


def _grade_column(table: Table, lms: Lms, name: str, path: Path) -> int:
    if lms is Lms.MOODLE:
        place = table.column("grade")
        if place is not None:
            return place
        raise ValueError(f"{path} has no column Grade: download the grading worksheet in English.")
    titles = [_title(cell, lms) for cell in table.header]
    exact = [at for at, cell in enumerate(table.header) if name in (cell, titles[at])]
    near = exact or [at for at, title in enumerate(titles) if squeezed(title) == squeezed(name)]
    if len(near) != 1:
        there = ", ".join(repr(table.header[at]) for at in _assignments(table, lms))
        how = "several columns" if near else "no column"
        raise ValueError(
            f"{path} has {how} called {name!r}: say which one with --column; "
            f"there are {there or 'none'}."
        )
    return near[0]


def _assignments(table: Table, lms: Lms) -> list[int]:
    shape = {Lms.CANVAS: _CANVAS_ID, Lms.BLACKBOARD: _BLACKBOARD}.get(lms)
    return [at for at, cell in enumerate(table.header) if shape is None or shape.search(cell)]


def _title(cell: str, lms: Lms) -> str:
    shape = {Lms.CANVAS: _CANVAS_ID, Lms.BLACKBOARD: _BLACKBOARD}.get(lms)
    return shape.sub("", cell) if shape else cell


def _worth(table: Table, lms: Lms, place: int, row: int) -> float:
    """Return what the LMS's assignment is worth; 0 where the file does not say."""
    text = ""
    if lms is Lms.MOODLE and (column := table.column("maximum grade")) is not None:
        text = table.rows[row][column]
    elif lms is Lms.CANVAS:
        above = (cells for cells in table.rows if cells[0].strip() == "Points Possible")
        text = next((cells[place] for cells in above if place < len(cells)), "")
    elif lms is Lms.BLACKBOARD and (match := _BLACKBOARD.search(table.header[place])):
        text = match["most"]
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return 0.0
