"""What an author gets wrong in a course file is one line that says where and what to do."""

import random
import re

import pytest

from tinkernet.course import lint_text
from tinkernet.exercises import catalog

MARKS = """---
nbgrader:
  grade: {grade}
  grade_id: {name}
  locked: {locked}
{points}  schema_version: 3
  solution: {solution}
  task: false
---
"""


def cell(source, name, grade="false", solution="false", points=""):
    locked = "false" if solution == "true" else "true"
    points = f"  points: {points}\n" if points else ""
    marks = MARKS.format(grade=grade, name=name, locked=locked, points=points, solution=solution)
    return f"```{{code-cell}}\n{marks}{source}\n```\n\n"


PREDICT = '''def predict(x, a, b):
    """A line."""
    ### BEGIN SOLUTION
    height = a * x + b
    return height
    ### END SOLUTION'''
DOUBLE = """def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION"""
RAW = "assert double(2) == 4\n### BEGIN HIDDEN TESTS\nassert double(3) == 6\n### END HIDDEN TESTS"
QUESTION = """**Question.** Why?

+++ {"nbgrader": {"grade": true, "grade_id": "why", "locked": false, "points": 2, \
"schema_version": 3, "solution": true, "task": false}}

Because it is so.

+++

## The end

"""
TEXT = (
    "---\nkernelspec:\n  name: python3\n---\n\n# A small notebook\n\n"
    "![a line through points](line.png)\n\n"
    + cell("from tinkernet import check", "setup")
    + cell(PREDICT, "predict_line", solution="true")
    + cell("print(predict(2, a=2, b=1))", "try_predict_line")
    + cell('check("predict_line", predict)', "check_predict_line", grade="true", points=1)
    + cell(DOUBLE, "double", solution="true")
    + cell(RAW, "test_double", grade="true", points=2)
    + QUESTION
)
EXERCISES = [exercise for exercise in catalog() if exercise.name in ("predict_line", "mse")]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "line.png").touch()
    return tmp_path


def lint(text, folder, assignment=""):
    content = text if isinstance(text, bytes) else text.encode()
    return lint_text(content, folder, assignment, EXERCISES)


def test_nothing_is_wrong_with_a_right_one(folder):
    assert lint(TEXT, folder) == []
    assert lint(TEXT.replace("\n", "\r\n"), folder) == []
    assert lint(b"\xef\xbb\xbf" + TEXT.encode(), folder) == []


