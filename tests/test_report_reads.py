"""What the report reads: the gradebook's points, the log's verdicts, in any state of grading."""

import csv
import json

import nbformat
import pytest
from click.testing import CliRunner
from fabricated_results import (
    DUE,
    LATE,
    NAME,
    database,
    file_all,
    graded_by_hand,
    recorded_course,
    result,
)  # fmt: skip
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin

from tinkernet.checks import VERDICT_KEY
from tinkernet.cli import main
from tinkernet.grading import Flag, GradedSubmission, GradingLog, State
from tinkernet.report import Outcome, read_class

DOUBLE = ("one", "test_double")
WRONG = {"exercise": "mse", "passed": False, "score": 0.5, "reason": "wrong value",
         "mistake": "sum_for_mean"}  # fmt: skip


@pytest.fixture
def course(tmp_path_factory, tmp_path):
    return recorded_course(tmp_path_factory.getbasetemp(), tmp_path / "course")


def by_name(folder):
    return {student.student: student for student in read_class(folder, NAME).students}


def test_points_are_those_that_nbgrader_exports(course):
    config = course / "nbgrader_config.py"
    config.write_text(config.read_text() + "c.LateSubmissionPlugin.penalty_method = 'zero'\n")
    with Gradebook(database(course), "course") as book:
        book.update_or_create_assignment(NAME, duedate=DUE)
    file_all(course, result("ada"), result("bo", (0, 1.5, 2), timestamp=LATE), result("cy"))
    graded_by_hand(database(course), "ada", 1.25, "Well said.")
    read = by_name(course)
    exported = course / "grades.csv"
    with Gradebook(database(course), "course") as book:
        CsvExportPlugin(to=str(exported), assignment=[NAME]).export(book)
    with exported.open() as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert {name: each.score for name, each in read.items()} == {
        name: float(row["score"]) for name, row in rows.items()
    }
    assert read["ada"].points == float(rows["ada"]["raw_score"]) == 1.25 + 0.5 + 3 + 2
    assert (read["bo"].score, read["bo"].penalty, read["bo"].late) == (0.0, 3.5, True)
    assert read["ada"].cells[DOUBLE].by_hand
    assert read["ada"].comments == {("one", "essay"): "Well said."}
    assert read["ada"].name == "Ada"
    assert read["cy"].waits
    assert not read["cy"].late


def test_an_extension_moves_the_due_date(course):
    with Gradebook(database(course), "course") as book:
        book.update_or_create_assignment(NAME, duedate=DUE)
    file_all(course, result("ada", timestamp=LATE), result("bo", timestamp=LATE))
    with Gradebook(database(course), "course") as book:
        book.grant_extension(NAME, "bo", hours=2)
    assert {name: each.late for name, each in by_name(course).items()} == {"ada": True, "bo": False}


def test_cells_come_in_the_notebooks_order_with_their_kind(course):
    file_all(course, result("ada"))
    cells = read_class(course, NAME).cells
    assert [(cell.grade_id, cell.kind) for cell in cells] == [
        ("test_double", "raw test"), ("test_triple", "raw test"), ("essay", "by hand"),
        ("test_half", "raw test"), ("drawing", "by hand"),
    ]  # fmt: skip


def test_verdicts_and_flags_are_the_logs(course):
    graded = result("ada", flags=(Flag("tampered", "Look.", "test_double"),))
    books = tuple(graded.notebooks)
    books[0].verdicts["test_double"] = [WRONG]
    file_all(course, graded)
    GradingLog(course).add(graded, filed=True, hashes={})
    ada = by_name(course)["ada"]
    assert ada.cells[DOUBLE].outcome is Outcome.MISTAKE
    assert [flag["kind"] for flag in ada.flags] == ["tampered"]


