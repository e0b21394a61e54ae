"""nbgrader stays nbgrader: its own commands, in the course folder, as its users know them."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT, copy_course

NAME = "01_linear_regression"
NBGRADER = str(Path(sys.executable).with_name("nbgrader"))

pytestmark = [pytest.mark.nbgrader, pytest.mark.xdist_group("nbgrader commands")]


def nbgrader(folder, *arguments):
    """Run a command as in a shell whose venv is not activated."""
    path = os.pathsep.join(["/usr/local/bin", "/usr/bin", "/bin"])
    return subprocess.run(
        [NBGRADER, *arguments],
        cwd=folder,
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return a course folder in which the assignment was generated and one student graded."""
    folder = copy_course(tmp_path_factory.mktemp("course"))
    done = nbgrader(folder, "generate_assignment", NAME)
    assert done.returncode == 0, done.stdout
    solved = nbformat.read(folder / "source" / NAME / f"{NAME}.ipynb", as_version=4)
    # A student's notebook: solutions, but the first code cell, which is locked, is broken.
    for cell in solved.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "setup":
            cell.source = "import numpy as np np"
    place = folder / "submitted" / "ada" / NAME / f"{NAME}.ipynb"
    place.parent.mkdir(parents=True)
    nbformat.write(solved, place)
    return folder


@pytest.fixture(scope="module")
def graded(course):
    done = nbgrader(course, "autograde", NAME)
    assert done.returncode == 0, done.stdout
    return course


def test_the_release_is_the_one_that_is_committed(course):
    made = course / "release" / NAME / f"{NAME}.ipynb"
    assert made.read_bytes() == (ROOT / "release" / NAME / f"{NAME}.ipynb").read_bytes()


def test_validate_is_content_with_the_solution(course):
    done = nbgrader(course, "validate", f"source/{NAME}/{NAME}.ipynb")
    assert "Success! Your notebook passes all the tests." in done.stdout


def test_validate_tells_a_student_what_is_missing_in_full_lines(course):
    done = nbgrader(course, "validate", f"release/{NAME}/{NAME}.ipynb")
    assert "VALIDATION FAILED ON 7 CELL(S)!" in done.stdout
    assert "predict_line: not written yet. Replace the line that raises" in done.stdout
    # nbgrader cuts long lines off; ours are wrapped before that.
    shown = done.stdout.partition("The error was")[2]
    assert "..." not in shown


def test_autograde_restores_what_is_locked_and_gives_full_points(graded):
    rows = _export(graded)
    assert rows["ada"]["raw_score"] == "13.0"
    assert rows["ada"]["max_score"] == "15.0"


def test_feedback_is_written(graded):
    done = nbgrader(graded, "generate_feedback", NAME)
    assert done.returncode == 0, done.stdout
    page = (graded / "feedback" / "ada" / NAME / f"{NAME}.html").read_text()
    assert "Verified on 6 cases" in page


def test_grading_uses_a_secret_seed_that_lies_in_the_course_folder(graded):
    seed = graded / ".grading-seed"
    assert int(seed.read_text()) > 0
    if os.name != "nt":
        assert seed.stat().st_mode & 0o077 == 0


def _export(folder):
    done = nbgrader(folder, "export", "--to", "grades.csv")
    assert done.returncode == 0, done.stdout
    with (folder / "grades.csv").open() as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


def _cell(source, grade_id, **marks):
    cell = nbformat.v4.new_code_cell(source, id=grade_id)
    cell.metadata["nbgrader"] = {
        "grade_id": grade_id, "schema_version": 3, "task": False,
        "grade": False, "solution": False, "locked": False, **marks,
    }  # fmt: skip
    return cell


def _warning_assignment(folder):
    """Add an instructor's own assignment with a plain assert, of which the answer warns."""
    notebook = nbformat.v4.new_notebook(
        cells=[
            _cell("def double(x):\n    ### BEGIN SOLUTION\n    import warnings\n"
                  "    warnings.warn('an old friend')\n    return 2 * x\n    ### END SOLUTION",
                  "double", solution=True),
            _cell("assert double(2) == 4", "test_double", grade=True, locked=True, points=5),
            _cell("assert double(2) == 5", "test_wrong", grade=True, locked=True, points=5),
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )  # fmt: skip
    place = folder / "source" / "warns" / "warns.ipynb"
    place.parent.mkdir()
    nbformat.write(notebook, place)
    assert nbgrader(folder, "generate_assignment", "warns").returncode == 0
    student = folder / "submitted" / "bo" / "warns" / "warns.ipynb"
    student.parent.mkdir(parents=True)
    nbformat.write(notebook, student)
    done = nbgrader(folder, "autograde", "warns")
    assert done.returncode == 0, done.stdout
    return folder


def test_a_warning_costs_no_marks_and_an_error_still_does(tmp_path):
    folder = _warning_assignment(copy_course(tmp_path))
    assert _export(folder)["bo"]["raw_score"] == "5.0"
    shown = (folder / "autograded" / "bo" / "warns" / "warns.ipynb").read_text()
    assert "an old friend" in shown


def test_without_our_configuration_the_warning_would_cost_all(tmp_path):
    folder = copy_course(tmp_path)
    config = folder / "nbgrader_config.py"
    config.write_text(config.read_text().replace("c.Autograde.autograde_preprocessors", "unused"))
    assert _export(_warning_assignment(folder))["bo"]["raw_score"] == "0.0"
