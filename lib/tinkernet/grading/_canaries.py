"""Prove, where a raw test is believed, that it can fail.

A test of bare ``assert`` statements is decided where the student's code runs, so its outcome
can be forged there. Each of its statements is run several times, in an order that nobody can
know: once as it is, and as canaries that expect something else, close by. Only who knows what is
right can let the one pass and the others fail. Where a canary passes as well, nothing that this
kernel says of a test is worth anything.

A canary that did not fail with the instructor's own solution proves nothing and is not used: see
``_proven_canaries``.
"""

from __future__ import annotations

import ast
import copy

from ._parse import parse

_COMPARING = {
    *("allclose", "array_equal", "isclose", "array_equiv", "assertEqual", "assertAlmostEqual"),
    *("assert_allclose", "assert_array_equal", "assert_equal", "assert_almost_equal"),
    *("assert_array_almost_equal", "approx"),
}
_MAKING = {"array", "asarray", "approx", "float", "int", "list", "tuple", "float32", "float64"}
_SHIFTS = (-3, -2, -1, 1, 2, 3)


def statements(code: str) -> list[str]:
    """Take a test apart into what is run one after the other."""
    tree = parse(code)
    return [ast.unparse(statement) for statement in tree.body]


def canaries(statement: str) -> list[str]:
    """Write canaries for one statement of a test; none if it tests nothing, or changes something.

    Parameters
    ----------
    statement : str

    Returns
    -------
    list of str
        Each should raise an error when run, if the statement itself does not.

    Examples
    --------
    >>> canaries("x = 3")
    []
    >>> canaries("assert f(2) == 4")[:3]
    ['assert f(2) == 1', 'assert f(2) == 2', 'assert f(2) == 3']
    >>> canaries("assert f(2) > 4")
    ['assert not f(2) > 4']
    """
    (node,) = parse(statement).body
    if not _only_tests(node):
        return []
    written: list[str] = []
    for shift in _SHIFTS:
        spoilt = _Spoil(shift)
        changed = spoilt.visit(copy.deepcopy(node))
        if spoilt.done:
            text = ast.unparse(ast.fix_missing_locations(changed))
            written += [text] if text not in written else []
    if not written and isinstance(node, ast.Assert):
        return [ast.unparse(ast.Assert(ast.UnaryOp(ast.Not(), node.test), None))]
    return written


def _only_tests(node: ast.stmt) -> bool:
    """Tell statements that can be run again and again: they test, and change no variable."""
    if isinstance(node, ast.For | ast.With):
        return all(_only_tests(each) or isinstance(each, ast.Pass) for each in node.body)
    calls = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    return isinstance(node, ast.Assert) or calls


def _wrong(node: ast.expr, shift: int) -> ast.expr | None:
    """Return another value of the same kind and size; None where there is none to be sure of."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        inner = _wrong(node.operand, shift)
        return ast.UnaryOp(node.op, inner) if inner is not None else None
    if isinstance(node, ast.List | ast.Tuple) and node.elts:
        inner = _wrong(node.elts[0], shift)
        return type(node)([inner, *node.elts[1:]], ast.Load()) if inner is not None else None
    if isinstance(node, ast.Call) and node.args and _name(node) in _MAKING:
        inner = _wrong(node.args[0], shift)
        return ast.Call(node.func, [inner, *node.args[1:]], node.keywords) if inner else None
    if isinstance(node, ast.Name | ast.Attribute | ast.Subscript | ast.BinOp | ast.Call):
        return ast.BinOp(node, ast.Add(), ast.Constant(shift))
    if not isinstance(node, ast.Constant):
        return None
    value = node.value
    if isinstance(value, bool):
        return ast.Constant(not value)
    if isinstance(value, int):
        return ast.Constant(value + shift)
    if isinstance(value, float):
        return ast.Constant(value + shift * (abs(value) / 4 or 1.0))
    if isinstance(value, str):
        return ast.Constant(value + "abcxyz"[shift])
    return None


def _name(call: ast.Call) -> str:
    name: str = getattr(call.func, "attr", getattr(call.func, "id", ""))
    return name


class _Spoil(ast.NodeTransformer):
    """Replace what a result is compared with."""

    def __init__(self, shift: int) -> None:
        self.done = False
        self._shift = shift

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        if self.done or len(node.ops) != 1 or not isinstance(node.ops[0], ast.Eq):
            return node
        left, right = node.left, node.comparators[0]
        if isinstance(left, ast.Constant):  # 4 == f(2)
            left, right = right, left
        wrong = _wrong(right, self._shift)
        if wrong is None:
            return node
        self.done = True
        return ast.Compare(left, node.ops, [wrong])

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if not self.done and _name(node) in _COMPARING and len(node.args) >= 2:
            wrong = _wrong(node.args[1], self._shift)
            if wrong is not None:
                self.done = True
                node.args[1] = wrong
                return node
        self.generic_visit(node)
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        # not (a == b) would pass once spoilt
        return node if isinstance(node.op, ast.Not) else self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        # a == b or c: one side alone decides nothing
        return node if isinstance(node.op, ast.Or) else self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        return node