WRONG = {
    "not UTF-8": ("A small", "A sm\xe9ll".encode("latin-1"), "byte 0xe9 is not UTF-8"),
    "no end of header": ("python3\n---\n", "python3\n", "the header is not YAML"),
    "no header": (re.compile(r"(?s)\A.*"), "---\n\n# Words\n", "the header is never closed"),
    "two dashes": ("---\nkern", "--\nkern", "line 1: the header should begin with ---"),
    "no dashes": ("---\nkern", "kern", "line 1: the header should begin with ---"),
    "a line above": ("---\nkern", "\n---\nkern", "line 1: the header should begin with ---"),
    "header": ("  name: python3", "  name: [python3", "the header is not YAML"),
    "a header of words": ("kernelspec:\n  name: python3", "my notebook", "should be lines such as"),
    "metadata": ("  locked: true", "  locked: [true", "the cell's metadata is not YAML"),
    "a tab": ("  locked: true", "\tlocked: true", "the cell's metadata is not YAML"),
    "JSON": ('{"nbgrader": {"grade"', '{nbgrader: {"grade"', "the metadata after +++ is not JSON"),
    "a list": ('+++ {"nbg', '+++ [1]\n\nx\n\n+++ {"nbg', 'should be {"nbgrader": {...}}'),
    "an open fence": ("check\n```\n", "check\n", "never closed before the next cell begins"),
    "a stray fence": ("# A small", "```\n\n# A small", "never closed before the next cell"),
    "a fence at the end": ("## The end", "```{code-cell}\n1", "this fence is never closed;"),
    "a misspelt cell": ("```{code-cell}", "```{code_cell}", "```{code_cell} begins no cell"),
    "a note": ("## The end", "```{note}\nx\n```", "```{note} begins no cell"),
    "in a list": ("## The end", "- x\n\n  ```{code-cell}\n  1\n  ```", "indented below a list"),
    "no model answer": ("Because it is so.\n", "", "this Markdown cell is empty"),
    "a key": ("  locked: true", "  locked: true\n  lokced: true", "did you mean 'locked'?"),
    "another key": ("  locked: true", "  locked: true\n  x: 1", "nbgrader knows no 'x'; it knows"),
    "misspelt marks": ("nbgrader:\n", "nbgarder:\n", "did you mean 'nbgrader'?"),
    "not indented": ("  task: false\n", "task: false\n", "'task' belongs below nbgrader:"),
    "marks of nothing": (re.compile(r"nbgrader:\n(  .*\n)+"), "nbgrader: 1\n", "indented lines"),
    "empty marks": (re.compile(r"nbgrader:\n(  .*\n)+"), "nbgrader: {}\n", "nbgrader needs schema"),
    "a missing key": ("  solution: false\n", "", "nbgrader needs solution as well"),
    "a word for a truth": ("grade: true", "grade: 'yes'", "grade should be true or false, but is"),
    "a date": ("nbgrader:\n", "when: 2026-01-01\nnbgrader:\n", "cannot be written to a notebook"),
    "schema": ("schema_version: 3", "schema_version: 2", "schema_version should be 3, but is 2"),
    "a grade_id twice": ("grade_id: setup", "grade_id: double", "'double' occurs twice, first in"),
    "a grade_id of words": ("grade_id: setup", "grade_id: set up", "a grade_id holds letters"),
    "no grade_id": ("  grade_id: setup\n", "", "it has no grade_id"),
    "no points": ("  points: 2\n", "", "it is graded, but gives no points"),
    "0 points": ("points: 2\n", "points: 0\n", "a test that gives 0 points is worth nothing"),
    "fewer than 0": ("points: 2\n", "points: -1\n", "a test that gives -1 points"),
    "points of words": ("points: 2\n", "points: two\n", "points should be a number, but is 'two'"),
    "points of nothing": ("points: 2\n", "points: .nan\n", "points should be a number, but is nan"),
    "points of an exercise": ("points: 1\n", "points: one\n", "should be a number, but is 'one'"),
    "points of no number": ("points: 1\n", "points: .nan\n", "should be a number, but is nan"),
    "points in vain": ("  locked: true\n", "  locked: true\n  points: 1\n", "but is not graded"),
    "an open test": ("locked: true\n  points", "locked: false\n  points", "test, but not locked"),
    "a locked solution": ("  locked: false", "  locked: true", "solution cell and locked"),
    "a written test": ('"solution": true', '"solution": false', "grade: true and solution: true"),
    "a task in code": ("  task: false", "  task: true", "is graded, but gives no points"),
    "no marker": ("    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION",
                  "    return 2 * x", "a solution cell without a marker"),
    "no end of a solution": ("    ### END SOLUTION\n", "", "BEGIN SOLUTION has no END SOLUTION"),
    "no begin": ("    ### BEGIN SOLUTION\n", "", "END SOLUTION has no BEGIN SOLUTION above"),
    "two begins": ("    return height", "    ### BEGIN SOLUTION\n", "stands within another one"),
    "no end of hidden": ("### END HIDDEN TESTS", "", "BEGIN HIDDEN TESTS has no END HIDDEN TESTS"),
    "hidden in vain": ("from tinkernet import check", RAW.partition("\n")[2], "but is not graded"),
    "a scheme": ("## The end", "### BEGIN MARK SCHEME", "has no END MARK SCHEME"),
    "a solution outside": ("print(predict(2, a=2, b=1))", DOUBLE, "it holds a solution, but is no"),
    "no Python": ("    height = a * x + b", "    height = a * x +", "it is not Python: invalid"),
    "a null byte": ("    height = a", "    height\0 = a", "it is not Python"),
    "a stub that is none": ("    ### BEGIN SOLUTION\n    return 2",
                            "### BEGIN SOLUTION\n    return 2",
                            "without its solution it is not Python"),
    "no end of an answer": ("\n+++\n\n## The end", "\n## The end", "goes on to the heading '##"),
    "given away": ("print(predict(2, a=2, b=1))",
                   "def other(a, x, b):\n  height = a * x + b\n  return height",
                   "it gives the solution of 'predict_line' away"),
    "unknown": ('check("predict_line"', 'check("predictline"', "did you mean 'predict_line'?"),
    "far from all": ('check("predict_line"', 'check("qqq"', "does not exist; write one"),
    "other points": ("points: 1\n", "points: 3\n", "gives 3 points, the exercise 'predict_line'"),
    "another grade_id": ("grade_id: check_predict_line", "grade_id: check_it",
                         "so its grade_id should be 'check_predict_line'"),
    "another answer": ("line\", predict)", "line\", double)", "'predict_line' asks for predict"),
    "no answer": ("line\", predict)", "line\")", "'predict_line' asks for predict, in this order"),
    "not alone": ('check("predict_line", predict)', 'x = check("predict_line", predict)',
                  "check should stand by itself"),
    "a name of a name": ('check("predict_line", predict)', 'name = "mse"\ncheck(name, predict)',
                         "check should stand by itself"),
    "a check in vain": ("print(predict(2, a=2, b=1))", 'check("predict_line", predict)',
                        "checks an answer, but gives no points"),
    "no check": ('check("predict_line", predict)', "assert predict(0, 1, 2) == 2",
                 'checks no exercise: write check("predict_line", ...)'),
    "no definition": ("def predict(", "def predicts(", "no cell above it defines predict"),
    "a given answer": ("from tinkernet import check", "def predict(x, a, b): return 0",
                       "it defines predict, which students should write"),
    "no test": (RAW, "# a test will come", "it tests nothing, so everybody would get its points"),
    "a bare picture": ("![a line through points]", "![ ]", "the picture line.png has no descr"),
    "a bare tag": ("## The end", "<img src='line.png' alt=''>", "a picture has no description"),
    "no picture": ("(line.png)", "(lines.png)", "lines.png is not in the assignment's folder"),
    "pasted": ("(line.png)", "(attachment:x.png)", "attachment:x.png is pasted in and would be"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_one_line_that_says_where(folder, old, new, words):
    if isinstance(old, re.Pattern):
        text, line = old.sub(new, TEXT, count=1), 0
    elif isinstance(new, bytes):
        text, line = TEXT.encode().replace(old.encode(), new, 1), 0
    else:
        assert old in TEXT
        text, line = TEXT.replace(old, new, 1), TEXT[: TEXT.index(old)].count("\n") + 1
    (problem,) = lint(text, folder)
    assert words in str(problem)
    assert "\n" not in str(problem)
    assert problem.text.endswith((".", "?"))
    cells = TEXT.splitlines()[:line]
    nearest = max((n for n, each in enumerate(cells, 1) if each[:3] in ("```", "+++")), default=1)
    assert problem.line == 0 or not line or nearest - 2 <= problem.line or "predict" in words


def test_all_that_is_wrong_is_said_at_once_in_the_files_order(folder):
    text = TEXT.replace("points: 1\n", "points: 3\n").replace("grade_id: setup", "grade_id: double")
    problems = lint(text.replace("### END SOLUTION", ""), folder)
    assert len(problems) == 4
    assert [each.line for each in problems] == sorted(each.line for each in problems)


def test_exercises_are_numbered_from_the_top(folder):
    asked = [f"**Exercise {number}.** Write it.\n\n" for number in (1, 2, 3)]
    assert lint(TEXT + "".join(asked), folder) == []
    (problem,) = lint(TEXT + asked[0] + asked[2], folder)
    assert "this is exercise 2 of the notebook, but is called 3; number them" in str(problem)
    assert (TEXT + asked[0] + asked[2]).splitlines()[problem.line - 1] == asked[2].strip()
    (problem,) = lint(TEXT + asked[0] + asked[0] + asked[1], folder)
    assert "this is exercise 2 of the notebook, but is called 1" in str(problem)


def test_an_error_in_code_is_said_with_its_own_line(folder):
    text = TEXT.replace("    height = a * x + b", "    height = a * x +")
    (problem,) = lint(text, folder)
    assert text.splitlines()[problem.line - 1] == "    height = a * x +"
    assert problem.cell == "predict_line"


def test_the_assignments_exercises_are_all_checked_in_order(folder):
    mse = cell(
        "def mse(y_hat, y):\n    ### BEGIN SOLUTION\n    0\n    ### END SOLUTION",
        "mse",
        solution="true",
    ) + cell('check("mse", mse)', "check_mse", grade="true", points=2)
    name = "01_linear_regression"
    assert lint(TEXT + mse, folder, name) == []
    (problem,) = lint(TEXT, folder, name)
    assert "no cell checks the exercise 'mse' of this assignment; add one with" in str(problem)
    (problem,) = lint(TEXT.replace("# A small notebook\n\n", mse), folder, name)
    assert "it checks mse, predict_line, but" in str(problem)
    assert "lists predict_line, mse; bring EXERCISES into the notebook's order" in str(problem)


def test_whatever_is_broken_never_ends_in_an_error(folder):
    """Cut, doubled and garbled files are read or refused, in lines."""
    rng = random.Random(20260101)
    lines = TEXT.splitlines(keepends=True)
    for _ in range(60):
        broken = list(lines)
        for _ in range(rng.randint(1, 4)):
            place = rng.randrange(len(broken))
            junk = rng.choice(["", broken[rng.randrange(len(broken))], "```\n", "+++ {\n", "---\n",
                               "  : x\n", "\0\n", "nbgrader: [\n", '"\'\n', "\u2028"])  # fmt: skip
            broken[place : place + rng.randint(0, 2)] = [junk]
        for problem in lint("".join(broken), folder):
            assert "\n" not in str(problem)
