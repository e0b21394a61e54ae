"""Downloads made up as Moodle, Canvas and Blackboard make them, of one small class."""

import io
import zipfile

import nbformat
from click.testing import CliRunner
from small_class import RIGHT, notebook

from tinkernet.cli import main

PEOPLE = {
    "Ada Lovelace": ("12345", "901", "ada_l"),
    "Zoë 張偉": ("12346", "902", "zoe"),
    "Anna Schmidt": ("12347", "903", "anna_s"),
    "Bo O'Neil; DROP": ("12348", "904", "bo"),
}
"""Moodle's number for this assignment, Canvas's user id, Blackboard's user name."""


def work(bodies=None, words="Steps that are too large."):
    return nbformat.writes(notebook({**RIGHT, **(bodies or {})}, words)).encode()


ANSWERS = {name: work({"double": f"return 2 * x + {at}"}) for at, name in enumerate(PEOPLE)}
"""What each of them hands in, told apart by one digit."""


def zipped(files):
    """Return a zip; of pairs, so that a name may occur twice."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items() if isinstance(files, dict) else files:
            archive.writestr(name, content)
    return made.getvalue()


def moodle(answers, ending="/", book="small"):
    """Name files as Moodle does: in folders, until 4.0 with one more underscore, or without."""
    return {
        f"{name}_{PEOPLE[name][0]}_assignsubmission_file{ending}{book}.ipynb": content
        for name, content in answers.items()
    }


def canvas(answers, late=(), book="small"):
    files = {}
    for number, (name, content) in enumerate(answers.items(), 5000):
        plain = "".join(sign for sign in "".join(reversed(name.split())).lower() if sign.isalnum())
        mark = "LATE_" if name in late else ""
        files[f"{plain}_{mark}{PEOPLE[name][1]}_{number}_{book}-1.ipynb"] = content
    return files


def blackboard(answers, when="2026-10-01-12-30-00", title="Week_1 Lines", book="small"):
    files = {}
    for name, content in answers.items():
        start = f"{title}_{PEOPLE[name][2]}_attempt_{when}"
        files[f"{start}_{book}.ipynb"] = content
        files[f"{start}.txt"] = f"Name: {name} ({PEOPLE[name][2]})\nAssignment: {title}\n"
    return files


def worksheet(grades=None, worth=10):
    """Return Moodle's grading worksheet, oddly quoted, with a comment that has to stay."""
    lines = [
        "\ufeffIdentifier,Full name,Email address,Status,Grade,Maximum Grade,"
        '"Last modified (submission)","Last modified (grade)","Feedback comments"'
    ]
    for name, (number, _, login) in PEOPLE.items():
        time = '"Thursday, 1 October 2026, 12:30 PM"'
        grade = (grades or {}).get(name, "")
        lines.append(
            f'"Participant {number}",{name},{login}@u.example,,{grade},{worth:.2f},{time},-,'
            '"a ""b"", c"'
        )
    return ("\r\n".join(lines) + "\r\n").encode()


def canvas_gradebook(grades=None, worth=10):
    """Return Canvas's gradebook, with another assignment in it, and its lines above the people."""
    lines = [
        "Student,ID,SIS User ID,SIS Login ID,Section,Other (7),HW (8),Final Score",
        ",,,,,,Manual Posting,",
        f"    Points Possible,,,,,5.00,{worth:.2f},(read only)",
    ]
    for name, (_, user, login) in PEOPLE.items():
        first, last = name.split(maxsplit=1)
        grade = (grades or {}).get(name, "")
        lines.append(f'"{last}, {first}",{user},,{login},A,3.00,{grade},60.00')
    lines.append('"Student, Test",999,,f00d,A,,,')
    return ("\n".join(lines) + "\n").encode()


def blackboard_grades(grades=None, worth=10):
    """Return what Blackboard calls Work Offline: tabs, UTF-16, everything in quotes."""
    grade = f"HW [Total Pts: {worth} Score] |55"
    table = [("Last Name", "First Name", "Username", "Last Access", grade)]
    for name, (_, _, login) in PEOPLE.items():
        first, last = name.split(maxsplit=1)
        table.append((last, first, login, "", (grades or {}).get(name, "")))
    text = "".join("\t".join(f'"{cell}"' for cell in row) + "\n" for row in table)
    return ("\ufeff" + text).encode("utf-16-le")


def tinkernet(folder, monkeypatch, *words):
    """Run a command in a course folder."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "220")
    return CliRunner().invoke(main, [str(word) for word in words])


def collected(course, monkeypatch, files, *words):
    """Collect files, or a zip's bytes, from download.zip beside the course folder."""
    path = course.parent / "download.zip"
    path.write_bytes(files if isinstance(files, bytes) else zipped(files))
    return tinkernet(course, monkeypatch, "collect", path, *words)


def laid(folder):
    """Read all of submitted/, by path."""
    root = folder / "submitted"
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }
