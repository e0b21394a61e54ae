"""Reference answers with one thing wrong: another sign, number, comparison, axis or index."""

import inspect
import textwrap
from collections import ChainMap
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import FunctionType

import libcst as cst

PACKAGE = "tinkernet.exercises."

OPERATORS = {
    cst.Add: cst.Subtract, cst.Subtract: cst.Add,
    cst.Multiply: cst.Divide, cst.Divide: cst.Multiply,
    cst.Power: cst.Multiply, cst.MatrixMultiply: cst.Multiply,
    cst.FloorDivide: cst.Multiply, cst.Modulo: cst.FloorDivide,
    cst.LeftShift: cst.RightShift, cst.RightShift: cst.LeftShift, cst.BitAnd: cst.BitOr,
    cst.AddAssign: cst.SubtractAssign, cst.SubtractAssign: cst.AddAssign,
    cst.MultiplyAssign: cst.DivideAssign, cst.DivideAssign: cst.MultiplyAssign,
    cst.And: cst.Or, cst.Or: cst.And,
}  # fmt: skip
COMPARISONS = {
    cst.LessThan: (cst.LessThanEqual, cst.GreaterThan),
    cst.LessThanEqual: (cst.LessThan, cst.GreaterThan),
    cst.GreaterThan: (cst.GreaterThanEqual, cst.LessThan),
    cst.GreaterThanEqual: (cst.GreaterThan, cst.LessThan),
    cst.Equal: (cst.NotEqual,),
    cst.NotEqual: (cst.Equal,),
}
NAMES = {
    "mean": "sum", "sum": "mean", "max": "min", "min": "max", "maximum": "minimum",
    "minimum": "maximum", "argmax": "argmin", "zeros": "ones", "ones": "zeros",
    "True": "False", "False": "True",
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One change of a reference answer: what was changed, and the answer that it makes."""

    change: str
    answer: tuple


def mutants(reference):
    """Yield every mutant of an answer: one function, or several in a tuple.

    Functions of the exercises' own that it calls are mutated too.
    """
    functions = reference if isinstance(reference, tuple) else (reference,)
    reached = _reached(functions)
    sources = {name: textwrap.dedent(inspect.getsource(f)) for name, f in reached.items()}
    globals_ = dict(ChainMap(*(f.__globals__ for f in reached.values())))
    for name in sources:
        for change, mutated in mutated_sources(sources[name]):
            namespace = dict(globals_)
            for other, source in {**sources, name: mutated}.items():
                exec(compile(source, f"<mutant of {other}>", "exec"), namespace)
            answer = tuple(namespace[function.__name__] for function in functions)
            yield Mutant(f"{name}: {change}", answer)


def mutated_sources(source):
    """Yield the lines that one change makes, and the whole text with it, for every change."""
    tree = cst.parse_module(source)
    for place in range(_places(tree)):
        yield _change(tree, place)


def _reached(functions):
    found, waiting = {}, list(functions)
    while waiting:
        function = waiting.pop(0)
        if function.__name__ in found:
            continue
        found[function.__name__] = function
        for name in function.__code__.co_names:
            other = function.__globals__.get(name)
            if isinstance(other, FunctionType) and other.__module__.startswith(PACKAGE):
                waiting.append(other)
    return found


def _places(tree):
    counter = _Changer(-1)
    tree.visit(counter)
    return counter.seen


def _change(tree, place):
    """Return the lines that differ, and the whole text with them."""
    mutated = tree.visit(_Changer(place)).code
    old, new = (text.splitlines() for text in (tree.code, mutated))
    changed = [
        line.strip()
        for tag, _, _, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
        for line in new[first:last]
    ]
    return f"`{' '.join(changed)}`", mutated


class _Changer(cst.CSTTransformer):
    """Makes the change number ``place``, and counts how many there are."""

    def __init__(self, place):
        self.place, self.seen = place, 0

    def _offer(self, old, *new):
        """Return the node to put here: one of ``new`` if its turn has come."""
        for each in new:
            if self.seen == self.place:
                old = each
            self.seen += 1
        return old

    def visit_Parameters(self, node):
        return False  # defaults and annotations are not what the answer computes

    def visit_Annotation(self, node):
        return False

    def visit_SimpleStatementLine(self, node):
        docstring = isinstance(node.body[0], cst.Expr) and isinstance(
            node.body[0].value, cst.SimpleString | cst.ConcatenatedString
        )
        raises = isinstance(node.body[0], cst.Raise)
        return not docstring and not raises

    def visit_Arg(self, node):
        """Leave out how careful `zip` is: a reference gets sequences of one length."""
        return node.keyword is None or node.keyword.value != "strict"

    def leave_BinaryOperation(self, original, updated):
        return self._operator(updated)

    def leave_BooleanOperation(self, original, updated):
        return self._operator(updated)

    def leave_AugAssign(self, original, updated):
        return self._operator(updated)

    def _operator(self, node):
        other = OPERATORS.get(type(node.operator))
        return self._offer(node, node.with_changes(operator=other())) if other else node

    def leave_ComparisonTarget(self, original, updated):
        new = (updated.with_changes(operator=other())
               for other in COMPARISONS.get(type(updated.operator), ()))  # fmt: skip
        return self._offer(updated, *new)

    def leave_UnaryOperation(self, original, updated):
        return self._offer(updated, updated.expression)

    def leave_Integer(self, original, updated):
        value = int(updated.value)
        smaller = [str(value - 1)] if value > 0 else []  # a literal -1 is an operation on 1
        new = (updated.with_changes(value=text) for text in (str(value + 1), *smaller))
        return self._offer(updated, *new)

    def leave_Float(self, original, updated):
        value = float(updated.value)
        new = (repr(value + 1.0), *([repr(value * 0.5)] if value else []))
        return self._offer(updated, *(updated.with_changes(value=text) for text in new))

    def leave_Name(self, original, updated):
        other = NAMES.get(updated.value)
        return self._offer(updated, updated.with_changes(value=other)) if other else updated

    def leave_Arg(self, original, updated):
        """Drop an axis: all of the array at once."""
        if updated.keyword is None or updated.keyword.value != "axis":
            return updated
        return self._offer(updated, updated.with_changes(value=cst.Name("None")))

    def leave_Index(self, original, updated):
        """Move an index by one."""
        if not isinstance(updated.value, cst.Name) or updated.value.value == "None":
            return updated
        moved = cst.BinaryOperation(updated.value, cst.Subtract(), cst.Integer("1"))
        return self._offer(updated, updated.with_changes(value=moved))
