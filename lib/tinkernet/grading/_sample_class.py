"""Twelve students who hand in what students hand in, for trying the grader out."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import nbformat

from ._sample_answers import LOOPS, MISCONCEPTIONS, PERFECT, WRITTEN

STUB = "# YOUR CODE HERE\nraise NotImplementedError()"
"""What nbgrader leaves in place of a solution; see ``nbgrader_config.py``."""


@dataclass(frozen=True)
class SampleStudent:
    """One student of the sample class.

    Attributes
    ----------
    name : str
        Also the folder's name.
    answers : mapping of str to str
        What the student writes instead of the stub, by grade id; stubs not named stay.
    written : str
        The answer to the written question; empty leaves the cell as it was.
    extra_cell : str
        Code of a cell that the student adds at the end; empty adds none.
    broken : str
        Grade id of a cell that does not parse; empty where all do.
    """

    name: str
    answers: Mapping[str, str]
    written: str = ""
    extra_cell: str = ""
    broken: str = ""


def sample_class() -> list[SampleStudent]:
    """Return the twelve students of 01_linear_regression, in alphabetical order."""
    first_half = {name: PERFECT[name] for name in ("predict_line", "mse", "mse_gradient")}
    students = [
        SampleStudent("perfect", PERFECT, WRITTEN),
        SampleStudent("perfect_in_loops", LOOPS, WRITTEN),
        SampleStudent("untouched", {}),
        SampleStudent("half_done", first_half),
        SampleStudent("extra_cell_raises", PERFECT, WRITTEN, extra_cell="my_experiment = 1 / 0"),
        SampleStudent("syntax_error", PERFECT, WRITTEN, broken="predict_line"),
    ]
    for name, (exercise, code) in MISCONCEPTIONS.items():
        students.append(SampleStudent(f"thinks_{name}", {**PERFECT, exercise: code}, WRITTEN))
    return sorted(students, key=lambda student: student.name)


def lay_sample_class(released: Path, submitted: Path) -> list[Path]:
    """Write the class's submissions the way students do: into copies of the released notebook.

    Parameters
    ----------
    released : Path
        The released notebook.
    submitted : Path
        nbgrader's folder of submissions.

    Returns
    -------
    list of Path
        The notebooks written, ``submitted/STUDENT/ASSIGNMENT/NOTEBOOK.ipynb``.
    """
    paths = []
    for student in sample_class():
        path = submitted / student.name / released.parent.name / released.name
        path.parent.mkdir(parents=True, exist_ok=True)
        notebook = filled_in(nbformat.read(released, as_version=4), student)
        path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
        paths.append(path)
    return paths


def filled_in(released: nbformat.NotebookNode, student: SampleStudent) -> nbformat.NotebookNode:
    """Return a copy of the released notebook with a student's answers in its stubs.

    Parameters
    ----------
    released : NotebookNode
        The released notebook; not changed.
    student : SampleStudent
        Whose answers.

    Raises
    ------
    ValueError
        If a cell that should be filled in holds no stub.
    """
    notebook = deepcopy(released)
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if not marks.get("solution"):
            continue
        grade_id = marks["grade_id"]
        if marks.get("grade"):
            cell.source = student.written or cell.source
        elif grade_id in student.answers:
            cell.source = _without_stub(cell.source, grade_id, student.answers[grade_id])
        if grade_id == student.broken:
            cell.source = cell.source.replace("def ", "def def ")
    if student.extra_cell:
        # An id of its own, so that the same class is the same bytes.
        notebook.cells.append(nbformat.v4.new_code_cell(student.extra_cell, id="extra"))
    return notebook


def _without_stub(source: str, grade_id: str, answer: str) -> str:
    stub = textwrap.indent(STUB, "    ")
    if stub not in source:
        raise ValueError(f"The released cell {grade_id!r} holds no stub to fill in.")
    body = textwrap.indent(textwrap.dedent(answer).strip("\n"), "    ")
    return source.replace(stub, body)
