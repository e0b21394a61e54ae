"""What learning management systems (LMSs) hand out: zips and folders named as theirs are."""

from __future__ import annotations

import csv
import os
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .hand_ins import HandIn
from .students import Student

MOODLE, CANVAS, BLACKBOARD, FOLDER = "moodle", "canvas", "blackboard", "csv"
ORDER = (MOODLE, CANVAS, FOLDER, MOODLE, CANVAS, BLACKBOARD, FOLDER)
"""Which one each assignment comes from, so that every one has its turn; a folder is called csv, as
``tinkernet collect`` needs a mapping in that form for it."""

_WORTH = 100
"""Points that the LMS thinks every assignment is worth."""


@dataclass(frozen=True)
class Download:
    """What an instructor has after a download.

    Attributes
    ----------
    lms : str
        As ``--lms`` is called.
    path : Path
        The zip or the folder.
    options : tuple of str
        What ``tinkernet collect`` must be told beside it.
    sheet : Path or None
        The file that ``tinkernet export`` fills in.
    """

    lms: str
    path: Path
    options: tuple[str, ...]
    sheet: Path | None


def write_students(path: Path, students: Iterable[Student]) -> None:
    """Write the list of the class, as nbgrader reads it and ``tinkernet`` finds it."""
    header = ("id", "first_name", "last_name", "email", "lms_user_id")
    rows = ((s.login, s.first, s.last, s.email, s.number) for s in students)
    _csv(path, header, rows)


def write_download(
    place: Path, lms: str, assignment: str, handed: Sequence[HandIn], students: Sequence[Student]
) -> Download:
    """Write what the LMS hands out when these are there.

    Parameters
    ----------
    place : Path
        A folder of its own; its name tells this download from others.
    lms : str
    assignment : str
    handed : sequence of HandIn
        In the order of time; of the second file of a student, LMSs make different things.
    students : sequence of Student
        Everybody, also those who handed nothing in.
    """
    place.mkdir(parents=True)
    return _WRITERS[lms](place, assignment, handed, students)


def _moodle(
    place: Path, assignment: str, handed: Sequence[HandIn], students: Sequence[Student]
) -> Download:
    """Only the newest of each, in a folder; when it came stands in the grading worksheet."""
    newest = {one.student: one for one in handed}
    # Moodle numbers people anew in each assignment.
    number = {each: 700_000 + 1000 * int(assignment[:2]) + each.number % 1000 for each in students}
    files = {
        f"{who.name.replace('_', ' ')}_{number[who]}_assignsubmission_file/{assignment}.ipynb": one
        for who, one in newest.items()
    }
    sheet = place / "worksheet.csv"
    header = (
        *("Identifier", "Full name", "ID number", "Email address", "Status", "Grade"),
        *("Maximum Grade", "Last modified (submission)", "Last modified (grade)"),
    )
    _csv(
        sheet,
        header,
        (
            (
                *(f"Participant {number[who]}", who.name, who.login, who.email, "", "", _WORTH),
                f"{newest[who].handed_in:%A, %d %B %Y, %I:%M %p}" if who in newest else "-",
                "-",
            )
            for who in students
        ),
    )
    path = _zip(place / f"{assignment}.zip", files)
    return Download(MOODLE, path, ("--classlist", str(sheet), "--timezone", "UTC"), sheet)


def _canvas(
    place: Path, assignment: str, handed: Sequence[HandIn], students: Sequence[Student]
) -> Download:
    """Only the newest of each, called -1 if it is the second; times are those in the zip."""
    files: dict[str, HandIn] = {}
    for order, one in enumerate(handed):
        who = one.student
        shown = "".join(sign for sign in f"{who.last}{who.first}".lower() if sign.isalnum())
        again = [name for name, other in files.items() if other.student == who]
        for name in again:
            del files[name]
        parts = (shown, *(("LATE",) if one.late else ()), who.number, 880_000 + order)
        name = f"{'_'.join(map(str, parts))}_{assignment}{'-1' if again else ''}.ipynb"
        files[name] = one
    sheet = place / "gradebook.csv"
    header = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", f"{assignment} (41)")
    rows = [("    Points Possible", "", "", "", "", _WORTH)]
    rows += [
        (f"{who.last}, {who.first}", str(who.number), who.login, who.login, "A", "")
        for who in students
    ]
    _csv(sheet, header, rows)
    path = _zip(place / "submissions.zip", files)
    return Download(CANVAS, path, ("--file-times", "--timezone", "UTC"), sheet)


def _blackboard(
    place: Path, assignment: str, handed: Sequence[HandIn], students: Sequence[Student]
) -> Download:
    """Every attempt, with a page about each."""
    files: dict[str, HandIn | bytes] = {}
    for one in handed:
        head = f"{assignment}_{one.student.login}_attempt_{one.handed_in:%Y-%m-%d-%H-%M-%S}"
        files[f"{head}_{assignment}.ipynb"] = one
        files[f"{head}.txt"] = f"Name: {one.student.name} ({one.student.login})\n".encode()
    sheet = place / "grades.csv"
    column = f"{assignment} [Total Pts: {_WORTH} Score] |77"
    header = ("Last Name", "First Name", "Username", "Student ID", "Last Access", "Availability")
    rows = ((s.last or s.first, s.first, s.login, s.number, "", "Yes", "") for s in students)
    _csv(sheet, (*header, column), rows)
    path = _zip(place / f"gradebook_{assignment}.zip", files)
    return Download(BLACKBOARD, path, ("--timezone", "UTC"), sheet)


def _folder(
    place: Path, assignment: str, handed: Sequence[HandIn], students: Sequence[Student]
) -> Download:
    """A folder for each student, with any name; a mapping says whose it is."""
    whose = {}
    for one in handed:
        folder = place / "mails" / one.student.name
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{assignment}.ipynb"
        file.write_bytes(one.content)
        os.utime(file, (one.handed_in.timestamp(),) * 2)
        whose[one.student.name] = one.student.login
    mapping = place / "mapping.csv"
    _csv(mapping, ("file", "student"), whose.items())
    return Download(
        FOLDER, place / "mails", ("--lms", "csv", "--mapping", str(mapping), "--file-times"), None
    )


_Writer = Callable[[Path, str, Sequence[HandIn], Sequence[Student]], Download]
_WRITERS: Mapping[str, _Writer] = {
    MOODLE: _moodle,
    CANVAS: _canvas,
    BLACKBOARD: _blackboard,
    FOLDER: _folder,
}


def _zip(path: Path, files: Mapping[str, HandIn | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, one in files.items():
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            content = one
            if isinstance(one, HandIn):
                content, info.date_time = one.content, one.handed_in.timetuple()[:6]
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return path


def _csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
