"""A course with one tiny assignment of raw asserts and a data file, as an instructor adds one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat

from .entry import Entry, Files, Place

TINY = "tiny"
ONLY_SQUARE = {"test_square": 1.0}

_ANSWERS = {
    "square": "def square(x):\n    {}",
    "double": "def double(x):\n    {}",
    "total": "def total(values):\n    {}",
}
_STUB = "# YOUR CODE HERE\n    raise NotImplementedError()"
SOLUTIONS = {
    "square": "return x * x",
    "double": "return x + x",
    "total": "return np.cumsum(values)",
}
_TESTS = {
    "square": (1, "assert square(3) == 9\nassert square(-2) == 4", "assert square(7) == 49"),
    "double": (
        2,
        "assert double(4) == 8",
        "assert double(-3) == -6\nassert double(0.5) == 1.0, 'half'\n"
        "for number in range(3):\n    assert double(number) == 2 * number",
    ),
    "total": (
        3,
        "np.testing.assert_allclose(total([1, 2, 3]), [1, 3, 6])",
        "assert np.allclose(total(np.loadtxt('numbers.csv')), [4, 9, 15])\n"
        "assert total([5.0]).shape == (1,)",
    ),
}


def tiny_notebook(*, hidden: bool) -> Any:
    """Write the notebook: with solutions and hidden tests for the course, without for students."""
    cells = [_cell("imports", "import numpy as np", locked=True)]
    for name, frame in _ANSWERS.items():
        points, shown, secret = _TESTS[name]
        test = f"{shown}\n### BEGIN HIDDEN TESTS\n{secret}\n### END HIDDEN TESTS"
        cells.append(_cell(name, frame.format(_STUB), solution=True))
        source = test if hidden else shown
        cells.append(_cell(f"test_{name}", source, grade=True, locked=True, points=points))
    return nbformat.v4.new_notebook(cells=cells)


def lay_tiny_course(folder: Path) -> None:
    """Lay the course folder."""
    source = folder / "source" / TINY
    source.mkdir(parents=True)
    (folder / "nbgrader_config.py").write_text("c = get_config()\n")
    (folder / ".grading-seed").write_text("190734863287\n")
    (source / f"{TINY}.ipynb").write_text(nbformat.writes(tiny_notebook(hidden=True)))
    (source / "numbers.csv").write_text("4\n5\n6\n")


def tiny(
    name: str,
    tries: str,
    above: str = "",
    *,
    bodies: Mapping[str, str] | None = None,
    beside: Mapping[str, bytes] | None = None,
    points: Mapping[str, float] = ONLY_SQUARE,
    kind: str = "cheat",
    **rest: Any,
) -> Entry:
    """Make an entry for the tiny assignment: ``square`` is solved, the attack sits in ``double``.

    Parameters
    ----------
    name, tries : str
    above : str
        Code at the top of the cell of ``double``.
    bodies : mapping of str to str
        Bodies of ``double`` and ``total``; both return 0 unless told otherwise.
    beside : mapping of str to bytes
        Files beside the notebook.
    points : mapping of str to float
    kind : str
    """

    def build(released: Any, place: Place) -> Files:
        notebook = tiny_notebook(hidden=False)
        wanted = {"square": SOLUTIONS["square"], "double": "return 0", "total": "return 0"}
        for each, body in {**wanted, **(bodies or {})}.items():
            cell = next(one for one in notebook.cells if one.id == each)
            cell.source = _ANSWERS[each].format(body)
            if each == "double" and above:
                cell.source = f"{above.strip()}\n\n\n{cell.source}"
        return {f"{TINY}.ipynb": nbformat.writes(notebook).encode(), **(beside or {})}

    return Entry(name, kind, tries, build, points, course=TINY, **rest)


def _cell(grade_id: str, source: str, **marks: Any) -> Any:
    facts = {"grade": False, "solution": False, "locked": False, "task": False, **marks}
    facts |= {"grade_id": grade_id, "schema_version": 3, "cell_type": "code"}
    cell = nbformat.v4.new_code_cell(source, id=grade_id.replace("_", "-"))
    cell.metadata["nbgrader"] = facts
    return cell
