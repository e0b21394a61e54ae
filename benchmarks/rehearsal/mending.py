"""Tests that the instructor mends in the middle of the term, in the notebook in ``source/``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import nbformat


class Mend(NamedTuple):
    """One test that becomes another one, or is worth something else.

    Attributes
    ----------
    cell : str
        Its grade id.
    points : float
    source : str
        What it says from now on; empty: as before.
    """

    cell: str
    points: float
    source: str = ""


MENDED: Mapping[str, Sequence[Mend]] = {
    "01_linear_regression": (
        Mend("check_predict_line", 1, "assert predict(np.array([2.0]), 3.0, 0.0)[0] == 6"),
        Mend("check_mse", 3),
    ),
    "05_softmax_cross_entropy": (
        Mend("check_softmax", 4),
        Mend("check_one_hot", 1, "assert one_hot(np.array([0, 2]), 4).sum() == 2"),
    ),
}
"""By assignment: a laxer test, from which some gain, and one that is worth more."""


def mend(course: Path, assignment: str) -> None:
    """Change the tests; where they are changed already, nothing.

    Parameters
    ----------
    course : Path
        The course folder.
    assignment : str
    """
    path = course / "source" / assignment / f"{assignment}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    wanted = {each.cell: each for each in MENDED[assignment]}
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if each := wanted.pop(marks.get("grade_id"), None):
            marks["points"] = each.points
            cell.source = each.source or cell.source
    if wanted:
        raise ValueError(f"{assignment} has no test {', '.join(wanted)} that could be mended.")
    new = path.with_suffix(".new")
    nbformat.write(notebook, new)
    new.replace(path)
