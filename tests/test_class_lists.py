"""Who is who: students.csv of the course folder and the LMS's own list, together."""

import pytest
from lms_downloads import (
    ANSWERS,
    PEOPLE,
    canvas,
    canvas_gradebook,
    collected,
    laid,
    moodle,
    work,
    worksheet,
)
from small_class import lay_course

from tinkernet.lms import Wishes, collect


@pytest.fixture
def course(tmp_path):
    return lay_course(tmp_path / "course")


@pytest.fixture
def run(course, monkeypatch):
    return lambda files, *words: collected(course, monkeypatch, files, *words)


def outcomes(course, *lists):
    path = course.parent / "download.zip"
    return list(collect(course, "small", path, Wishes(class_lists=lists)).outcomes)


OWN = """id,last_name,first_name,email
ada,Lovelace,Ada,Ada_L@U.example
zoe,張偉,Zoë,
"""


def test_students_csv_says_who_and_the_worksheet_says_when(course, run):
    (course / "students.csv").write_text(OWN)
    sheet = course / "worksheet.csv"
    sheet.write_bytes(worksheet())
    done = run(moodle(ANSWERS), "--classlist", sheet, "--timezone", "UTC")
    assert done.exit_code == 0, done.output
    there = laid(course)
    # Ada by e-mail, Zoë by her name; the others are in the worksheet alone.
    assert {path.split("/")[0] for path in there} == {
        "ada", "zoe", "anna_s@u.example", "bo@u.example"
    }  # fmt: skip
    for name in ("ada", "zoe", "bo@u.example"):
        assert there[f"{name}/small/timestamp.txt"] == b"2026-10-01 12:30:00 UTC"


def test_the_other_way_round_lists_are_the_same(course, run):
    (course / "own.csv").write_text(OWN)
    (course / "sheet.csv").write_bytes(worksheet())
    run(moodle(ANSWERS), "--classlist", course / "sheet.csv", "--classlist", course / "own.csv")
    assert {"ada/small/timestamp.txt", "bo@u.example/small/timestamp.txt"} <= laid(course).keys()


def test_last_assignments_worksheet_as_students_csv_gives_no_numbers_or_times(course, run):
    earlier = (
        worksheet().replace(b"12345", b"x").replace(b"12346", b"12345").replace(b"2026", b"2025")
    )
    (course / "students.csv").write_bytes(earlier.replace(b"Participant x", b"Participant 12346"))
    (course / "sheet.csv").write_bytes(worksheet())
    hidden = {
        f"Participant_{PEOPLE[name][0]}_assignsubmission_file/small.ipynb": content
        for name, content in ANSWERS.items()
    }
    run(hidden, "--classlist", course / "sheet.csv", "--timezone", "UTC")
    assert laid(course)["ada_l@u.example/small/small.ipynb"] == ANSWERS["Ada Lovelace"]
    assert laid(course)["zoe@u.example/small/timestamp.txt"] == b"2026-10-01 12:30:00 UTC"


def test_who_got_another_folder_is_told_what_helps_and_it_helps(course, run):
    (course / "students.csv").write_text(OWN + "anna,Schmidt,Anna,\nbo,O'Neil; DROP,Bo,\n")
    run(moodle(ANSWERS))
    (course / "students.csv").rename(course / "own.csv")
    (course / "sheet.csv").write_bytes(worksheet())
    words = ("--classlist", course / "sheet.csv", "--update")
    assert run(moodle(ANSWERS), *words).exit_code == 3
    said = outcomes(course, course / "sheet.csv")
    told = "say 'ada' there or in students.csv, or rename submitted/ada"
    assert any(told in note for each in said for note in each.notes)
    (course / "submitted" / "ada").rename(course / "submitted" / "ada_l@u.example")
    assert "1 updated" in run(moodle(ANSWERS), *words).output  # the worksheet's time is new
    known = (course / ".tinkernet" / "collected" / "small.json").read_text()
    assert '"ada"' not in known
    (course / "students.csv").write_text(
        (course / "own.csv").read_text().replace("ada,", "ada_l@u.example,")
    )
    assert run(moodle(ANSWERS), *words).exit_code == 0


def test_two_of_whom_one_list_makes_one_are_refused(course, run):
    (course / "students.csv").write_text(
        "id,first_name,last_name,email\nbo,Ada,L,ada_l@u.example\n"
    )
    (course / "sheet.csv").write_bytes(
        worksheet().replace(b"Email address", b"Username,Email address").replace(
            b"Lovelace,", b"Lovelace,ada,").replace("張偉,".encode(), "張偉,zoe,".encode()).replace(
            b"Schmidt,", b"Schmidt,anna,").replace(b"DROP,", b"DROP,bo,")
    )  # fmt: skip
    done = run(moodle(ANSWERS), "--classlist", course / "sheet.csv")
    assert done.exit_code == 1
    assert "'bo' is one person in students.csv and another in sheet.csv" in done.output
    assert not laid(course)


def test_canvas_names_are_found_where_only_one_is_called_so(course, run):
    own = "id,last_name,first_name,lms_user_id\nada,Lovelace,Ada,\nbo,,,904\nz,張偉,Zoe,\n"
    (course / "students.csv").write_text(own)
    done = run(canvas(ANSWERS))
    assert done.exit_code == 3
    assert {path.split("/")[0] for path in laid(course)} == {"ada", "bo", "z"}
    said = "schmidtanna (903) is not in students.csv; give Canvas's gradebook with --classlist"
    (anna,) = (each for each in outcomes(course) if not each.student)
    assert anna.notes[0] == f"{said}, or add a column lms_user_id"
    (course / "gradebook.csv").write_bytes(canvas_gradebook())
    assert run(canvas(ANSWERS), "--classlist", course / "gradebook.csv").exit_code == 0
    assert "anna_s/small/small.ipynb" in laid(course)


@pytest.mark.parametrize(
    "own",
    [
        "id,last_name,first_name,lms_user_id\nada,Lovelace,Ada,900\n",  # another's number
        "id,last_name,first_name\nada,Lovelace,Ada\nada2,Love-Lace,Adá\n",
        "id\nada\n",
    ],
)
def test_canvas_names_that_could_be_anothers_are_not_guessed(course, run, own):
    (course / "students.csv").write_text(own)
    files = canvas({"Ada Lovelace": work()})
    assert run({**files, "_907_5009_small.ipynb": work()}).exit_code == 3
    assert not laid(course)
