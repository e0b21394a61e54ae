"""Make submissions from the released notebook."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import nbformat

from tinkernet.grading._sample_answers import PERFECT
from tinkernet.grading._sample_class import STUB

from .entry import Entry, Files, Place

NOTEBOOK = "01_linear_regression.ipynb"
BEFORE = {"check_predict_line": 1.0}
BOTH = {"check_predict_line": 1.0, "check_standardize": 2.0}


def shorter(notebook: Any) -> Any:
    """Leave out the given cells that draw: they take most of the time and are never attacked."""
    result = deepcopy(notebook)
    drawing = ("plots.", "LineFit(", "optim.fit")
    result.cells = [
        cell
        for cell in result.cells
        if cell.cell_type != "code"
        or cell.metadata.get("nbgrader", {}).get("solution")
        or not any(word in cell.source for word in drawing)
    ]
    return result


class Book:
    """A released notebook that a student writes into.

    Parameters
    ----------
    released : NotebookNode
        Not changed.
    """

    def __init__(self, released: Any) -> None:
        self.notebook = deepcopy(released)

    @property
    def cells(self) -> list[Any]:
        """All cells, in order."""
        cells: list[Any] = self.notebook.cells
        return cells

    def cell(self, grade_id: str) -> Any:
        """Find a cell."""
        return next(
            each
            for each in self.cells
            if each.metadata.get("nbgrader", {}).get("grade_id") == grade_id
        )

    def answer(self, grade_id: str, body: str, *, above: str = "") -> Book:
        """Write into a stub, and above the function."""
        cell = self.cell(grade_id)
        inner = textwrap.indent(textwrap.dedent(body).strip("\n"), "    ")
        stub = textwrap.indent(STUB, "    ")
        assert stub in cell.source
        cell.source = cell.source.replace(stub, inner) if body else cell.source
        if above:
            cell.source = f"{textwrap.dedent(above).strip()}\n\n\n{cell.source}"
        return self

    def honest(self, *grade_ids: str) -> Book:
        """Solve some exercises as one should."""
        for grade_id in grade_ids:
            self.answer(grade_id, PERFECT[grade_id])
        return self

    def insert(self, source: str, *, after: str = "", kind: str = "code") -> Book:
        """Add a cell after another one, or at the end."""
        place = self.cells.index(self.cell(after)) + 1 if after else len(self.cells)
        make = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}[kind]
        number = len(self.cells)
        self.cells.insert(place, make(textwrap.dedent(source).strip("\n"), id=f"own-{number}"))
        return self

    def files(self, beside: Mapping[str, str | bytes] | None = None) -> Files:
        """Return the submission: the notebook and what lies beside it."""
        found = {NOTEBOOK: (nbformat.writes(self.notebook, version=4) + "\n").encode()}
        for name, content in (beside or {}).items():
            text = content if isinstance(content, bytes) else textwrap.dedent(content).encode()
            found[name] = text
        return found


def attack(
    kind: str,
    name: str,
    tries: str,
    above: str = "",
    *,
    mse: str = "",
    answers: Mapping[str, str] | None = None,
    beside: Mapping[str, str | bytes] | None = None,
    honest: tuple[str, ...] = ("predict_line", "standardize"),
    points: Mapping[str, float] | None = None,
    **rest: Any,
) -> Entry:
    """Make an entry whose attack sits in the answer to ``mse``.

    Parameters
    ----------
    kind, name, tries : str
    above : str
        Code at the top of that cell; ``{course}``, ``{home}``, ``{judge}``, ``{port}`` and
        ``{socket}`` between double angle brackets stand for the place.
    mse : str
        What is returned instead of an answer.
    answers : mapping of str to str
        Bodies of other answers.
    beside : mapping of str to str or bytes
        Files beside the notebook.
    honest : tuple of str
        Solved as one should; an answer before the attack and one after it unless told otherwise.
    points : mapping of str to float or None
        None: the points of the two honest answers.
    """

    def build(released: Any, place: Place) -> Files:
        code = above
        for word in ("course", "home", "judge", "port", "socket"):
            code = code.replace(f"<<{word}>>", str(getattr(place, word)))
        book = Book(released).honest(*honest).answer("mse", mse, above=code)
        for grade_id, body in (answers or {}).items():
            book.answer(grade_id, body)
        return book.files(beside)

    return Entry(name, kind, tries, build, BOTH if points is None else points, **rest)
