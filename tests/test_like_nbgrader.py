"""The writer does as nbgrader does: it records the same cells and files the same grades."""

import os
import subprocess
import sys
from pathlib import Path

import fabricated_results as made
import nbformat
import pytest
from fabricated_results import (
    LATE,
    NAME,
    ON_TIME,
    cells,
    database,
    file_all,
    lay_course,
    prepared,
    result,
    rows,
)
from nbgrader.api import Gradebook

from tinkernet.grading import read_results
from tinkernet.grading._course_config import course_config
from tinkernet.grading._gradebook import GradebookWriter

pytestmark = pytest.mark.nbgrader


@pytest.fixture
def course(tmp_path_factory, tmp_path):
    return made.recorded_course(tmp_path_factory.getbasetemp(), tmp_path / "course")


def nbgrader(folder, *arguments):
    binaries = Path(sys.executable).parent
    done = subprocess.run(
        [binaries / "nbgrader", *arguments],
        cwd=folder,
        env={**os.environ, "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def due(folder, when=made.DUE):
    with Gradebook(database(folder), "course") as book:
        book.update_or_create_assignment(NAME, duedate=when)


def hand_in(folder, student, when, names=("one", "two"), **sources):
    """Hand in what the release says, with other sources in some cells."""
    place = folder / "submitted" / student / NAME
    place.mkdir(parents=True)
    (place / "timestamp.txt").write_text(when)
    for name in names:
        notebook = nbformat.read(folder / "release" / NAME / f"{name}.ipynb", as_version=4)
        for each in notebook.cells:
            each.source = sources.get(each.metadata["nbgrader"]["grade_id"], each.source)
        nbformat.write(notebook, place / f"{name}.ipynb")


def test_the_gradebook_is_the_one_that_nbgrader_fills(tmp_path):
    """The same class graded by nbgrader's commands, and filed from scores written by hand."""
    lines = ("c.LateSubmissionPlugin.penalty_method = 'zero'",)
    theirs = lay_course(tmp_path / "theirs", *lines)
    ours = lay_course(tmp_path / "ours", *lines)
    nbgrader(theirs, "generate_assignment", NAME)
    with GradebookWriter(ours) as writer:
        assert writer.prepare(NAME, prepared())
        assert cells(database(ours)) == cells(database(theirs))
        due(theirs)
        due(ours)
        right = {"double": "def double(x): return 2 * x", "triple": "def triple(x): return 3 * x",
                 "half": "def half(x): return x / 2", "essay": "My own."}  # fmt: skip
        hand_in(theirs, "ada", ON_TIME, **right)
        hand_in(theirs, "bo", LATE, double=right["double"])
        hand_in(theirs, "cy", ON_TIME, ["one"], **{**right, "triple": "def triple(x): return 4"})
        nbgrader(theirs, "autograde", NAME)
        left = ["triple", "half", "essay"]
        bo = result("bo", (2, 0, 0), essay=0, left=left, timestamp=LATE)
        for each in (result("ada"), bo, result("cy", (2, 0, 0), present=["one"])):
            writer.file(each)
        assert rows(database(ours)) == rows(database(theirs))
        # A person grades, and everything is graded again.
        for folder in (ours, theirs):
            made.graded_by_hand(database(folder), "bo", 1.5, "Come and see me.")
        nbgrader(theirs, "autograde", NAME, "--force", "--student", "bo")
        writer.file(bo)
    both = rows(database(ours)), rows(database(theirs))
    assert both[0] == both[1]
    assert both[0]["bo"]["grades"]["one", "test_double"] == (2, 1.5, 0.5, True)
    assert both[0]["bo"]["penalties"] == {"one": 2, "two": 0}
    # What comes after reads what was filed.
    nbgrader(ours, "generate_feedback", NAME)
    assert (ours / "feedback" / "cy" / NAME / "one.html").exists()
    nbgrader(ours, "export")
    assert "Come and see me" not in (ours / "grades.csv").read_text()


def test_what_is_recorded_already_is_left_alone(course):
    with GradebookWriter(course) as writer:
        before = (course / "gradebook.db").read_bytes()
        assert writer.prepare(NAME, prepared()) is False
    assert (course / "gradebook.db").read_bytes() == before


def _changed(**sources):
    notebooks = made.instructors()
    for each in notebooks["one"].cells:
        each.source = sources.get(each.metadata["nbgrader"]["grade_id"], each.source)
    return notebooks


def test_a_changed_test_is_recorded_though_there_are_submissions(course):
    file_all(course, result("ada"))
    before = rows(database(course))
    with GradebookWriter(course) as writer:
        assert writer.prepare(NAME, prepared(_changed(test_double="assert double(3) == 6")))
    assert "double(3) == 6" in str(cells(database(course)))
    assert rows(database(course)) == before


def test_cells_come_and_go_only_before_there_are_submissions(course):
    fewer = made.instructors()
    fewer["one"].cells = fewer["one"].cells[:2]
    with GradebookWriter(course) as writer:
        assert writer.prepare(NAME, prepared(fewer))
        assert len(cells(database(course))["one"][3]) == 2
        assert writer.prepare(NAME, prepared({"one": fewer["one"]}))
        assert cells(database(course)).keys() == {"one"}
        assert writer.prepare(NAME, prepared())
        writer.file(result("ada"))
        before = rows(database(course)), cells(database(course))
        for less, named in ((fewer, "one"), ({"one": made.instructors()["one"]}, "two")):
            with pytest.raises(ValueError, match=rf"The cells of {named} are not .* undo the"):
                writer.prepare(NAME, prepared(less))
        assert (rows(database(course)), cells(database(course))) == before


def test_a_late_submission_costs_what_the_courses_own_plugin_says(course):
    (course / "an_hour_costs_one.py").write_text(
        "from nbgrader.plugins import BasePlugin\n"
        "class Hourly(BasePlugin):\n"
        "    def late_submission_penalty(self, student_id, score, total_seconds_late):\n"
        "        return total_seconds_late / 3600\n"
    )
    with (course / "nbgrader_config.py").open("a") as file:
        file.write("c.AssignLatePenalties.plugin_class = 'an_hour_costs_one.Hourly'\n")
    due(course)
    path, environment = list(sys.path), dict(os.environ)
    later = result("later", timestamp=LATE)
    poor = result("nothing", (0, 0, 0.5), timestamp=LATE)
    file_all(course, result("early"), result("late", timestamp=LATE), poor, later)
    with Gradebook(database(course), "course") as book:
        book.grant_extension(NAME, "later", hours=2)
    file_all(course, later)
    assert {name: row["penalties"] for name, row in rows(database(course)).items()} == {
        "early": {"one": None, "two": None},
        "late": {"one": 1, "two": 1},
        "nothing": {"one": 0, "two": 0.5},  # never more than there is
        "later": {"one": None, "two": None},
    }
    assert (sys.path, dict(os.environ)) == (path, environment)


def test_the_configured_gradebook_is_used_from_any_folder(tmp_path, monkeypatch):
    course = lay_course(tmp_path / "course", "c.CourseDirectory.db_url = 'sqlite:///mine.db'",
                        "import os; os.environ['TINKERNET_SEED'] = 'leaked'")  # fmt: skip
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TINKERNET_SEED", raising=False)
    with pytest.raises(FileNotFoundError, match=r"mine\.db is not there yet: grade"):
        read_results(Path("course"), NAME)
    with GradebookWriter(Path("course")) as writer:
        writer.prepare(NAME, prepared())
        writer.file(result("ada", (2, 1, 0)))
    (read,) = read_results(Path("course"), NAME)
    assert (read.student, read.score, read.max_score, read.needs_grading) == ("ada", 3, 16, True)
    assert (course / "mine.db").exists()
    assert not list(tmp_path.rglob("gradebook.db"))
    assert "TINKERNET_SEED" not in os.environ


def test_a_configuration_that_does_not_run_is_named(tmp_path):
    lay_course(tmp_path, "1 / 0")
    with pytest.raises(RuntimeError, match=r"ZeroDivisionError: .*; mend nbgrader_config\.py"):
        course_config(tmp_path)
