"""From an LMS's download to its grades and feedback, and back into the names it understands."""

import os
import re
import shlex
import zipfile

import pytest
from class_runs import needs_sandbox
from lms_downloads import PEOPLE, blackboard, canvas, moodle, tinkernet, work, worksheet, zipped
from small_class import HALF, NAME, ROOT, WORDS, gradebook, lay_course

from tinkernet.lms import collect, feedback_is_old

ADA, ZOE, ANNA, BO = PEOPLE


def members(path):
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def commands(title):
    """Read the commands of a section of the docs."""
    text = (ROOT / "docs" / "lms.md").read_text()
    section = text[text.index(f"## {title}") :].split("\n## ")[0]
    blocks = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
    return [shlex.split(line) for block in blocks for line in block.splitlines()]


@pytest.mark.nbgrader
@needs_sandbox()
def test_moodles_class_comes_back_graded_as_the_docs_say(tmp_path, monkeypatch):
    course = lay_course(tmp_path / "course")
    (course / "downloads").mkdir()
    (course / "downloads" / "worksheet.csv").write_bytes(worksheet())
    (course / "students.csv").write_text("id,email\nada,ada_l@u.example\n")
    (course / "downloads" / "moodle.zip").write_bytes(
        zipped(moodle({ADA: work(), ZOE: work({"gradient": HALF}), BO: work(words=WORDS)}))
    )
    said = []
    for _, *words in commands("Moodle"):
        words = [word.replace("01_linear_regression", NAME) for word in words]
        done = tinkernet(course, monkeypatch, *words)
        assert done.exit_code == 0, done.output
        said.append(done.output)
    assert gradebook(course).keys() == {"ada", "zoe@u.example", "bo@u.example"}
    handed_in = (course / "submitted" / "ada" / NAME / "timestamp.txt").read_text()
    assert handed_in == "2026-10-01 10:30:00 UTC"  # half past twelve in Berlin
    points = {ADA: "7", ZOE: "5", BO: "7"}
    assert (course / f"{NAME}-moodle.csv").read_bytes() == worksheet(points)
    assert "2 still wait for a person" in said[2]  # Bo left the question as it was

    made = course / f"{NAME}-moodle-feedback.zip"
    pages = members(made)
    assert pages.keys() == {
        f"{name}_{PEOPLE[name][0]}_assignsubmission_file/{NAME}.html" for name in points
    }
    assert all(b"predict_line" in page for page in pages.values())
    first = made.read_bytes()
    again = tinkernet(course, monkeypatch, "feedback", NAME, "--lms", "moodle")
    assert "Generating" not in again.output
    assert made.read_bytes() == first
    os.utime(course / "gradebook.db")  # a comment was given, say
    assert feedback_is_old(course, NAME)


@pytest.mark.parametrize(
    ("lms", "files", "name"),
    [
        (
            "moodle",
            moodle({ADA: work()}, "_"),
            "Ada Lovelace_12345_assignsubmission_file_small.html",
        ),
        (
            "moodle",
            moodle({ADA: work()}, "_/"),
            "Ada Lovelace_12345_assignsubmission_file_/small.html",
        ),
        ("canvas", canvas({ADA: work()}, late=[ADA]), "lovelaceada_LATE_901_5000_small.html"),
        ("blackboard", blackboard({ADA: work()}), "ada_l/small.html"),
        ("csv", moodle({ADA: work()}), "Ada Lovelace/small.html"),
    ],
)
def test_feedback_is_named_as_the_lms_wants_it_back(tmp_path, monkeypatch, lms, files, name):
    course = lay_course(tmp_path / "course")
    path = tmp_path / "download.zip"
    path.write_bytes(zipped(files))
    (laid,) = collect(course, NAME, path).outcomes
    for student in (laid.student, "somebody else"):
        page = course / "feedback" / student / NAME / f"{NAME}.html"
        page.parent.mkdir(parents=True)
        page.write_text(student)
    made = tmp_path / "made.zip"
    done = tinkernet(course, monkeypatch, "feedback", NAME, "--lms", lms, "--as-it-is",
                     "--output", made)  # fmt: skip
    assert members(made)[name] == laid.student.encode()
    if lms == "csv":
        assert done.exit_code == 0
        assert len(members(made)) == 2
    else:
        assert done.exit_code == 3
        assert "somebody else" in done.output
        assert len(members(made)) == 1


def test_old_feedback_is_not_packed_unasked_where_the_gradebook_is_gone(tmp_path, monkeypatch):
    course = lay_course(tmp_path / "course")
    for step, ending in (("autograded", "ipynb"), ("feedback", "html")):
        file = course / step / "ada" / NAME / f"{NAME}.{ending}"
        file.parent.mkdir(parents=True)
        file.write_text("old")
    words = ("feedback", NAME, "--lms", "csv")
    done = tinkernet(course, monkeypatch, *words)
    assert done.exit_code == 1
    assert f"run 'tinkernet grade {NAME}' first" in done.output
    assert done.output.count("\n") == 1
    assert tinkernet(course, monkeypatch, *words, "--as-it-is").exit_code == 0
    (made,) = course.glob("*.zip")
    assert made.stat().st_mode & 0o777 == 0o600


def test_feedback_of_another_lms_is_not_packed(tmp_path, monkeypatch):
    course = lay_course(tmp_path / "course")
    done = tinkernet(course, monkeypatch, "feedback", NAME, "--lms", "moodle", "--as-it-is")
    assert done.exit_code == 1
    assert "nbgrader generate_feedback small" in done.output
    path = tmp_path / "download.zip"
    path.write_bytes(zipped(moodle({ADA: work()})))
    list(collect(course, NAME, path).outcomes)
    page = course / "feedback" / ADA / NAME / f"{NAME}.html"
    page.parent.mkdir(parents=True)
    page.write_text("well done")
    done = tinkernet(course, monkeypatch, "feedback", NAME, "--lms", "canvas", "--as-it-is")
    assert done.exit_code == 1
    assert "No submission of small was collected from canvas" in done.output
    assert not list(course.glob("*.zip"))
