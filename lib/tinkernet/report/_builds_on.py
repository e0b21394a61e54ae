"""Which exercises lean on which: whose functions an instructor's solution calls."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from ._gradebook_rows import Place
from ._source_cells import MarkedCell


def tests_by_answer(cells: Sequence[MarkedCell]) -> dict[Place, list[MarkedCell]]:
    """Map each code cell that students write in to the tests between it and the next."""
    found: dict[Place, list[MarkedCell]] = {}
    last: Place | None = None
    for cell in cells:
        if cell.code and cell.solution:
            last = (cell.notebook, cell.grade_id)
            found[last] = []
        elif cell.code and cell.grade and last is not None and last[0] == cell.notebook:
            found[last].append(cell)
    return found


def builds_on(cells: Sequence[MarkedCell]) -> dict[Place, frozenset[Place]]:
    """Map each test to the tests of earlier answers that the solution before it calls.

    What these call in turn is part of it.

    Parameters
    ----------
    cells : sequence of MarkedCell
        The instructor's, in order.

    Examples
    --------
    >>> def cells(*answers):
    ...     for name, text in answers:
    ...         yield MarkedCell("n", name, text, code=True, grade=False, solution=True)
    ...         yield MarkedCell("n", f"check_{name}", "", code=True, grade=True, solution=False)
    >>> solved = [*cells(("f", "def f(x): return x"), ("g", "def g(x): return f(x)"))]
    >>> builds_on(solved)[("n", "check_g")]
    frozenset({('n', 'check_f')})
    """
    tests = tests_by_answer(cells)
    home: dict[str, Place] = {}
    found: dict[Place, frozenset[Place]] = {}
    for cell in cells:
        place = (cell.notebook, cell.grade_id)
        if place not in tests:
            continue
        defined, used = _names(cell.source)
        leaned_on: set[Place] = set()
        for name in used - defined:
            for test in tests.get(home.get(name, ("", "")), ()):
                earlier = (test.notebook, test.grade_id)
                leaned_on |= {earlier, *found.get(earlier, ())}
        for test in tests[place]:
            found[test.notebook, test.grade_id] = frozenset(leaned_on)
        home |= dict.fromkeys(defined, place)
    return found


def _names(source: str) -> tuple[set[str], set[str]]:
    """List the functions that a cell defines, and the names that it uses."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return set(), set()
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    used = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    return defined, used
