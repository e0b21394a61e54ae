"""What the instructor's cells say of themselves, and how two sources compare."""

from __future__ import annotations

import ast
from typing import Any

from ._parse import parse


def grade_id_of(cell: Any) -> str:
    """Return nbgrader's id of a cell; nothing where it has none."""
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def is_answer(cell: Any) -> bool:
    """Tell whether a student writes in it."""
    marks = cell.metadata.get("nbgrader", {})
    return bool(marks.get("solution") or marks.get("task"))


def differs(one: str, other: str) -> bool:
    """Compare sources; spaces at the ends of lines and of the cell say nothing."""
    lines = [line.rstrip() for line in one.strip().splitlines()]
    return lines != [line.rstrip() for line in other.strip().splitlines()]


def defines(source: str) -> set[str]:
    """List the functions and classes that a cell defines, also one that does not parse."""
    try:
        tree = parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        lines = [line.split() for line in source.splitlines()]
        named = [words[1] for words in lines if len(words) > 1 and words[0] in ("def", "class")]
        return {name.split("(")[0].rstrip(":") for name in named}
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return {node.name for node in tree.body if isinstance(node, kinds)}
