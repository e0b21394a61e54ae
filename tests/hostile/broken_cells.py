"""Broken notebooks: cells copied, moved, merged, split, retyped, renamed, deleted."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from tinkernet.grading._sample_answers import PERFECT

from .entry import Entry, Files, Place
from .notebooks import BOTH, NOTEBOOK, Book

_FIRST = {"check_predict_line": 1.0}
_ALL = {
    "check_predict_line": 1.0, "check_mse": 2.0, "check_mse_gradient": 3.0,
    "check_gradient_descent": 3.0, "check_least_squares": 2.0, "check_standardize": 2.0,
}  # fmt: skip


def _edited(
    name: str, tries: str, edit: Callable[[Book], None], points: dict[str, float] = BOTH,
    flags: tuple[str, ...] = (), honest: tuple[str, ...] = ("predict_line", "standardize"),
) -> Entry:  # fmt: skip
    """Make an entry by editing a notebook with two honest answers."""

    def build(released: Any, place: Place) -> Files:
        book = Book(released).honest(*honest)
        edit(book)
        # Not through nbformat, which would mend or refuse it.
        return {NOTEBOOK: json.dumps(book.notebook).encode()}

    return Entry(name, "broken", tries, build, points, flags)


def _each(change: Callable[[Any], Any]) -> Callable[[Book], None]:
    def edit(book: Book) -> None:
        for cell in book.cells:
            change(cell)

    return edit


def _same_ids(book: Book) -> None:
    for cell in book.cells:
        cell["id"] = "same"


def _copy(book: Book, grade_id: str, *, before: bool, source: str | None = None) -> None:
    cell = deepcopy(book.cell(grade_id))
    if source is not None:
        cell.source = source
    book.cells.insert(book.cells.index(book.cell(grade_id)) + (not before), cell)


def _stub(book: Book, grade_id: str) -> str:
    source: str = book.cell(grade_id).source
    return source.split('"""')[0] + "raise NotImplementedError()"


def _move(book: Book, grade_id: str, place: int) -> None:
    cell = book.cell(grade_id)
    book.cells.remove(cell)
    book.cells.insert(place, cell)


def _delete(book: Book, *grade_ids: str) -> None:
    for grade_id in grade_ids:
        book.cells.remove(book.cell(grade_id))


def _reverse(book: Book) -> None:
    book.cells.reverse()


def _merge(book: Book) -> None:
    one, other = book.cell("predict_line"), book.cell("check_predict_line")
    one.source += "\n\n" + other.source
    book.cells.remove(other)


def _split(book: Book) -> None:
    cell = book.cell("standardize")
    book.insert("shift = lambda table: table.mean(axis=0)", after="standardize")
    cell.source = cell.source.replace("X.mean(axis=0)", "shift(X)")


def _in_a_new_cell(book: Book) -> None:
    source = book.cell("predict_line").source
    book.cell("predict_line").source = _stub(book, "predict_line")
    book.insert(source, after="predict_line")


def _deleted_and_typed_anew(book: Book) -> None:
    source = book.cell("predict_line").source
    book.insert(source, after="predict_line")
    _delete(book, "predict_line")


def _retype(book: Book) -> None:
    for grade_id, kind in (("predict_line", "markdown"), ("standardize", "raw")):
        cell = book.cell(grade_id)
        cell.cell_type = kind
        cell.pop("outputs", None)


def _odd_types(book: Book) -> None:
    book.cells.insert(1, {"cell_type": 5, "source": {"a": 1}, "metadata": [], "id": None})
    book.cells.insert(3, {"cell_type": "code", "source": None, "outputs": {}, "metadata": None})
    book.cells.insert(5, {"cell_type": "code", "source": [1, None, ["x"]], "metadata": "tags"})
    book.cells.insert(7, {"metadata": {"nbgrader": {"grade_id": ["mse"], "points": "x"}}})
    book.cells.insert(9, {"cell_type": "heading", "level": "x", "source": "Results"})
    for cell in book.cells[10:12]:
        cell["attachments"] = [1]
        cell["execution_count"] = "many"


def _surrogates(book: Book) -> None:
    book.cell("predict_line").source += "\n# \ud800 \udfff half a smile"
    book.insert("print('\ud83d')\n# \x00 \x1b[31m", after="predict_line")
    book.cell("mse").metadata["name"] = "\udc80"


def _metadata_gone(book: Book) -> None:
    for cell in book.cells:
        cell["metadata"] = {}


def _all_traces_gone(book: Book) -> None:
    for cell in book.cells:
        cell["metadata"] = {}
        cell.pop("id", None)


def _old_grade_ids(book: Book) -> None:
    for cell in book.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader["grade_id"] = "cell-" + cell.metadata.nbgrader["grade_id"]


def _strange_marks(book: Book) -> None:
    marks = book.cell("predict_line").metadata.nbgrader
    marks.update(points=float("nan"), solution="yes", schema_version=-1, grade=None, task=[[]])
    book.cell("standardize").metadata["tags"] = {"a": [None]}


