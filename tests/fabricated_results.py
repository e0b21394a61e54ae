"""A small course and results made up for it, for the tests of what is filed where."""

import json
import shutil

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    LockCells,
)

from tinkernet.grading._course_config import course_config
from tinkernet.grading._gradebook import GradebookWriter
from tinkernet.grading._graded import GradedNotebook, GradedSubmission, State

NAME = "hw"
TESTS = {"one": ("test_double", "test_triple"), "two": ("test_half",)}
DUE = "2026-01-31 12:00:00 UTC"
ON_TIME, LATE = "2026-01-31 11:00:00 UTC", "2026-01-31 13:00:00 UTC"


def cell(make, source, grade_id, **marks):
    made = make(source, id=grade_id)
    made.metadata["nbgrader"] = {
        "grade_id": grade_id, "schema_version": 3, "task": False,
        "grade": False, "solution": False, "locked": False, **marks,
    }  # fmt: skip
    return made


def answer(name, factor):
    source = (
        f"def {name}(x):\n    ### BEGIN SOLUTION\n    return {factor} * x\n    ### END SOLUTION"
    )
    return cell(new_code_cell, source, name, solution=True)


def graded_test(name, source, points=2):
    return cell(new_code_cell, source, name, grade=True, locked=True, points=points)


def instructors():
    """Return the instructor's notebooks: answers, plain asserts, an essay and a task."""
    one = [
        answer("double", 2),
        graded_test("test_double", "assert double(2) == 4"),
        answer("triple", 3),
        graded_test("test_triple", "assert triple(2) == 6", points=3),
        cell(new_markdown_cell, "Because.", "essay", grade=True, solution=True, points=4),
    ]
    two = [
        answer("half", 0.5),
        graded_test("test_half", "assert half(2) == 1"),
        cell(new_markdown_cell, "Draw it.", "drawing", task=True, locked=True, points=5),
    ]
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    return {
        name: new_notebook(cells=cells, metadata=spec)
        for name, cells in (("one", one), ("two", two))
    }


def prepared(notebooks=None):
    """Return notebooks as the writer wants them: what nbgrader does before it records cells."""
    done = {}
    for name, notebook in (notebooks or instructors()).items():
        for step in (LockCells, ClearSolutions, ClearOutput, CheckCellMetadata, ComputeChecksums):
            notebook, _ = step().preprocess(notebook, {"nbgrader": {}})
        done[name] = notebook
    return done


def lay_course(folder, *lines):
    """Lay a course folder with its configuration and source/."""
    for name, notebook in instructors().items():
        path = folder / "source" / NAME / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)
    first = ("c = get_config()", "c.CourseDirectory.course_id = 'course'")
    (folder / "nbgrader_config.py").write_text("\n".join([*first, *lines]) + "\n")
    return folder


def result(student, scores=(2, 3, 2), *, essay=None, left=(), present=("one", "two"), **more):
    """Make a result up: points of the tests and the essay, and the answers left as they were."""
    answers = {"one": ("double", "triple", "essay"), "two": ("half",)}
    double, triple, half = (float(score) for score in scores)
    points = {
        "one": {"test_double": double, "test_triple": triple, "essay": essay},
        "two": {"test_half": half},
    }
    worth = {"test_double": 2.0, "test_triple": 3.0, "essay": 4.0, "test_half": 2.0}
    books = []
    for name, given in points.items():
        there = name in present
        content = nbformat.writes(new_notebook(cells=[new_markdown_cell(f"{scores}", id="m")]))
        books.append(
            GradedNotebook(
                name,
                content.encode() if there else b"",
                given if there else {},
                {each: worth[each] for each in given},
                unanswered=tuple(each for each in answers[name] if each in left),
                present=there,
            )
        )
    files = {"data/points.csv": f"{scores}".encode() * 20_000, "notes.txt": f"{scores}".encode()}
    given = {"files": files, "timestamp": ON_TIME, **more}
    return GradedSubmission(student, NAME, State.GRADED, notebooks=tuple(books), **given)


def file_all(folder, *results):
    with GradebookWriter(folder) as writer:
        return [writer.file(each) for each in results]


def rows(url):
    """Read everything a gradebook says of the class, as nbgrader sees it, without ids."""
    with Gradebook(url, "course") as book:
        return {
            submission.student.id: {
                "who": (submission.student.first_name, submission.student.email),
                "when": submission.timestamp,
                "score": (submission.score, submission.max_score, submission.needs_manual_grade),
                "penalties": {n.name: n.late_submission_penalty for n in submission.notebooks},
                "grades": {
                    (n.name, g.name): (
                        g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade,
                    )
                    for n in submission.notebooks
                    for g in n.grades
                },
                "comments": {
                    (n.name, c.name): (c.auto_comment, c.manual_comment)
                    for n in submission.notebooks
                    for c in n.comments
                },
            }
            for submission in book.assignment_submissions(NAME)
        }  # fmt: skip


def cells(url):
    """Read the cells that a gradebook has recorded."""
    with Gradebook(url, "course") as book:
        found = {}
        for notebook in book.find_assignment(NAME).notebooks:
            found[notebook.name] = (
                sorted((c.name, c.max_score, c.cell_type) for c in notebook.grade_cells),
                sorted(c.name for c in notebook.solution_cells),
                sorted((c.name, c.max_score, c.cell_type) for c in notebook.task_cells),
                sorted((c.name, c.locked, c.source, c.checksum) for c in notebook.source_cells),
                json.loads(notebook.kernelspec),
            )
        return found


def database(folder):
    return course_config(folder).db_url


def filed(folder):
    """Read what lies in autograded/, the workshop apart."""
    root = folder / "autograded"
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".tinkernet" not in path.parts
    }


def graded_by_hand(url, student, points, comment):
    """Let a person grade a submission, as formgrader does."""
    with Gradebook(url, "course") as book:
        grade = book.find_grade("test_double", "one", NAME, student)
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = points, 0.5, False
        book.find_comment("essay", "one", NAME, student).manual_comment = comment
        book.update_or_create_student(student, first_name="Ada", email="ada@example.org")
        book.db.commit()


def recorded_course(temporary, place):
    """Lay a course in which the assignment is recorded; copied, as a new gradebook takes long."""
    template = temporary / "recorded-course"
    if not template.exists():
        with GradebookWriter(lay_course(template)) as writer:
            assert writer.prepare(NAME, prepared()) is True
    return shutil.copytree(template, place)
