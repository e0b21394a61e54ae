"""The author's answers, and how students write the same: other names, other habits, other ideas."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import libcst as cst
import nbformat
from tests.mutation.mutants import mutated_sources

from .misconceptions import Misconception

_MARKERS = re.compile(r"^[ ]*### (BEGIN|END) SOLUTION\n?", re.MULTILINE)
_OTHER_NAMES = ("my_{}", "{}_value", "the_{}", "{}1", "{}_", "cur_{}")
_REMARKS = (
    "as on the slide",
    "see the text above",
    "shapes fit, I printed them",
    "took me an hour",
)


@cache
def solutions(root: Path, assignment: str) -> Mapping[str, str]:
    """Return by grade id what the author writes into the cells that students fill in.

    Parameters
    ----------
    root : Path
        The course folder.
    assignment : str
    """
    path = root / "source" / assignment / f"{assignment}.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    marked = ((cell, cell.metadata.get("nbgrader", {})) for cell in cells)
    return {
        marks["grade_id"]: _MARKERS.sub("", cell.source)
        for cell, marks in marked
        if marks.get("solution") and cell.cell_type == "code"
    }


def in_own_words(source: str, rng: random.Random) -> str:
    """Write an answer in another way that gives the same: names, remarks, a line more.

    Examples
    --------
    >>> code = "def double(x):\\n    twice = 2 * x\\n    return twice\\n"
    >>> print(in_own_words(code, random.Random(2)))
    def double(x):
        # as on the slide
        my_twice = 2 * x
        answer = my_twice
        return answer
    """
    module, names = _parsed(source)
    renamed = {name: rng.choice(_OTHER_NAMES).format(name) for name in names}
    return module.visit(_OwnWords(renamed, rng.choice(_REMARKS))).code.rstrip("\n")


def with_one_change(source: str, rng: random.Random) -> str:
    """Return an answer with one sign, number, comparison, axis or index wrong."""
    return rng.choice(one_change_away(source))


@cache
def one_change_away(source: str) -> tuple[str, ...]:
    """Return every answer that differs from one in one sign, number, axis or index."""
    return tuple(mutated for _, mutated in mutated_sources(source))


def with_wrong_idea(source: str, idea: Misconception) -> str:
    """Return an answer that a wrong idea makes.

    Raises
    ------
    ValueError
        If the solution no longer says what the idea replaces.
    """
    if source.count(idea.old) != 1:
        raise ValueError(
            f"The solution of {idea.exercise} should say {idea.old!r} once, for the wrong idea "
            f"{idea.mistake}; it says it {source.count(idea.old)} times."
        )
    return source.replace(idea.old, idea.new)


def with_first_line(source: str, line: str) -> str:
    """Put a line before what a function does, behind its docstring."""
    place = source.index('"""', source.index('"""') + 3) + 3
    return f"{source[:place]}\n    {line}{source[place:]}"


@cache
def _parsed(source: str) -> tuple[cst.Module, list[str]]:
    module, names = cst.parse_module(source), _Locals()
    module.visit(names)
    return module, sorted(names.found)


class _Locals(cst.CSTVisitor):
    """Finds names that belong to one answer alone, so that they may be called anything."""

    def __init__(self) -> None:
        self._assigned: set[str] = set()
        self._taken: set[str] = set()

    @property
    def found(self) -> set[str]:
        return {name for name in self._assigned - self._taken if not name.startswith("_")}

    def visit_Param(self, node: cst.Param) -> None:
        self._taken.add(node.name.value)

    def visit_AssignTarget(self, node: cst.AssignTarget) -> None:
        self._add(node.target)

    def visit_For(self, node: cst.For) -> None:
        self._add(node.target)

    def visit_CompFor(self, node: cst.CompFor) -> None:
        self._add(node.target)

    def _add(self, target: cst.BaseExpression) -> None:
        if isinstance(target, cst.Name):
            self._assigned.add(target.value)
        elif isinstance(target, cst.Tuple):
            for element in target.elements:
                self._add(element.value)


class _OwnWords(cst.CSTTransformer):
    """Renames, drops docstrings, leaves a remark, returns through a variable."""

    def __init__(self, renamed: Mapping[str, str], remark: str) -> None:
        self._renamed = renamed
        self._remark = remark

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.Name:
        new = self._renamed.get(original_node.value, original_node.value)
        return updated_node.with_changes(value=new)

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute:
        return updated_node.with_changes(attr=original_node.attr)

    def leave_Arg(self, original_node: cst.Arg, updated_node: cst.Arg) -> cst.Arg:
        return updated_node.with_changes(keyword=original_node.keyword)

    def leave_FunctionDef(
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef:
        body = list(updated_node.body.body)
        if original_node.get_docstring() is not None:
            body = body[1:]
        remark = cst.EmptyLine(comment=cst.Comment(f"# {self._remark}"))
        first = body[0].with_changes(leading_lines=[remark])
        block = updated_node.body.with_changes(body=[first, *body[1:]])
        return updated_node.with_changes(name=original_node.name, body=block)

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> cst.SimpleStatementLine | cst.FlattenSentinel[cst.SimpleStatementLine]:
        statement = updated_node.body[0]
        if not isinstance(statement, cst.Return) or statement.value is None:
            return updated_node
        answer = cst.Name("answer")
        kept = cst.Assign([cst.AssignTarget(answer)], statement.value)
        return cst.FlattenSentinel(
            [
                updated_node.with_changes(body=[kept]),
                cst.SimpleStatementLine([cst.Return(answer)]),
            ]
        )
