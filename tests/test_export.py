"""`tinkernet export`: nbgrader's totals in the files of Moodle, Canvas and Blackboard."""

import csv
import io
import json

import pytest
from fabricated_results import NAME, database, file_all, recorded_course, result
from lms_downloads import (
    PEOPLE,
    blackboard,
    blackboard_grades,
    canvas,
    canvas_gradebook,
    moodle,
    tinkernet,
    worksheet,
    zipped,
)
from nbgrader.api import Gradebook

from tinkernet.lms import collect

ADA, ZOE, ANNA, BO = PEOPLE
HANDED = {ADA: b"1", ZOE: b"2", BO: b"3"}  # Anna hands nothing in
POINTS = {ADA: "11.75", ZOE: "5", BO: "0"}
"""By hand, with extra credit; waiting for a person; later than the points are worth."""


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    return tmp_path_factory.mktemp("export")


def course(folders, place, files):
    """Collect a download and file made up results for the students that it brought."""
    folder = recorded_course(folders, place)
    (folder / "course").mkdir()
    path = place.parent / f"{place.name}.zip"
    path.write_bytes(zipped(files))
    list(collect(folder, NAME, path).outcomes)
    known = json.loads((folder / ".tinkernet" / "collected" / f"{NAME}.json").read_text())
    keys = {key: name for name, given in PEOPLE.items() for key in given}
    students = {keys[entry["key"]]: student for student, entry in known.items()}
    file_all(
        folder,
        result(students[ADA], essay=3.25),
        result(students[ZOE], (0, 3, 2)),
        result(students[BO], (2, 0, 0), essay=1.0),
    )
    with Gradebook(database(folder), "course") as book:
        for name in (ADA, BO):
            for notebook in book.find_submission(NAME, students[name]).notebooks:
                for grade in notebook.grades:
                    grade.needs_manual_grade = False
                    if grade.name == "essay":
                        grade.manual_score = 3.25 if name == ADA else 1.0
                    if grade.name == "drawing":
                        grade.manual_score, grade.extra_credit = (
                            (1.0, 0.5) if name == ADA else (0, 0)
                        )
        book.find_submission_notebook("one", NAME, students[BO]).late_submission_penalty = 7.5
        book.db.commit()
    return folder


@pytest.fixture(scope="module")
def from_moodle(folders):
    return course(folders, folders / "moodle", moodle(HANDED, book="one"))


@pytest.fixture(scope="module")
def from_canvas(folders):
    return course(folders, folders / "canvas", canvas(HANDED, book="one", late=[BO]))


@pytest.fixture(scope="module")
def from_blackboard(folders):
    return course(folders, folders / "blackboard", blackboard(HANDED, book="one"))


SHEETS = {
    "moodle": (worksheet, "sheet.csv"),
    "canvas": (canvas_gradebook, "sheet.csv"),
    "blackboard": (blackboard_grades, "sheet.xls"),
}


@pytest.mark.parametrize("lms", SHEETS)
def test_a_sheet_is_filled_in_and_nothing_else_is_changed(lms, request, tmp_path, monkeypatch):
    folder = request.getfixturevalue(f"from_{lms}")
    make, name = SHEETS[lms]
    sheet, made = tmp_path / name, tmp_path / "made"
    sheet.write_bytes(make(worth=16))
    done = tinkernet(folder, monkeypatch, "export", NAME, "--lms", lms, "--sheet", sheet,
                     "--output", made)  # fmt: skip
    assert done.exit_code == 0, done.output
    assert made.read_bytes() == make(POINTS, worth=16)
    assert "3 grades" in done.output
    assert "1 still wait for a person" in done.output
    assert sheet.read_bytes() == make(worth=16)


def test_grades_of_unfinished_work_can_be_left_out(from_moodle, tmp_path, monkeypatch):
    sheet, made = tmp_path / "sheet.csv", tmp_path / "made.csv"
    sheet.write_bytes(worksheet(worth=16))
    tinkernet(from_moodle, monkeypatch, "export", NAME, "--lms", "moodle", "--sheet", sheet,
              "--output", made, "--complete-only")  # fmt: skip
    done = {name: points for name, points in POINTS.items() if name != ZOE}
    assert made.read_bytes() == worksheet(done, worth=16)


