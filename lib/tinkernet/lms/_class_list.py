"""The class list: who is who, from the file that the LMS itself exports."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ._squeezed_names import bare, squeezed
from ._student_names import why_no_student
from ._tables import Table

CLASS_LIST = "students.csv"
"""Where a class list is looked for, in the course folder."""


@dataclass(frozen=True)
class ClassMember:
    """One line of a class list.

    Attributes
    ----------
    student : str
        The student's folder in ``submitted/`` and name in the gradebook.
    first_name, last_name, full_name, email : str
        As the list has them; some may be empty.
    keys : frozenset of str
        What the LMS calls the person, such as ``canvas:123``, ``moodle:4711``, ``login:ada``.
    handed_in : datetime or None
        When, as Moodle's grading worksheet tells it.
    row : int
        The line in the file, counted from 0 below the header.
    """

    student: str
    first_name: str = ""
    last_name: str = ""
    full_name: str = ""
    email: str = ""
    keys: frozenset[str] = frozenset()
    handed_in: datetime | None = None
    row: int = 0

    @property
    def small_keys(self) -> set[str]:
        """The keys in small letters, to compare them."""
        return {key.casefold() for key in self.keys}

    def names(self) -> set[str]:
        """Return the ways to write the name, squeezed to letters and digits."""
        both = (self.first_name + self.last_name, self.last_name + self.first_name)
        return {squeezed(name) for name in (self.full_name, *both)} - {""}


@dataclass(frozen=True)
class ClassList:
    """Everybody in a course; empty where there is no list.

    Attributes
    ----------
    members : tuple of ClassMember
    source : str
        The file's name, or the files'.
    kind : str
        Whose file: ``moodle``, ``canvas``, ``blackboard``, or ``own`` with a column ``id``.
    """

    members: tuple[ClassMember, ...] = ()
    source: str = ""
    kind: str = ""

    def with_key(self, *keys: str) -> ClassMember | None:
        """Find the one whom an LMS calls so."""
        wanted = {key.casefold() for key in keys}
        found = [each for each in self.members if wanted & each.small_keys]
        return found[0] if len(found) == 1 else None

    def named(self, name: str) -> list[ClassMember]:
        """Find all who have a name."""
        return [each for each in self.members if squeezed(name) in each.names()]

    def canvas_named(self, name: str) -> ClassMember | None:
        """Find the only one whom Canvas would write so, if the list has no number of theirs."""
        found = [each for each in self.members
                 if bare(name) == bare(each.last_name + each.first_name) != ""]  # fmt: skip
        numbered = any(key.startswith(("canvas:", "any:")) for each in found for key in each.keys)
        return found[0] if len(found) == 1 and not numbered else None

    def student(self, student: str) -> ClassMember | None:
        """Find a student by folder name."""
        return next((each for each in self.members if each.student == student), None)

    def logins(self) -> list[str]:
        """Return everybody's user names."""
        named = (key.removeprefix("login:") for each in self.members for key in each.keys
                 if key.startswith("login:"))  # fmt: skip
        return sorted({*named, *(each.student for each in self.members)})


_ID, _FIRST = ("id", "student", "student_id"), ("first_name", "first name", "firstname")
_LAST = ("last_name", "last name", "surname", "lastname")
_FULL, _MAIL = ("full name", "student"), ("email", "email address", "e-mail")
_OWN_ID = {
    "moodle": ("id number", "username", "email address"),
    "canvas": ("sis login id", "sis user id", "id"),
    "blackboard": ("username", "student id"),
}
_KEYS: dict[str, dict[str, tuple[str, ...]]] = {
    "moodle": {"moodle": ("identifier",), "login": ("username",)},
    "canvas": {"canvas": ("id",), "login": ("sis login id",)},
    "blackboard": {"login": ("username",)},
    "own": {
        "any": ("lms_user_id",),
        "canvas": ("canvas", "canvas_id"),
        "login": ("username", "blackboard"),
    },
}


def read_class_list(path: Path) -> ClassList:
    """Read a class list.

    Parameters
    ----------
    path : Path
        Moodle's grading worksheet, participants or grades; Canvas's gradebook; Blackboard's
        grades; or a list as nbgrader reads it, with a column ``id`` and, as far as known,
        ``first_name``, ``last_name``, ``email``, ``lms_user_id``.

    Raises
    ------
    ValueError
        If it has none of these headers, or two lines are one person.
    """
    return class_list_of(Table.read(path), path)


