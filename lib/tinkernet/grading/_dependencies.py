"""What the result of each test depends on, as digests that the log keeps."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tinkernet.sandbox import Limits

from ._assignment import Assignment
from ._before_running import taken_away
from ._canaries import statements
from ._environment import environment_parts
from ._exercise_sources import exercise_digest
from ._parse import parse
from ._rebuild import Piece, Role, rebuild
from ._test_cell import CheckStep, CodeStep, read_steps

TESTING_CALLS = "assert"
"""How the names of calls begin that test and leave nothing behind."""


def dependencies(assignment: Assignment, limits: Limits) -> dict[str, Any]:
    """Say what each test's result depends on, the submission apart.

    Parameters
    ----------
    assignment : Assignment
    limits : Limits

    Returns
    -------
    dict
        ``environment`` has what all tests share, by name; ``notebooks`` by notebook what all of
        its tests share, its ``tests`` by grade id, and what is ``by_hand`` with its points.
    """
    return {
        "environment": environment_parts(),
        "notebooks": {name: _notebook(assignment, name, limits) for name in assignment.notebooks},
    }


def _notebook(assignment: Assignment, name: str, limits: Limits) -> dict[str, Any]:
    pieces = rebuild(assignment.notebook(name), ()).pieces
    code = [each for each in pieces if each.cell.cell_type == "code"]
    given = [
        (str(each.role), each.grade_id, "" if each.role is Role.TEST else each.cell.source)
        for each in code
    ]
    tests = [each for each in code if each.role is Role.TEST]
    return {
        "given": _digest(given),
        "files": _digest(sorted(assignment.files.items())),
        "forbidden": _digest(taken_away(pieces)),
        "seed": _digest((assignment.name, assignment.seed, assignment.hide_cases)),
        "limits": _digest(limits),
        "tests": dict(_tests(tests, assignment.canaries.get(name, {}))),
        "by_hand": {
            each.grade_id: _points(each)
            for each in pieces
            if each.role is not Role.TEST and _is_graded(each)
        },
    }


def _tests(
    tests: Sequence[Piece], canaries: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    left: list[str] = []
    for piece in tests:
        steps = read_steps(piece.cell.source)
        code = [each for each in steps if isinstance(each, CodeStep)]
        asked = [each.exercise for each in steps if isinstance(each, CheckStep)]
        written = [one for each in code if each.parses for one in statements(each.code)]
        yield (
            piece.grade_id,
            {
                "points": _points(piece),
                "text": _digest(piece.cell.source),
                "guards": _digest([(each, canaries.get(each)) for each in written]),
                "before": _digest(left),
                "exercises": {name: exercise_digest(name) for name in sorted(set(asked))},
            },
        )
        left += [each.code for each in code if not each.parses]
        left += [each for each in written if leaves_something(each)]


def leaves_something(statement: str) -> bool:
    """Tell whether later cells may lean on what a statement of a test leaves in the kernel.

    Examples
    --------
    >>> leaves_something("x = 3"), leaves_something("assert f(x) == 6")
    (True, False)
    >>> leaves_something("np.testing.assert_allclose(f(x), 6)")
    False
    """
    (node,) = parse(statement).body
    if any(isinstance(each, ast.NamedExpr) for each in ast.walk(node)):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        function = node.value.func
        name = getattr(function, "attr", getattr(function, "id", ""))
        return not str(name).startswith(TESTING_CALLS)
    return not isinstance(node, ast.Assert)


def _is_graded(piece: Piece) -> bool:
    marks = piece.cell.metadata.get("nbgrader", {})
    return bool(marks.get("grade") or marks.get("task"))


def _points(piece: Piece) -> float:
    return float(piece.cell.metadata.nbgrader["points"])


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]
