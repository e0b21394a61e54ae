"""course/ -> source/ -> release/: the same bytes each time, and no solution on the way out."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from tinkernet.course import BuildError, assignments, build, course_root, write_source
from tinkernet.exercises import catalog

ROOT = Path(__file__).resolve().parent.parent
NAME = "01_linear_regression"


@pytest.fixture
def course(tmp_path):
    """Return a copy of the course folder, without what is generated from it."""
    shutil.copytree(ROOT / "course", tmp_path / "course")
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    return tmp_path


def _text(course):
    return course / "course" / NAME / f"{NAME}.md"


@pytest.mark.nbgrader
def test_what_is_committed_is_what_course_generates(course):
    build(course)
    for folder in ("source", "release"):
        made = {p.relative_to(course): p.read_bytes() for p in (course / folder).rglob("*.ipynb")}
        kept = {p.relative_to(ROOT): p.read_bytes() for p in (ROOT / folder).rglob("*.ipynb")
                if ".ipynb_checkpoints" not in p.parts}  # fmt: skip
        assert made.keys() == kept.keys()
        for path in made:
            assert made[path] == kept[path], f"{path} is stale: run 'make build' and commit it"


def _released():
    return [
        nbformat.read(path, as_version=4) for path in sorted((ROOT / "release").glob("*/*.ipynb"))
    ]


@pytest.mark.parametrize("name", assignments(ROOT))
def test_the_release_holds_no_solution_and_no_output(name):
    solutions = nbformat.read(ROOT / "source" / name / f"{name}.ipynb", as_version=4)
    secret = [
        line.strip()
        for cell in solutions.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
        for line in _solution(cell)
        if len(line.strip()) > 12
    ]
    public = "\n".join(_public(cell) for cell in solutions.cells)
    secret = [line for line in secret if line not in public]
    count = sum(exercise.assignment == name for exercise in catalog())
    assert len(secret) >= min(16, 3 * count)
    notebook = nbformat.read(ROOT / "release" / name / f"{name}.ipynb", as_version=4)
    everything = nbformat.writes(notebook)
    for line in secret:
        assert line not in everything
    assert "SOLUTION" not in everything
    assert all(not cell.get("outputs") for cell in notebook.cells)
    nbformat.validate(notebook)


def _public(cell):
    """Return what of a cell is released: all of it, or what stands around the solution."""
    if not cell.metadata.get("nbgrader", {}).get("solution"):
        return cell.source
    if cell.cell_type == "markdown":
        return ""
    pieces = cell.source.split("### BEGIN SOLUTION")
    return "\n".join([pieces[0], *(each.partition("### END SOLUTION")[2] for each in pieces[1:])])


def _solution(cell):
    if cell.cell_type == "markdown":
        return cell.source.splitlines()
    pieces = cell.source.split("### BEGIN SOLUTION")[1:]
    return [line for each in pieces for line in each.partition("### END SOLUTION")[0].splitlines()]


def test_cell_ids_are_unique_and_valid():
    for notebook in _released():
        ids = [cell.id for cell in notebook.cells]
        assert len(set(ids)) == len(ids)


def test_assignments_are_listed_in_order():
    assert assignments(ROOT)[0] == NAME
    assert assignments(ROOT) == sorted({exercise.assignment for exercise in catalog()})


def test_the_course_is_found_from_below(course, monkeypatch):
    monkeypatch.chdir(course / "course" / NAME)
    assert course_root() == course


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("points: 3\n", "points: 4\n", "gives 4 points, the exercise 'mse_gradient' says 3"),
        ("grade_id: check_mse\n", "grade_id: check_mess\n", "its grade_id should be 'check_mse'"),
        ("grade_id: try_mse\n", "grade_id: mse\n", "the grade_id 'mse' occurs twice"),
    ],
)
def test_a_wrong_course_file_is_one_sentence(course, old, new, words):
    text = _text(course)
    text.write_text(text.read_text().replace(old, new, 1))
    with pytest.raises(BuildError, match=words):
        write_source(course, NAME)


def test_a_wrong_course_file_leaves_the_old_source_in_place(course):
    (before,) = write_source(course, NAME)
    text = _text(course)
    text.write_text(text.read_text().replace("points: 3\n", "points: 4\n", 1))
    with pytest.raises(BuildError):
        write_source(course, NAME)
    assert before.exists()


def test_other_files_of_an_assignment_travel_along(course):
    (course / "course" / NAME / "table.csv").write_text("1,2\n")
    write_source(course, NAME)
    assert (course / "source" / NAME / "table.csv").read_text() == "1,2\n"


def test_an_unknown_or_empty_assignment_is_named(course):
    with pytest.raises(BuildError, match="There is no assignment '99'; there are 01_linear"):
        build(course, ["99"])
    (course / "course" / "02_empty").mkdir()
    with pytest.raises(BuildError, match="holds no notebook"):
        write_source(course, "02_empty")


def test_source_and_course_are_paired_by_jupytext(course):
    """Change the instructor's notebook, and what it was made from follows."""
    shutil.copy(ROOT / "jupytext.toml", course)
    before = _text(course).read_text().splitlines()
    (path,) = write_source(course, NAME)
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source = "# A new title"
    nbformat.write(notebook, path)
    later = time.time() + 5
    os.utime(path, (later, later))
    command = [sys.executable, "-m", "jupytext", "--sync", str(path)]
    subprocess.run(command, cwd=course, check=True, capture_output=True)
    text = _text(course).read_text()
    assert "# A new title" in text
    # Only what was changed: the committed file is written as Jupytext writes it.
    assert [line for line in text.splitlines() if line not in before] == ["# A new title"]
    (again,) = write_source(course, NAME)
    assert nbformat.read(again, as_version=4).cells[0].source == "# A new title"
