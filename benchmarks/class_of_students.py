"""A class that hands in 01_linear_regression, in course folders of its own."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import nbformat

from tinkernet.grading import SampleStudent, filled_in, sample_class
from tinkernet.grading._sample_answers import LOOPS, MISCONCEPTIONS, PERFECT, WRITTEN

ROOT = Path(__file__).resolve().parent.parent
NAME = "01_linear_regression"
DIFFERENT = 40
"""Students who differ in what they wrote; a larger class repeats them, each with other bytes."""

PLAIN_CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "plain"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc*", "__pycache__", "README.md"]
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\\nraise NotImplementedError()"}
c.ClearSolutions.text_stub = "*Write your answer here: double-click, type, run the cell.*"
"""
"""All that nbgrader has to know of the course: no preprocessor of ours, no sandbox."""


def class_of(count: int, seed: int) -> list[SampleStudent]:
    """Return a class: the sample class first, then mixtures of what its students wrote.

    Parameters
    ----------
    count : int
        How many students.
    seed : int
        What the mixtures are drawn from.
    """
    rng = random.Random(seed)
    different = sample_class()
    while len(different) < DIFFERENT:
        different.append(_mixture(rng, len(different)))
    students = []
    for number in range(count):
        student = different[number % DIFFERENT]
        # A cell that is only a comment: the same answers, other bytes, so other secret cases.
        own = f"{student.extra_cell}\n# {number}".strip()
        students.append(replace(student, name=f"{number:04d}_{student.name}", extra_cell=own))
    return students


def _mixture(rng: random.Random, number: int) -> SampleStudent:
    """Write each answer in one of two styles; leave some out; sometimes believe one wrong idea."""
    answers = {name: rng.choice((PERFECT, LOOPS))[name] for name in PERFECT}
    kind = rng.choice(("style", "style", "idea", "idea", "unfinished"))
    if kind == "idea":
        exercise, code = MISCONCEPTIONS[rng.choice(sorted(MISCONCEPTIONS))]
        answers[exercise] = code
    if kind == "unfinished":
        answers = dict(list(answers.items())[: rng.randrange(1, len(answers))])
    return SampleStudent(f"{kind}_{number}", answers, rng.choice((WRITTEN, "")))


def lay_course(
    folder: Path, students: Sequence[SampleStudent], seed: int, config: str = ""
) -> Path:
    """Lay a course folder in which a class has handed in and nobody is graded.

    Parameters
    ----------
    folder : Path
        Must not exist.
    students : sequence of SampleStudent
    seed : int
        The secret that cases are drawn from.
    config : str
        The course's ``nbgrader_config.py``; default: the one of this repository.
    """
    for name in ("course", "source"):
        shutil.copytree(ROOT / name, folder / name)
    config = config or (ROOT / "nbgrader_config.py").read_text()
    (folder / "nbgrader_config.py").write_text(config)
    (folder / ".grading-seed").write_text(f"{seed}\n")
    released = nbformat.read(ROOT / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    for student in students:
        place = folder / "submitted" / student.name / NAME
        place.mkdir(parents=True)
        notebook = nbformat.writes(filled_in(released, student))
        (place / f"{NAME}.ipynb").write_text(notebook + "\n", encoding="utf-8")
    return folder


def scores(folder: Path) -> dict[tuple[str, str], tuple[float | None, bool]]:
    """Return the gradebook's automatic score, and whether a person must look, of every cell."""
    from nbgrader.api import Gradebook

    found = {}
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        for submission in gradebook.assignment_submissions(NAME):
            for notebook in submission.notebooks:
                for grade in notebook.grades:
                    key = (submission.student.id, grade.name)
                    found[key] = (grade.auto_score, bool(grade.needs_manual_grade))
    return found


def wrote_to_stderr(folder: Path) -> list[str]:
    """List the students in whose graded notebooks something stands on stderr."""
    found = []
    for path in sorted((folder / "autograded").glob("*/*/*.ipynb")):
        cells = nbformat.read(path, as_version=4).cells
        outputs = [output for cell in cells for output in cell.get("outputs", ())]
        if any(output.get("name") == "stderr" for output in outputs):
            found.append(path.parent.parent.name)
    return found