def _sources_as_lines(cell: Any) -> None:
    cell["source"] = cell["source"].splitlines(keepends=True)


def _indented_by_tabs(book: Book) -> None:
    cell = book.cell("predict_line")
    cell.source = cell.source.replace("    ", "\t")


def _own_cells(book: Book) -> None:
    for number in range(60):
        book.insert(f"n{number} = {number}\nn{number} / 0", after="check_mse")
    book.insert("%%bash\nls\n", after="check_mse")
    book.insert("%matplotlib inline\n%who\n!pip install torch\n?mse", after="check_mse")


def _solution_in_other_cell_ids(book: Book) -> None:
    for name in ("predict_line", "standardize"):
        cell = book.cell(name)
        cell.metadata.nbgrader["grade_id"] = name + "_copy1"
        cell["id"] = name + "-copy"


def _perfect_but_shuffled(book: Book) -> None:
    book.honest("mse", "mse_gradient", "gradient_descent", "least_squares")
    book.cells.sort(key=lambda cell: str(cell["id"]))


BROKEN = (
    _edited("ids_gone", "cells without ids", _each(lambda cell: cell.pop("id"))),
    _edited("ids_twice", "one id for all cells", _same_ids),
    _edited("metadata_gone", "no metadata at all", _metadata_gone),
    _edited("all_traces_gone", "neither metadata nor ids", _all_traces_gone),
    _edited("grade_ids_renamed", "grade ids with something in front", _old_grade_ids),
    _edited("answers_renamed", "the answers' grade ids and ids end in copy1",
            _solution_in_other_cell_ids),
    _edited("marks_odd", "metadata of the wrong kinds", _strange_marks, flags=("metadata",)),
    _edited("types_odd", "cells of the wrong kinds of everything", _odd_types),
    _edited("sources_as_lines", "sources as lists of lines", _each(_sources_as_lines)),
    _edited("surrogates", "half characters in sources and metadata", _surrogates),
    _edited("copied_before", "an innocently pasted copy of the stub above the answer",
            lambda book: _copy(book, "predict_line", before=True,
                               source="def predict(x, a, b):\n    raise NotImplementedError()")),
    _edited("copied_after", "an innocently pasted copy of the answer below it",
            lambda book: _copy(book, "predict_line", before=False)),
    _edited("released_stub_before", "the stub as released is still there, above the answer",
            lambda book: _copy(book, "standardize", before=True,
                               source=book.cell("standardize").source.replace(
                                   book.cell("standardize").source.split('"""')[2],
                                   "\n    # YOUR CODE HERE\n    raise NotImplementedError()")),
            flags=("duplicate",)),
    _edited("test_copied", "a pasted copy of a test", lambda book: _copy(
        book, "check_predict_line", before=True), flags=("duplicate",)),
    _edited("answer_deleted", "an answer cell is gone", lambda book: _delete(book, "predict_line"),
            {"check_standardize": 2.0}, ("missing",)),
    _edited("test_deleted", "two tests are gone", lambda book: _delete(
        book, "check_predict_line", "check_standardize"), flags=("missing",)),
    _edited("setup_deleted", "the imports are gone", lambda book: _delete(book, "setup"),
            flags=("missing",)),
    _edited("merged", "an answer and its test in one cell", _merge, flags=("missing",)),
    _edited("split", "an answer in two cells, the second after the first", _split),
    _edited("in_a_new_cell", "the answer in a new cell below the stub", _in_a_new_cell),
    _edited("typed_anew", "the answer cell deleted, and typed anew", _deleted_and_typed_anew,
            flags=("found",)),
    _edited("answers_retyped", "answers as markdown and raw cells", _retype, flags=("retyped",)),
    _edited("moved", "an answer moved below its test", lambda book: _move(
        book, "predict_line", 12)),
    _edited("reversed", "all cells in reverse order", _reverse),
    _edited("shuffled", "everything solved, in another order", _perfect_but_shuffled, _ALL),
    _edited("tabs", "indented by tabs", _indented_by_tabs),
    _edited("syntax_error", "an answer that does not parse", lambda book: setattr(
        book.cell("standardize"), "source", "def def standardize(X):\n  return X"), _FIRST),
    _edited("own_cells", "sixty own cells with errors, magics and shell lines", _own_cells),
    _edited("answer_renamed", "the function under another name", lambda book: setattr(
        book.cell("standardize"), "source",
        book.cell("standardize").source.replace("def standardize", "def standardise")), _FIRST),
    _edited("setup_in_answer", "an import inside the answer that is not installed",
            lambda book: setattr(book.cell("standardize"), "source",
                                 "import nowhere\n" + book.cell("standardize").source), _FIRST),
    _edited("answered_on_top", "all functions again in one cell at the top",
            lambda book: book.cells.insert(0, {
                "cell_type": "code", "id": "top", "metadata": {}, "outputs": [],
                "execution_count": None,
                "source": f"def predict(x, a, b):\n    {PERFECT['predict_line']}"})),
)  # fmt: skip