def test_other_points_there_are_refused_or_converted(from_canvas, tmp_path, monkeypatch):
    sheet, made = tmp_path / "sheet.csv", tmp_path / "made.csv"
    sheet.write_bytes(canvas_gradebook(worth=100))
    words = ("export", NAME, "--lms", "canvas", "--sheet", sheet, "--output", made)
    done = tinkernet(from_canvas, monkeypatch, *words)
    assert done.exit_code == 1
    assert "worth 100 points, here 16" in done.output
    assert not made.exists()
    assert tinkernet(from_canvas, monkeypatch, *words, "--scale").exit_code == 0
    scaled = {ADA: "73.44", ZOE: "31.25", BO: "0"}
    assert made.read_bytes() == canvas_gradebook(scaled, worth=100)


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_plain_csv_marks_who_waits_and_who_was_late(from_canvas, tmp_path, monkeypatch):
    (tmp_path / "list.csv").write_text(
        "id,first_name,last_name,email,lms_user_id\n"
        '"=cmd|calc",Eve,"+Mallory",@eve,1\nanna,Anna,Schmidt,,903\n'
    )
    made = tmp_path / "made.csv"
    done = tinkernet(from_canvas, monkeypatch, "export", NAME, "--lms", "csv", "--classlist",
                     tmp_path / "list.csv", "--output", made)  # fmt: skip
    assert done.exit_code == 1  # a pipe is none for a folder's name
    assert "cannot be a folder" in done.output
    (tmp_path / "list.csv").write_text(
        'id,first_name,last_name,email\n=cmd,=1+1,"+Mallory",@eve\nanna,Anna,Schmidt,\n'
    )
    tinkernet(from_canvas, monkeypatch, "export", NAME, "--lms", "csv", "--classlist",
              tmp_path / "list.csv", "--output", made)  # fmt: skip
    rows = {row["student"]: row for row in table(made.read_text())}
    assert rows["anna"]["grade"] == ""  # handed nothing in: no 0
    eve = rows["'=cmd"]
    assert (eve["name"], eve["email"]) == ("'=1+1 +Mallory", "'@eve")
    bo = next(row for student, row in rows.items() if student.endswith("904"))
    assert (bo["score"], bo["late_penalty"], bo["grade"], bo["late"]) == ("3", "7.5", "0", "yes")
    zoe = next(row for student, row in rows.items() if student.endswith("902"))
    assert (zoe["grade"], zoe["needs_manual_grading"]) == ("5", "yes")


def test_moodle_without_a_sheet(from_moodle, monkeypatch):
    done = tinkernet(from_moodle, monkeypatch, "export", NAME, "--lms", "moodle")
    assert done.exit_code == 0, done.output
    rows = {
        row["Identifier"]: row for row in table((from_moodle / f"{NAME}-moodle.csv").read_text())
    }
    assert {key: row["Grade"] for key, row in rows.items()} == {
        f"Participant {PEOPLE[name][0]}": points for name, points in POINTS.items()
    }
    assert rows["Participant 12346"]["Full name"] == ZOE


def test_grades_are_for_their_owner_alone_until_the_owner_says_else(from_moodle, monkeypatch):
    words = ("export", NAME, "--lms", "csv")
    made = from_moodle / f"{NAME}-grades.csv"
    assert str(made.name) in tinkernet(from_moodle, monkeypatch, *words).output
    assert made.stat().st_mode & 0o777 == 0o600
    made.chmod(0o640)
    tinkernet(from_moodle, monkeypatch, *words)
    assert made.stat().st_mode & 0o777 == 0o640


def test_canvas_without_a_sheet(from_canvas, monkeypatch):
    words = ("export", NAME, "--lms", "canvas", "--column", "Week 1 (8)")
    assert tinkernet(from_canvas, monkeypatch, *words).exit_code == 0
    first, *rows = table((from_canvas / f"{NAME}-canvas.csv").read_text())
    assert (first["Student"], first["Week 1 (8)"]) == ("    Points Possible", "16")
    assert {row["ID"]: row["Week 1 (8)"] for row in rows} == {
        PEOPLE[name][1]: points for name, points in POINTS.items()
    }


def test_who_has_no_place_in_the_file_is_named(from_moodle, tmp_path, monkeypatch):
    sheet, made = tmp_path / "sheet.csv", tmp_path / "made.csv"
    lines = worksheet(worth=16).splitlines(keepends=True)
    sheet.write_bytes(b"".join(lines[:1] + lines[2:]))
    done = tinkernet(from_moodle, monkeypatch, "export", NAME, "--lms", "moodle", "--sheet", sheet,
                     "--output", made)  # fmt: skip
    assert done.exit_code == 3
    assert f"No place in the file for 1 with a grade: {ADA}." in done.output


@pytest.mark.parametrize(
    ("lms", "content", "words"),
    [
        ("moodle", canvas_gradebook(), "not what Moodle exports"),
        ("canvas", worksheet(), "not what Canvas exports"),
        (
            "canvas",
            canvas_gradebook().replace(b"HW (8)", b"Lines (8)"),
            "say which one with --column",
        ),
        ("moodle", b"\0\1\2", "no CSV file"),
        ("moodle", b"", "no CSV file"),
        ("moodle", worksheet() + worksheet().splitlines()[1], "two lines for"),
    ],
)
def test_what_is_no_sheet_is_one_plain_line(
    from_moodle, tmp_path, monkeypatch, lms, content, words
):
    (tmp_path / "sheet.csv").write_bytes(content)
    done = tinkernet(from_moodle, monkeypatch, "export", NAME, "--lms", lms, "--sheet",
                     tmp_path / "sheet.csv", "--output", tmp_path / "made.csv")  # fmt: skip
    assert done.exit_code == 1
    assert words in done.output
    assert done.output.count("\n") == 1
    assert not (tmp_path / "made.csv").exists()


def test_never_half_a_file_and_never_over_the_sheet(from_moodle, tmp_path, monkeypatch):
    sheet, made = tmp_path / "sheet.csv", tmp_path / "made.csv"
    sheet.write_bytes(worksheet(worth=16))
    made.write_text("as it was")
    words = ("export", NAME, "--lms", "moodle", "--sheet", sheet, "--output")
    assert tinkernet(from_moodle, monkeypatch, *words, sheet).exit_code == 2

    def full(*_args):
        raise OSError(28, "No space left on device", "x")

    for step in ("os.fsync", "pathlib.Path.replace"):
        with monkeypatch.context() as broken:
            broken.setattr(step, full)
            assert tinkernet(from_moodle, broken, *words, made).exit_code == 1
    assert made.read_text() == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["made.csv", "sheet.csv"]
