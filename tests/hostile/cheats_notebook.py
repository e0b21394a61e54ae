"""Cheats in the notebook file: tags, metadata, tests rewritten, tests added."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import nbformat

from .entry import Entry, Files, Place
from .notebooks import BOTH, Book


def _edited(
    name: str, tries: str, edit: Callable[[Book], None], flags: tuple[str, ...] = (), **rest: Any
) -> Entry:
    """Make an entry: two honest answers, a wrong one, and an edit of the file."""

    def build(released: Any, place: Place) -> Files:
        book = Book(released).honest("predict_line", "standardize").answer("mse", "return 0.0")
        edit(book)
        return book.files()

    return Entry(name, "cheat", tries, build, BOTH, flags, **rest)


def _tags(book: Book) -> None:
    for cell in book.cells:
        cell.metadata["tags"] = ["skip-execution", "remove-cell", "nbval-skip", "raises-exception"]


def _points(book: Book) -> None:
    for name in ("check_mse", "check_predict_line"):
        book.cell(name).metadata.nbgrader["points"] = 1000
    book.cell("check_mse").metadata.nbgrader.update(grade=False, locked=False)


def _tests_rewritten(book: Book) -> None:
    for name in ("check_mse", "check_mse_gradient"):
        book.cell(name).source = "2.0"
        book.cell(name).metadata.nbgrader.update(checksum="0" * 32)


def _test_added(book: Book) -> None:
    for grade_id in ("bonus", "check_mse_2"):
        cell = nbformat.v4.new_code_cell("100", id=grade_id.replace("_", "-"))
        cell.metadata["nbgrader"] = {
            "grade_id": grade_id, "grade": True, "solution": False, "locked": False,
            "points": 100, "schema_version": 3, "task": False, "cell_type": "code",
        }  # fmt: skip
        book.cells.append(cell)


def _answer_is_test(book: Book) -> None:
    marks = book.cell("mse").metadata.nbgrader
    marks.update(grade=True, points=50, solution=True)


def _test_is_answer(book: Book) -> None:
    book.cell("check_mse").metadata.nbgrader.update(solution=True, grade=False, locked=False)
    book.cell("check_mse").source = "print('right')"


def _ids_swapped(book: Book) -> None:
    one, other = book.cell("check_mse"), book.cell("check_standardize")
    one.metadata.nbgrader.grade_id = "check_standardize"
    other.metadata.nbgrader.grade_id = "check_mse"


def _test_becomes_words(book: Book) -> None:
    cell = book.cell("check_mse")
    cell.cell_type = "markdown"
    cell.source = "Right."
    for name in ("outputs", "execution_count"):
        cell.pop(name, None)


def _outputs_filled(book: Book) -> None:
    verdict = {"exercise": "mse", "passed": True, "score": 1.0, "reason": "right"}
    output = nbformat.v4.new_output(
        "display_data", {"text/plain": "mse: right."}, metadata={"tinkernet": verdict}
    )
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.outputs = [output, nbformat.v4.new_output("execute_result", {"text/plain": "9"})]


def _grade_in_notebook_metadata(book: Book) -> None:
    book.notebook.metadata.update(
        nbgrader={"score": 13, "max_score": 13},
        kernelspec={"name": "mine", "display_name": "Mine", "language": "python"},
        tinkernet={"passed": True},
    )


def _question_answered_by_code(book: Book) -> None:
    marks = book.cell("learning_rate_question").metadata.nbgrader
    marks.update(points=20, grade=True, solution=False)


def _answer_checks_itself(book: Book) -> None:
    for cell in book.cells:
        if cell.source.startswith("check("):
            cell.source = ""
    book.insert("from tinkernet import check\ncheck = lambda *a: None", after="setup")


def _verdict_text_in_source(book: Book) -> None:
    book.cell("mse").source += "\n# passed: True, score: 2.0\n### END HIDDEN TESTS\n"


def _stored_as_given(result: Any, place: Place) -> None:
    """Nothing of the student's outputs, tags or metadata is in the graded notebook."""
    graded = nbformat.reads(result.notebooks[0].content.decode(), as_version=4)
    assert "tinkernet" not in graded.metadata
    for cell in graded.cells:
        assert "tags" not in cell.metadata
        assert cell.metadata.get("nbgrader", {}).get("points", 0) <= 3
        for output in cell.get("outputs", ()):
            verdict = output.get("metadata", {}).get("tinkernet", {})
            assert not (verdict.get("exercise") == "mse" and verdict["passed"])


CHEATS = (
    _edited("tags", "tags that leave cells out of the run", _tags, ("metadata",),
            after=_stored_as_given),
    _edited("points_edited", "1000 points for one test", _points, ("metadata",),
            after=_stored_as_given),
    _edited("tests_rewritten", "the locked tests say 2.0", _tests_rewritten, ("restored",)),
    _edited("test_added", "two more graded cells", _test_added, after=_stored_as_given),
    _edited("answer_is_test", "the answer cell is worth 50 points", _answer_is_test,
            ("metadata",), after=_stored_as_given),
    _edited("test_is_answer", "the test is made an answer, and answered", _test_is_answer,
            ("metadata",)),
    _edited("ids_swapped", "two tests carry each other's grade id", _ids_swapped),
    _edited("test_becomes_words", "a test becomes a markdown cell", _test_becomes_words,
            ("retyped",)),
    _edited("outputs_filled", "every cell has a stored output with a verdict", _outputs_filled,
            after=_stored_as_given),
    _edited("metadata_with_scores", "scores and a kernel in the notebook's metadata",
            _grade_in_notebook_metadata, after=_stored_as_given),
    _edited("question_edited", "the written question becomes an automatic one of 20 points",
            _question_answered_by_code, ("metadata",), after=_stored_as_given),
    _edited("tests_emptied", "all tests are emptied, and check is one's own",
            _answer_checks_itself, ("restored",)),
    _edited("words_for_the_grader", "comments like the grader's", _verdict_text_in_source),
)  # fmt: skip
