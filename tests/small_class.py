"""A small assignment and a class that handed it in, for the tests of whole class runs."""

import json
import os
import shutil
import stat
import sys
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook

from tinkernet.grading._course_config import course_config

# nbgrader calls `alembic` by name; in a venv that is not activated it lies beside this Python.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

ROOT = Path(__file__).resolve().parent.parent
NAME = "small"
SEED = "190734863287\n"
STUB = "# YOUR CODE HERE\n    raise NotImplementedError()"
WORDS = "*Write your answer here: double-click, type, run the cell.*"
FRAMES = {
    "predict": "def predict(x, a, b):\n    {}",
    "gradient": "def mse_gradient(x, y, a, b):\n    {}",
    "double": "def double(x):\n    {}",
}
RIGHT = {
    "predict": "return a * x + b",
    "gradient": "e = a * x + b - y\n    return 2 * np.mean(e * x), 2 * np.mean(e)",
    "double": "return 2 * x",
}
HALF = "e = a * x + b - y\n    return 2 * np.mean(e * x), np.sum(e)"
TESTS = {
    "predict": ('check("predict_line", predict)', 1),
    "gradient": ('check("mse_gradient", mse_gradient)', 4),
    "double": ("assert double(2) == 4\nassert double(-1.5) == -3", 2),
}
ALL_RIGHT = {"test_predict": 1, "test_gradient": 4, "test_double": 2, "essay": None}
ON_TIME = "2026-01-31 11:00:00 UTC"


def cell(make, source, grade_id, **marks):
    made = make(source, id=grade_id.replace("_", "-"))
    made.metadata["nbgrader"] = {
        "grade_id": grade_id, "schema_version": 3, "task": False, "cell_type": made.cell_type,
        "grade": False, "solution": False, "locked": False, **marks,
    }  # fmt: skip
    return made


def notebook(bodies=None, words=WORDS):
    """Write the notebook as a student does; nothing given is how it was released."""
    cells = [cell(new_code_cell, "import numpy as np\nfrom tinkernet import check", "imports",
                  locked=True)]  # fmt: skip
    for name, frame in FRAMES.items():
        body = (bodies or {}).get(name, STUB)
        cells.append(cell(new_code_cell, frame.format(body), name, solution=True))
        test, points = TESTS[name]
        cells.append(
            cell(new_code_cell, test, f"test_{name}", grade=True, locked=True, points=points)
        )
    cells.append(cell(new_markdown_cell, words, "essay", grade=True, solution=True, points=3))
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return new_notebook(cells=cells, metadata=spec)


def lay_course(folder, *lines):
    """Lay a course folder: no gradebook yet, nobody has handed in."""
    (folder / "course").mkdir(parents=True)
    config = (ROOT / "nbgrader_config.py").read_text()
    (folder / "nbgrader_config.py").write_text("\n".join([config, *lines, ""]))
    (folder / ".grading-seed").write_text(SEED)
    path = folder / "source" / NAME / f"{NAME}.ipynb"
    path.parent.mkdir(parents=True)
    solved = {
        name: f"### BEGIN SOLUTION\n    {body}\n    ### END SOLUTION"
        for name, body in RIGHT.items()
    }
    nbformat.write(notebook(solved), path)
    (path.parent / "points.csv").write_text("1,2\n")
    return folder


def hand_in(folder, student, bodies=None, words="Steps that are too large.", **files):
    """Hand in a notebook with these bodies of functions; or other bytes in its place."""
    place = folder / "submitted" / student / NAME
    place.mkdir(parents=True, exist_ok=True)
    content = nbformat.writes(notebook({**RIGHT, **(bodies or {})}, words)).encode()
    for name, data in {f"{NAME}.ipynb": content, "timestamp.txt": ON_TIME, **files}.items():
        (place / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return place


CLASS = ("ada", "bo", "cy", "dan", "eve", "Zoë 張偉", "o'neil; DROP TABLE")
POINTS = {
    "ada": (1, 4, 2),
    "bo": (1, 2, 2),  # one of two numbers right
    "cy": (1, 0, 2),  # ends its kernel in between
    "dan": (0, 0, 0),  # cannot be read
    "eve": (0, 4, 0),
    "Zoë 張偉": (1, 4, 2),
    "o'neil; DROP TABLE": (1, 4, 0),
}
"""Points of the three tests by student, as the gradebook has them."""


def hand_in_class(folder):
    hand_in(folder, "ada")
    hand_in(folder, "bo", {"gradient": HALF})
    hand_in(folder, "cy", {"gradient": "pass\n\nimport os; os._exit(1)"})
    hand_in(folder, "dan", **{f"{NAME}.ipynb": b'{"cells": [{"cell_ty'})
    hand_in(folder, "eve", {"predict": "return b * x + a", "double": STUB}, words=WORDS)
    hand_in(folder, "Zoë 張偉", **{"notes.txt": "mine"})
    hand_in(folder, "o'neil; DROP TABLE", {"double": "return x * x"})
    return folder


def gradebook(folder):
    """Read everything that a gradebook says of the class, without ids of rows."""
    with Gradebook(course_config(folder).db_url, "tinkernet") as book:
        return {
            handed.student.id: {
                "who": (handed.student.first_name, handed.student.last_name, handed.student.email),
                "when": handed.timestamp,
                "score": (handed.score, handed.max_score, handed.needs_manual_grade),
                "late": [each.late_submission_penalty for each in handed.notebooks],
                "grades": {
                    one.name: (
                        one.auto_score, one.manual_score, one.extra_credit, one.needs_manual_grade
                    )
                    for each in handed.notebooks
                    for one in each.grades
                },
                "comments": {
                    one.name: (one.auto_comment, one.manual_comment)
                    for each in handed.notebooks
                    for one in each.comments
                },
            }
            for handed in book.assignment_submissions(NAME)
        }  # fmt: skip


def points(folder):
    """Return the points of the three tests by student, as the gradebook has them."""
    return {
        student: tuple(row["grades"][f"test_{name}"][0] for name in FRAMES)
        for student, row in gradebook(folder).items()
    }


def autograded(folder):
    """Read modes and bytes of all that lies in autograded/, the writer's lock apart."""
    root = folder / "autograded"
    return {
        str(path.relative_to(root)): (stat.S_IMODE(path.stat().st_mode), path.read_bytes())
        for path in root.rglob("*")
        if path.is_file() and path.relative_to(root) != Path(".tinkernet/lock")
    }


def log_lines(folder):
    """Read the whole lines of the log; a torn one is passed over."""
    lines = []
    for line in (folder / "grading-log.jsonl").read_text().splitlines():
        try:
            lines.append(json.loads(line))
        except ValueError:
            continue
    return lines


def last_verdicts(folder):
    """Return the last line of each student in the log, without times."""
    last = {line["student"]: line for line in log_lines(folder)}
    return {
        student: {key: line[key] for key in line if key not in ("time", "stages")}
        for student, line in last.items()
    }


def same_end(folder, other):
    """Hold that two courses ended alike: gradebook, autograded/, last verdicts."""
    assert gradebook(folder) == gradebook(other)
    mine, others = autograded(folder), autograded(other)
    assert mine.keys() == others.keys()
    for name in mine:
        assert mine[name] == others[name], name
    assert last_verdicts(folder) == last_verdicts(other)


def copy_course(folder, place):
    """Copy a course; submissions keep their times."""
    return shutil.copytree(folder, place)
