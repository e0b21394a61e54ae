"""Export: grades as an LMS imports them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tinkernet.grading import course_config, plain_name

from ._collected import read_collected
from ._fill_sheet import Column, fill_sheet
from ._joined_lists import read_class_lists
from ._lms_names import Lms
from ._person import Person
from ._tables import csv_bytes
from ._totals import Total, read_totals


@dataclass(frozen=True)
class Exported:
    """A file for an LMS.

    Attributes
    ----------
    content : bytes
        The file.
    graded : int
        How many grades are in it.
    waiting : tuple of str
        Students whose work a person must still look at.
    missing : tuple of str
        Students with a grade for whom the file has no place.
    """

    content: bytes
    graded: int
    waiting: tuple[str, ...]
    missing: tuple[str, ...]


def export(
    course_folder: Path,
    assignment: str,
    lms: Lms,
    *,
    sheet: Path | None = None,
    class_lists: Sequence[Path] = (),
    column: Column | None = None,
) -> Exported:
    """Make the file that an LMS imports.

    Parameters
    ----------
    course_folder : Path
    assignment : str
    lms : Lms
    sheet : Path or None
        The file the LMS exported: it is filled in, and nothing else in it is changed.
    class_lists : sequence of Path
        The LMS's own, say; ``students.csv`` in the course folder is read with them.
    column : Column or None
        Where in the sheet, and how.

    Raises
    ------
    FileNotFoundError
        If nothing is graded yet.
    ValueError
        If the sheet does not fit.
    """
    course = course_config(course_folder)
    assignment = plain_name(assignment, "assignment")
    column = column or Column()
    totals = read_totals(course, assignment)
    collected = read_collected(course.folder, assignment)
    people = read_class_lists(course.folder, class_lists)
    waiting = tuple(name for name, total in totals.items() if total.needs_grading)
    given = {
        name: total for name, total in totals.items()
        if not (column.complete_only and total.needs_grading)
    }  # fmt: skip
    if sheet is not None:
        content, filled = fill_sheet(sheet, assignment, lms, given, collected, people, column)
        missing = tuple(name for name in given if name not in filled)
        return Exported(content, len(filled), waiting, missing)
    if lms is Lms.BLACKBOARD:
        raise ValueError(
            "Blackboard takes only a file that it made itself: download it there (Work Offline) "
            "and give it as --sheet."
        )
    names = sorted({*totals, *(member.student for member in people.members)})
    everybody = [
        Person(name, given.get(name), people.student(name), collected.get(name)) for name in names
    ]
    content = _WRITERS[lms](everybody, column.name or assignment, waiting)
    missing = tuple(each.student for each in everybody if each.total and not _findable(each, lms))
    return Exported(content, len(given), waiting, missing)


def _moodle(people: Sequence[Person], _: str, waiting: Sequence[str]) -> bytes:
    header = ("Identifier", "Full name", "Email address", "Grade", "Maximum Grade",
              "Last modified (grade)", "Needs manual grading")  # fmt: skip
    rows = []
    for each in people:
        key = each.key(Lms.MOODLE)
        rows.append(
            (f"Participant {key}" if key else "", each.full_name(), each.email,
             *_points(each.total), "-", "yes" if each.student in waiting else "")
        )  # fmt: skip
    return csv_bytes(header, rows)


def _canvas(people: Sequence[Person], column: str, _: Sequence[str]) -> bytes:
    header = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", column)
    most = next((_number(each.total.max_score) for each in people if each.total), "")
    rows = [("    Points Possible", "", "", "", "", most)]
    for each in people:
        name = ", ".join(part for part in (each.last_name, each.first_name) if part)
        rows.append(
            (
                name or each.full_name(),
                _canvas_id(each),
                "",
                each.listed("login"),
                "",
                _points(each.total)[0],
            )
        )
    return csv_bytes(header, rows)


def _csv(people: Sequence[Person], _: str, waiting: Sequence[str]) -> bytes:
    header = ("student", "name", "email", "handed_in", "late", "score",
              "late_penalty", "grade", "max_score", "needs_manual_grading")  # fmt: skip
    rows = []
    for each in people:
        total = each.total
        late = bool(each.collected and each.collected.late) or bool(total and total.penalty)
        numbers = (
            (_number(total.score), _number(total.penalty), *_points(total)) if total else ("",) * 4
        )
        rows.append(
            (each.student, each.full_name(), each.email,
             total.handed_in if total else "", "yes" if late else "", *numbers,
             "yes" if each.student in waiting else "")
        )  # fmt: skip
    return csv_bytes(header, rows)


def _findable(person: Person, lms: Lms) -> bool:
    """Tell whether the LMS can find somebody by what stands in the line."""
    if lms is Lms.MOODLE:
        return bool(person.key(lms) or person.email)
    if lms is Lms.CANVAS:
        return bool(_canvas_id(person) or person.listed("login"))
    return True


def _canvas_id(person: Person) -> str:
    return person.key(Lms.CANVAS) or (person.total.lms_user_id if person.total else "")


def _points(total: Total | None) -> tuple[str, str]:
    """Return grade and maximum; nothing for who handed nothing in, as that is no 0."""
    return (_number(total.points), _number(total.max_score)) if total else ("", "")


def _number(value: float) -> str:
    return f"{round(value, 2):g}" if abs(value) < 1e5 else f"{value:.2f}"


_WRITERS = {Lms.MOODLE: _moodle, Lms.CANVAS: _canvas, Lms.CSV: _csv}
