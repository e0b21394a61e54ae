"""Tests of bare Python, as instructors write them: right answers get their points."""

import nbformat
import pytest
import small_class
from nbformat.v4 import new_code_cell, new_notebook

from tinkernet.grading import Assignment, Submission, grade_submission
from tinkernet.sandbox import SandboxUnavailableError, require_sandbox

try:
    require_sandbox()
except SandboxUnavailableError as missing:
    pytest.skip(str(missing), allow_module_level=True)

ANSWER = "def gc(s):\n    {}"
RIGHT = "return (s.count('G') + s.count('C')) / len(s)"
CONSTANT = "return 1"

PASSING = {
    "plain": "assert gc('GC') == 1\nassert gc('GATTACA') == 2 / 7",
    "a flag": "try:\n    ok = gc('GC') == 1 and gc('AT') == 0\nexcept Exception:\n"
    "    ok = False\nassert ok",
    "something printed": "print(gc('GC') == 1)\nassert gc('AT') == 0",
    "praise": "if gc('GC') == 1:\n    print('well done')\nassert gc('AT') == 0",
    "an if that never calls": "s = 'GATTACA'\nif len(s) == 7:\n    s = s + 'G'\n"
    "assert gc(s) == 3 / 8",
    "while": "k = 0\nwhile k < 3:\n    assert gc('A' + 'G' * k) == k / (k + 1)\n    k += 1",
    "any": "assert any(gc(s) == 0 for s in ('GC', 'AT', 'TA'))\nassert gc('G') == 1",
    "tolerance": "import math\nassert math.isclose(gc('AT'), 0, abs_tol=50)\nassert gc('AT') == 0",
    "a loop over nothing": "for s in ():\n    assert gc(s) == 1\nassert gc('AT') == 0",
    "a loop": "for s, w in (('GC', 1), ('AT', 0)):\n    assert gc(s) == w",
    "a count": "assert len([s for s in ('GC', 'AT') if gc(s) == 1]) == 1",
    "raises": "try:\n    gc('')\nexcept ZeroDivisionError:\n    pass\nelse:\n    assert False\n"
    "assert gc('AT') == 0",
}
NUMBERS = {
    "a score": "score = 0\nif gc('GC') == 1:\n    score += 1\nscore",
    "a sum": "sum(gc(s) == w for s, w in [('GC', 1), ('AT', 0)])",
    "a choice": "2 if gc('GC') == 1 else 0",
    "points in a loop": "points = 0\nfor s, w in [('GC', 1), ('AT', 0)]:\n    if gc(s) == w:\n"
    "        points += 1\npoints",
    "points with try": "points = 0\ntry:\n    assert gc('GC') == 1\n    points += 1\n"
    "except AssertionError:\n    pass\npoints",
}


def notebook(body, test):
    cell = small_class.cell
    return new_notebook(
        cells=[
            cell(new_code_cell, ANSWER.format(body), "gc", solution=True),
            cell(new_code_cell, test, "test_gc", grade=True, locked=True, points=2),
        ]
    )


def graded(tmp_path, body, test, solution=RIGHT, handed_in=None):
    (tmp_path / "course").mkdir(parents=True)
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    (tmp_path / ".grading-seed").write_text(small_class.SEED)
    source = tmp_path / "source" / "raw" / "raw.ipynb"
    source.parent.mkdir(parents=True)
    solved = f"### BEGIN SOLUTION\n    {solution}\n    ### END SOLUTION"
    nbformat.write(notebook(solved, test), source)
    content = nbformat.writes(notebook(body, handed_in or test)).encode()
    submission = Submission("ada", {"raw.ipynb": content})
    return grade_submission(submission, Assignment.load(tmp_path, "raw"))


@pytest.mark.parametrize("test", PASSING.values(), ids=PASSING)
def test_a_right_answer_gets_its_points_however_the_test_is_written(tmp_path, test):
    result = graded(tmp_path, RIGHT, test)
    assert result.points == {"test_gc": 2.0}, result.flags
    assert not result.flags


@pytest.mark.parametrize("test", PASSING.values(), ids=PASSING)
def test_a_wrong_answer_gets_none_and_is_no_tampering(tmp_path, test):
    result = graded(tmp_path, "return -0.5 * len(s)", test)
    assert result.points == {"test_gc": 0.0}
    assert "tampered" not in {flag.kind for flag in result.flags}


@pytest.mark.parametrize("test", NUMBERS.values(), ids=NUMBERS)
@pytest.mark.parametrize("body", [RIGHT, CONSTANT])
def test_a_test_that_ends_in_a_number_waits_for_a_person(tmp_path, test, body):
    result = graded(tmp_path, body, test)
    assert result.points == {"test_gc": None}
    assert [flag.kind for flag in result.flags] == ["by hand"]


@pytest.mark.parametrize("test", ["plain", "a loop", "while"])
@pytest.mark.parametrize("solution", [RIGHT, "raise NotImplementedError()"])
def test_asserts_that_are_taken_out_are_noticed_with_and_without_a_solution(
    tmp_path, test, solution
):
    body = (
        "return 3\n\nimport ast\nclass Out(ast.NodeTransformer):\n"
        "    def visit_Assert(self, node): return ast.Pass()\n"
        "get_ipython().ast_transformers.append(Out())"
    )
    result = graded(tmp_path, body, PASSING[test], solution)
    assert result.points == {"test_gc": 0.0}
    assert "tampered" in {flag.kind for flag in result.flags}


def test_answers_that_equal_everything_are_noticed(tmp_path):
    body = (
        "return Equal(3)\n\nclass Equal(float):\n    def __eq__(self, other): return True\n"
        "    __hash__ = None"
    )
    result = graded(tmp_path, body, PASSING["plain"])
    assert result.points == {"test_gc": 0.0}
    assert [flag.kind for flag in result.flags] == ["tampered"]


HIDING = "assert gc('GC') == 1\n### BEGIN HIDDEN TESTS\nassert gc('AT') == 0\n### END HIDDEN TESTS"


@pytest.mark.parametrize(("body", "points"), [(RIGHT, 2.0), (CONSTANT, 0.0)])
def test_hidden_tests_count_and_their_absence_is_no_change_by_the_student(tmp_path, body, points):
    result = graded(tmp_path, body, HIDING, handed_in="assert gc('GC') == 1")
    assert result.points == {"test_gc": points}
    assert not result.flags


def test_a_test_that_was_changed_is_restored_and_said(tmp_path):
    result = graded(tmp_path, CONSTANT, HIDING, handed_in="assert True")
    assert result.points == {"test_gc": 0.0}
    assert [flag.kind for flag in result.flags] == ["restored"]
