"""A class made up in memory, for the tests of what the report says of it."""

from datetime import datetime, timedelta

from tinkernet.report import CellResult, ClassResults, GradedCell, Outcome, StudentWork

DUE = datetime(2026, 1, 31, 12)
MSE = GradedCell("n", "check_mse", "Mean squared error", 2.0, "exercise")
SLOPE = GradedCell(
    "n", "check_slope", "The slope of the loss", 3.0, "exercise", frozenset({MSE.place})
)
RAW = GradedCell("n", "test_raw", "Test raw", 1.0, "raw test")
ESSAY = GradedCell("n", "essay", "Essay", 4.0, "by hand")
CELLS = (MSE, SLOPE, RAW, ESSAY)
HOSTILE = "<script>alert(1)</script> \"Zoë\" 'O\u202e' & " + "x" * 200

RIGHT = {"exercise": "mse", "passed": True, "score": 1.0, "reason": "right", "mistake": None}
SUM = {**RIGHT, "passed": False, "score": 0.0, "reason": "wrong value", "mistake": "sum_for_mean"}


def odd(got, exercise="mse", inputs=True):
    """Return a verdict that nobody understands."""
    wrong = {"case": "one point", "reason": "wrong value", "part": "mse", "digest": got}
    wrong |= {"inputs": {"y": "[1.] <i>"}, "expected": "9", "got": got} if inputs else {}
    return {**SUM, "exercise": exercise, "mistake": None, "wrong_output": wrong}


def student(name, /, *, mse=RIGHT, slope=RIGHT, waits=False, **more):
    """Make a student up; verdicts are those of the two exercises."""
    outcomes = [
        Outcome.RIGHT if each["passed"]
        else Outcome.MISTAKE if each["mistake"]
        else Outcome.UNRECOGNISED
        for each in (mse, slope)
    ]  # fmt: skip
    cells = {
        cell.place: CellResult(cell.worth * verdict["score"], False, False, outcome, (verdict,))
        for cell, verdict, outcome in zip((MSE, SLOPE), (mse, slope), outcomes, strict=True)
    }
    cells[RAW.place] = CellResult(1.0, False, False, Outcome.RIGHT)
    cells[ESSAY.place] = CellResult(0.0, waits, False, Outcome.UNKNOWN)
    given = {
        "name": "", "points": sum(each.points for each in cells.values()), "penalty": 0.0,
        "handed_in": DUE - timedelta(hours=len(name)), "due": DUE, "state": "graded",
        "reason": "", "flags": (), "comments": {}, **more,
    }  # fmt: skip
    return StudentWork(student=name, waits=waits, cells=cells, **given)


def class_of(*students, **more):
    return ClassResults("hw", DUE, CELLS, tuple(students), **more)