def test_without_a_log_verdicts_come_from_the_graded_notebook(course):
    file_all(course, result("ada"), result("bo"))
    cell = new_code_cell("check()", id="c")
    cell.metadata["nbgrader"] = {"grade_id": "test_double", "grade": True}
    cell.outputs = [new_output("display_data", {"text/plain": "x"}, metadata={VERDICT_KEY: WRONG})]
    path = course / "autograded" / "ada" / NAME / "one.ipynb"
    path.chmod(0o644)
    nbformat.write(new_notebook(cells=[cell]), path)
    (path.parent.parent.parent / "bo" / NAME / "one.ipynb").unlink()
    read = by_name(course)
    assert read["ada"].cells[DOUBLE].outcome is Outcome.MISTAKE
    assert read["bo"].cells[DOUBLE].outcome is Outcome.RIGHT  # points are all that is known
    failed = GradedSubmission("ada", NAME, State.FAILED, "It broke.")
    GradingLog(course).add(failed, filed=False, hashes={})
    ada = by_name(course)["ada"]  # what was filed before still stands
    assert (ada.state, ada.reason) == ("failed", "It broke.")
    assert ada.cells[DOUBLE].outcome is Outcome.MISTAKE


def test_odd_lines_of_the_log_are_passed_over(course):
    file_all(course, result("ada"))
    odd = {"student": "ada", "assignment": NAME, "verdicts": {"test_double": [3]}, "flags": ["x"]}
    (course / "grading-log.jsonl").write_text(f'{{"torn\n{json.dumps(odd)}\n')
    ada = by_name(course)["ada"]
    assert ada.flags == ()
    assert ada.cells[DOUBLE].outcome is Outcome.RIGHT


def run(folder, monkeypatch, *arguments):
    monkeypatch.chdir(folder)
    return CliRunner().invoke(main, ["report", *map(str, arguments)])


def test_the_command_prints_or_writes(course, monkeypatch):
    (course / "course").mkdir()
    file_all(course, result("ada [bold]", (0, 0, 0)), result("bo\u202e"))
    shown = run(course, monkeypatch, NAME, "--similarity")
    assert shown.exit_code == 0
    assert "2 of 2 students graded" in shown.output
    assert "ada [bold]" in shown.output
    assert "bo\\u202e" in shown.output
    written = run(course, monkeypatch, f"{NAME}/", "--html", "report.html", "--similarity")
    assert written.exit_code == 0
    assert "ada [bold]" in (course / "report.html").read_text()


def test_the_table_says_what_waits_and_that_no_time_is_known(course, monkeypatch):
    (course / "course").mkdir()
    with Gradebook(database(course), "course") as book:
        book.update_or_create_assignment(NAME, duedate=DUE)
    file_all(course, result("ada"), result("bo"))
    with Gradebook(database(course), "course") as book:
        for student in ("ada", "bo"):
            book.find_submission(NAME, student).timestamp = None
        book.db.commit()
    monkeypatch.setenv("COLUMNS", "200")
    shown = run(course, monkeypatch, NAME).output
    assert "Late: unknown, no submission has a time." in shown
    assert "waits for a person" in shown
    essay = next(line for line in shown.splitlines() if "Essay" in line)
    assert [each.strip() for each in essay.split("│")[2:-1]][-1] == "2"


def test_nobody_graded_yet_is_a_report_too(course, monkeypatch):
    (course / "course").mkdir()
    shown = run(course, monkeypatch, NAME)
    assert shown.exit_code == 0
    assert "0 of 0 students graded" in shown.output


def test_what_is_wrong_is_one_sentence(course, monkeypatch, tmp_path):
    (course / "course").mkdir()
    for folder, arguments, words in (
        (course, ("hw2",), "The gradebook knows no assignment 'hw2'; there are hw."),
        (course, (NAME, "--html", "x.ipynb"), "x.ipynb should end in .html"),
        (course, (NAME, "--html", "no/x.html"), "There is no folder no: make it first."),
    ):
        said = run(folder, monkeypatch, *arguments)
        assert said.exit_code == 1
        assert words in said.output
        assert said.output.startswith("Error: ")
    (tmp_path / "empty" / "course").mkdir(parents=True)
    (tmp_path / "empty" / "nbgrader_config.py").write_text("")
    said = run(tmp_path / "empty", monkeypatch, NAME)
    assert "is not there yet: grade the assignment first." in said.output
