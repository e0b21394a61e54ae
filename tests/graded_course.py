"""A course with one graded assignment of three students, two of them hostile."""

import os
import sys
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from page_attacks import cells

from tinkernet.checks import Report, judge
from tinkernet.exercises import find

# nbgrader calls `alembic` by name; in a venv that is not activated it lies beside this Python.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

SECURED = "from tinkernet.grading._formgrader import secure_pages\nsecure_pages(c)\n"
PLAIN = "c = get_config()\nc.CourseDirectory.course_id = 'course'\n"
ATTACK = """<script>
(async () => {
  const xsrf = (document.cookie.match("_xsrf=([^;]*)") || [])[1];
  const headers = { "X-XSRFToken": xsrf, "X-CSRFToken": xsrf, "Content-Type": "application/json" };
  const id = location.pathname.split("/").filter(Boolean).pop();
  const all = await (await fetch("/formgrader/api/grades?submission_id=" + id)).json();
  for (const one of all) {
    await fetch("/formgrader/api/grade/" + one.id,
      { method: "PUT", headers, body: JSON.stringify({ manual_score: 5, extra_credit: 100 }) });
  }
  window.attacked = true;
})();
</script>"""


def report():
    """Return the judge's report of a wrong answer, as the grader stores it."""
    exercise = find("mse")
    verdict = judge("mse", lambda y_hat, y: ((y_hat - y) ** 2).sum())
    html = Report(exercise, verdict).to_html()
    return new_output("display_data", {"text/html": html}, metadata={"tinkernet": {}})


def _noted(name, *, points=None, solution=False):
    noted = {"grade_id": name, "grade": points is not None, "solution": solution, "locked": False}
    noted |= {"task": False, "schema_version": 3, "points": points}
    return {"nbgrader": noted}


def notebook(*attacks):
    """Return a graded notebook: one exercise, one written answer, and what else is given."""
    answer = "The slope $a$ is found by $$a = \\frac{\\sum_i x_i y_i}{\\sum_i x_i^2}$$ as we saw."
    code = new_code_cell("def mse(y_hat, y):\n    return ((y_hat - y) ** 2).sum()")
    check = new_code_cell('check("mse", mse)', outputs=[report()], execution_count=3)
    text = new_markdown_cell(answer)
    code.metadata = _noted("mse", solution=True)
    check.metadata = _noted("check_mse", points=3)
    text.metadata = _noted("manual", points=5, solution=True)
    whole = new_notebook(cells=[code, check, text])
    whole.cells += [nbformat.from_dict(one) for one in attacks]  # new_notebook would look at them
    return whole


def lay_graded_course(folder, *, secured=True):
    """Lay the course folder with its gradebook: ada and eve are hostile, bob is not."""
    from nbgrader.api import Gradebook

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "nbgrader_config.py").write_text(PLAIN + (SECURED if secured else ""))
    attack = {"cell_type": "markdown", "source": ATTACK, "metadata": {}}
    for student, extra in {"ada": [attack, *cells()], "bob": [], "eve": [attack]}.items():
        place = folder / "autograded" / student / "ps1" / "p1.ipynb"
        place.parent.mkdir(parents=True)
        # nbformat's own writer would refuse or mend what a student can put into a file.
        place.write_text(nbformat.v4.writes(_joined(notebook(*extra))))
        (place.parent / "evil.html").write_text(ATTACK)
    (folder / "source" / "ps1").mkdir(parents=True)
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "course") as book:
        book.add_assignment("ps1")
        book.add_notebook("p1", "ps1")
        book.add_solution_cell("mse", "p1", "ps1")
        book.add_grade_cell("check_mse", "p1", "ps1", max_score=3, cell_type="code")
        book.add_grade_cell("manual", "p1", "ps1", max_score=5, cell_type="markdown")
        book.add_solution_cell("manual", "p1", "ps1")
        for student in ("ada", "bob", "eve"):
            book.add_student(student, first_name=f"<b>{student}</b>", last_name="O'Neil & Söhne")
            book.add_submission("ps1", student)
            book.find_grade("check_mse", "p1", "ps1", student).auto_score = 1.5
            book.find_grade("manual", "p1", "ps1", student).needs_manual_grade = True
            book.find_comment(
                "mse", "p1", "ps1", student
            ).manual_comment = "Good, but $\\frac{1}{m}$?"
        book.db.commit()
    return folder


def _joined(content):
    """Replace what cannot be written to a file at all: halves of surrogate pairs."""
    if isinstance(content, dict):
        return nbformat.NotebookNode({_joined(k): _joined(v) for k, v in content.items()})
    if isinstance(content, list):
        return [_joined(one) for one in content]
    return content.replace("\ud800", "?") if isinstance(content, str) else content


def grades(folder, student):
    """Return the scores in the gradebook, by cell."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{folder}/gradebook.db", "course") as book:
        found = book.find_submission_notebook("p1", "ps1", student)
        return {
            grade.name: (grade.auto_score, grade.manual_score, grade.extra_credit)
            for grade in found.grades
        }


def comment(folder, student, cell):
    """Return a comment in the gradebook."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{folder}/gradebook.db", "course") as book:
        return book.find_comment(cell, "p1", "ps1", student).comment


def address_of(folder, student):
    """Return the identifier by which formgrader finds a student's notebook."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{folder}/gradebook.db", "course") as book:
        return book.find_submission_notebook("p1", "ps1", student).id
