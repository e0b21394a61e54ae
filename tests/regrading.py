"""A graded small class, changes that an instructor makes to it, and a look at what follows."""

import json
import os
import shutil
from pathlib import Path

import class_runs
import nbformat
import small_class
from nbgrader.api import Gradebook
from small_class import NAME, POINTS, hand_in

import tinkernet
from tinkernet.grading._course_config import course_config

LIBRARY = Path(tinkernet.__file__).parent.parent
GENEROUS = "assert double(2) == 4\nassert double(-1.5) in (-3, 2.25)"
"""The test of ``double``, mended: who squares is right with 2, and now with -1.5, too."""


def graded_class(temporary):
    """Return the small class, graded once for all tests of a process; copy it to change it."""
    folder = temporary / "regraded-class"
    if not (folder / "source").exists():
        small_class.lay_course(folder)
        small_class.hand_in_class(folder)
        eves = folder / "submitted" / "eve" / NAME / f"{NAME}.ipynb"
        eves.write_text(eves.read_text().replace(", mse_gradient)", ", mse_gradient)  # mine"))
        with class_runs.own_tmp() as tmp:
            done = class_runs.grade(folder, tmp)
            assert done.returncode == 3, done.stderr  # dan's cannot be read
            class_runs.nothing_left(tmp)
        assert small_class.points(folder) == POINTS
    return folder


def mend(folder, cell, source=None, points=None):
    """Change a test cell in source/ as an instructor does."""
    path = folder / "source" / NAME / f"{NAME}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for each in notebook.cells:
        marks = each.metadata.get("nbgrader", {})
        if marks.get("grade_id") == cell:
            each.source = each.source if source is None else source
            marks["points"] = marks["points"] if points is None else points
    nbformat.write(notebook, path)


def without_kernels(folder):
    """Return the environment of a machine where no student's code can be run."""
    (folder / "sitecustomize.py").write_text(
        "import shutil\nfound = shutil.which\n"
        "shutil.which = lambda name, *rest, **more: "
        "None if name == 'bwrap' else found(name, *rest, **more)\n"
    )
    return _with_path(folder)


def library_with(folder, path, old, new):
    """Copy the library, change one line in it, and return the environment that uses it."""
    shutil.copytree(LIBRARY / "tinkernet", folder / "tinkernet")
    changed = folder / "tinkernet" / path
    text = changed.read_text()
    assert text.count(old) == 1, path
    changed.write_text(text.replace(old, new))
    return _with_path(folder)


def _with_path(folder):
    return {"PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])}


def regrade(folder, tmp, *options, code=0, **more):
    """Run `tinkernet grade small --regrade --json`; return what it says."""
    env = class_runs.environment(tmp, **more)
    done = class_runs.grade(folder, tmp, "--regrade", "--json", *options, env=env)
    assert done.returncode == code, done.stdout + done.stderr
    return json.loads(done.stdout)


def dry_run(folder, tmp, **more):
    """Look at what a regrade would do, and hold that it changes no byte."""
    before = everything(folder)
    said = regrade(folder, tmp, "--dry-run", **more)
    assert everything(folder) == before
    return said


def everything(folder):
    """Read all that a dry run must not change: bytes, modes and times."""
    kept = folder / ".regrade"
    return {
        str(path): (path.stat().st_mode, path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file() and kept not in path.parents
    }


def announced(said):
    """Drop what differs between a dry run and applying it: that it is one, and how long it took."""
    return {key: value for key, value in said.items() if key not in ("dry_run", "seconds")}


def cells_of(said, student):
    (found,) = [each for each in said["students"] if each["student"] == student]
    return {cell["cell"]: cell for cell in found["cells"]}


def grade_by_hand(folder, student, cell, points):
    """Let a person grade a cell and comment on the essay, as formgrader does."""
    with Gradebook(course_config(folder).db_url, "tinkernet") as book:
        grade = book.find_grade(cell, NAME, NAME, student)
        grade.manual_score, grade.needs_manual_grade = points, False
        book.find_comment("essay", NAME, NAME, student).manual_comment = "Well argued."
        book.db.commit()


def hand_in_anew(folder, student):
    hand_in(folder, student, {"double": "return 2.0 * x"})