def class_list_of(table: Table, path: Path) -> ClassList:
    """Return the people of a table; ``path`` is only for what goes wrong."""
    kind = kind_of(table)
    if kind is None:
        raise ValueError(
            f"{path} is no class list: its columns are {', '.join(table.header[:6]) or 'empty'}. "
            "Give the grading worksheet, gradebook or participants list of the LMS in English, "
            "or a CSV file with the columns id, first_name, last_name, email."
        )
    people = [row for row, cells in enumerate(table.rows) if _is_person(table, cells)]
    column = _own_id(table, kind, people)
    members = []
    for row in people:
        cells = table.rows[row]
        student = unicodedata.normalize("NFC", _cell(cells, column).strip())
        if why := why_no_student(student):
            raise ValueError(f"{path}, line {row + 2}: {student[:60]!r} cannot be a folder: {why}.")
        members.append(_member(table, kind, row, student))
    _all_different(members, path)
    return ClassList(tuple(members), path.name, kind)


def kind_of(table: Table) -> str | None:
    """Tell whose table it is: ``moodle``, ``canvas``, ``blackboard`` or ``own``."""
    has = table.column
    if has("identifier") is not None and has("grade", *_MAIL, *_FULL) is not None:
        return "moodle"
    if has("section") is not None and has("id") is not None and has("student", *_LAST) is not None:
        return "canvas"
    if has("username") is not None and has("last access", "availability") is not None:
        return "blackboard"
    if has("first name") is not None and has(*_LAST) is not None and has(*_MAIL) is not None:
        return "moodle"
    return "own" if has(*_ID) is not None else None


def _is_person(table: Table, cells: Sequence[str]) -> bool:
    """Leave out empty lines and Canvas's lines above the people, such as "Points Possible"."""
    name = _cell(cells, table.column(*_FULL, *_LAST)).strip()
    if not any(cell.strip() for cell in cells) or name == "Points Possible":
        return False
    return kind_of(table) != "canvas" or bool(_cell(cells, table.column("id")).strip())


def _own_id(table: Table, kind: str, people: Iterable[int]) -> int | None:
    """Choose the column that tells everybody apart."""
    people = list(people)
    if kind == "own":
        return table.column(*_ID)
    columns = [table.column(name) for name in _OWN_ID[kind]]
    for column in columns:
        values = [_cell(table.rows[row], column).strip().casefold() for row in people]
        if column is not None and all(values) and len(set(values)) == len(values):
            return column
    return next((each for each in columns if each is not None), table.column(*_FULL))


def _member(table: Table, kind: str, row: int, student: str) -> ClassMember:
    cells = table.rows[row]
    keys = {f"login:{student}"} if kind == "own" else set()
    for key, names in _KEYS[kind].items():
        value = _cell(cells, table.column(*names)).strip()
        if key == "moodle":
            value = (re.search(r"\d+$", value) or [""])[0]
        if value:
            keys.add(f"{key}:{value}")
    full = _cell(cells, table.column(*_FULL)) if kind in ("moodle", "canvas") else ""
    last, first = _cell(cells, table.column(*_LAST)), _cell(cells, table.column(*_FIRST))
    if kind == "canvas" and ", " in full:
        last, first = full.split(", ", 1)
    time = _cell(cells, table.column("last modified (submission)"))
    return ClassMember(
        student,
        first.strip(),
        last.strip(),
        full.strip(),
        _cell(cells, table.column(*_MAIL)).strip(),
        frozenset(keys),
        _moodles_time(time),
        row,
    )


def _moodles_time(text: str) -> datetime | None:
    """Read a time as Moodle writes it in English; None where it is none, such as "-"."""
    for form in ("%A, %d %B %Y, %I:%M %p", "%A, %B %d, %Y, %I:%M %p", "%Y-%m-%d %H:%M"):
        try:
            return datetime.strptime(text.strip(), form)
        except ValueError:
            continue
    return None


def _all_different(members: Sequence[ClassMember], path: Path) -> None:
    counts = Counter(each.student.casefold() for each in members)
    if twice := [each.student for each in members if counts[each.student.casefold()] > 1]:
        raise ValueError(
            f"{path} has two lines for {twice[0]!r}: each student needs an id of their own."
        )


def _cell(cells: Sequence[str], column: int | None) -> str:
    return cells[column] if column is not None and column < len(cells) else ""
