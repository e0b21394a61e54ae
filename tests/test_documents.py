"""What our documents tell to type is run by a test, most of it here, as it stands there."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from class_runs import needs_sandbox
from lms_downloads import PEOPLE, blackboard, blackboard_grades, canvas, canvas_gradebook

from lms_downloads import moodle, tinkernet, work, worksheet, zipped  # isort: skip
from shell_blocks import ROOT, commands, documents
from small_class import HALF, lay_course

NAME = "01_linear_regression"  # the small assignment, under the name that the documents use
HERE = ("students", "instructors", "lms", "regrading", "report", "doctor", "grading")
TOGETHER = "The tests of this take the same way."
ELSEWHERE = {
    r"make (test|build)|sudo apt-get install .*": (".ci/run", "CI itself does."),
    r"make demo": ("tests/conftest.py", TOGETHER),
    r"make lab|tinkernet start|jupyter lab": ("tests/browser/test_lab.py", "In a browser."),
    r"make book|.*TINKERNET_BOOK_SITE.*|.*zipfile -c book.zip.*": ("tests/test_book.py", TOGETHER),
    r"\. \.venv/bin/activate": ("deploy/install.py", "It belongs to the shell."),
    r"tinkernet build 01_linear_regression": ("tests/test_build.py", TOGETHER),
    r".*benchmarks/\w+\.py.*": ("benchmarks/machine.py", "Measured by hand, takes long."),
    r"dask .*|.*--scheduler.*": ("tests/test_cluster.py", "With two workers on this machine."),
    r"python -m pip wheel .*": ("pyproject.toml", "Needs the package index; tried by hand."),
    r"docker .*|helm .*|kubectl .*": ("docs/grading.md", "Not run: the page says so."),
}
"""Commands that are not run here, where they are, or why nowhere."""

FOLLOWED = {"docs/authoring.md": "tests/test_authoring.py"}
"""Pages that a test of their own follows to the letter, files and commands."""


def elsewhere(command):
    return [pattern for pattern in ELSEWHERE if re.fullmatch(pattern, command.text)]


def told(page):
    """List what a page tells to type, without what is run elsewhere."""
    return [each for each in commands(ROOT / "docs" / f"{page}.md") if not elsewhere(each)]


def test_no_command_is_left_out():
    every = [command for page in documents() for command in commands(page)]
    assert all((ROOT / test).exists() for test in FOLLOWED.values())
    every = [command for command in every if command.document not in FOLLOWED]
    here = {command.text for page in HERE for command in told(page)}
    assert [each for each in every if each.text not in here and not elsewhere(each)] == []
    assert {pattern for each in every for pattern in elsewhere(each)} == ELSEWHERE.keys()
    assert all((ROOT / place).exists() for place, _ in ELSEWHERE.values())


def laid_course(folder):
    course = lay_course(folder)
    (course / "source" / "small").rename(course / "source" / NAME)
    (course / "source" / NAME / "small.ipynb").rename(course / "source" / NAME / f"{NAME}.ipynb")
    (course / "downloads").mkdir()
    return course


def run(course, monkeypatch, command, allowed=(0,)):
    """Type a command; `tinkernet` in this process, which is quicker than to start it each time."""
    words = shlex.split(command.text)
    place = f"{command.document}, line {command.line}: {command.text}"
    if words[0] == "tinkernet" and not {">", "||", "|"} & set(words):
        done = tinkernet(course, monkeypatch, *words[1:])
        assert done.exit_code in allowed, f"{place}\n{done.output}"
        return done.output
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-euc", command.text], cwd=course, env={**os.environ, "PATH": path},
        check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert done.returncode in allowed, f"{place}\n{done.stdout}"
    return done.stdout


def answers(names):
    """Return what a class hands in: one of them with a mistake."""
    first, *others = names
    return {first: work({"gradient": HALF}), **dict.fromkeys(others, work())}


def lay_downloads(course):
    """Lay what the pages tell to save in downloads/, for each kind of LMS."""
    here = course / "downloads"
    made = answers(PEOPLE)
    files = {
        "moodle.zip": zipped(moodle(made, book=NAME)),
        "worksheet.csv": worksheet(),
        "canvas.zip": zipped(canvas(made, book=NAME)),
        "gradebook.csv": canvas_gradebook().replace(b"HW", NAME.encode()),
        "blackboard.zip": zipped(blackboard(made, book=NAME)),
        "grades.xls": blackboard_grades().decode("utf-16").replace("HW", NAME).encode("utf-16"),
        "other.zip": zipped({"work of ada.ipynb": work(), f"folder 2/{NAME}.ipynb": work()}),
        "who.csv": b"file,student\nwork of ada.ipynb,ada\nfolder 2,bo\n",
    }
    for name, content in files.items():
        (here / name).write_bytes(content)


@pytest.mark.nbgrader
@needs_sandbox()
def test_a_term_goes_as_the_page_for_instructors_says(tmp_path, monkeypatch):
    page = (ROOT / "docs" / "instructors.md").read_text()
    course = laid_course(tmp_path / "course")
    (table,) = re.findall(r"```csv\n(.*?)```", page, re.DOTALL)
    (course / "students.csv").write_text(table)
    made = answers(["Ada Lovelace", "Grace Hopper"])
    files = {
        f"{name}_{number}_assignsubmission_file_/{NAME}.ipynb": content
        for number, (name, content) in enumerate(made.items(), 4711)
    }
    (course / "downloads" / "moodle.zip").write_bytes(zipped(files))
    said = {}
    source = course / "source" / NAME / f"{NAME}.ipynb"
    for command in told("instructors"):
        if "--dry-run" in command.text:  # the test that was wrong is mended
            source.write_text(source.read_text().replace("== 4", "== 4.0"))
        # The doctor knows nothing of this course's neighbours, and says so.
        allowed = (0, 1) if "doctor" in command.text else (0,)
        said[command.text] = run(course, monkeypatch, command, allowed)
    assert "test_double" in said[f"tinkernet grade {NAME} --regrade --dry-run"]
    assert (course / "submitted" / "ada" / NAME / f"{NAME}.ipynb").exists()
    assert (course / "report-01.html").exists()
    grades = (course / "grades.csv").read_text()
    assert re.search(r"ada,Lovelace,Ada,.*,5\.0,10", grades), grades
    assert re.search(r"grace,Hopper,Grace,.*,7\.0,10", grades), grades


@pytest.mark.nbgrader
@needs_sandbox()
@pytest.mark.parametrize("lms", ["canvas", "blackboard", "other"])  # Moodle: test_lms_round_trip
def test_an_lms_gives_and_takes_as_its_page_says(tmp_path, monkeypatch, lms):
    course = laid_course(tmp_path / "course")
    lay_downloads(course)
    every = told("lms")
    (first,) = [n for n, each in enumerate(every) if f"downloads/{lms}.zip" in each.text]
    for command in every[first : first + 4]:
        run(course, monkeypatch, command)
    assert len(every) == 16


@pytest.mark.nbgrader
@needs_sandbox()
@pytest.mark.parametrize("page", ["grading", "report", "regrading", "doctor"])
def test_commands_about_a_graded_class(tmp_path, monkeypatch, page):
    course = laid_course(tmp_path / "course")
    for name in ("ada", "grace"):
        place = course / "submitted" / name / NAME / f"{NAME}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_bytes(work())
    assert tinkernet(course, monkeypatch, "grade", NAME).exit_code == 0
    for command in told(page):
        run(course, monkeypatch, command, (0, 1) if page == "doctor" else (0,))


def test_a_student_types_what_the_page_says(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for command in told("students"):
        run(tmp_path, monkeypatch, command)
    assert (tmp_path / "my-work" / NAME / f"{NAME}-fresh.ipynb").exists()
