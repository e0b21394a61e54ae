"""Which functions of a student's a cell waits for, read from the code of the notebook."""

from __future__ import annotations

import ast

from nbformat import NotebookNode


class BrokenCellError(Exception):
    """A cell failed for another reason than a function that is not written yet."""


def is_stub(cell: NotebookNode) -> bool:
    """Say whether a student writes code here."""
    return cell.cell_type == "code" and bool(cell.metadata.get("nbgrader", {}).get("solution"))


def failure(cell: NotebookNode) -> NotebookNode | None:
    """Return the error that a cell ended with, if it did."""
    outputs = cell.get("outputs", [])
    return next((one for one in outputs if one.output_type == "error"), None)


def stub_functions(notebook: NotebookNode) -> dict[str, str]:
    """Return the functions that a student writes, in order, each with the id of its cell."""
    return {
        name: str(cell.metadata.nbgrader.grade_id)
        for cell in notebook.cells
        if is_stub(cell)
        for name in _defined(ast.parse(cell.source))
    }


def waits_for(notebook: NotebookNode) -> dict[str, list[str]]:
    """Return, for the id of each cell that failed, the functions it needs, in order.

    Code is followed a statement at a time: what a statement reads needs what those need that wrote
    it. A cell that failed has written nothing; what stands in a function is needed by its callers.

    Raises
    ------
    BrokenCellError
        If a cell failed and needs nothing of a student's.
    """
    stubs = list(stub_functions(notebook))
    needs: dict[str, set[str]] = {}  # by name, as the notebook goes on
    found: dict[str, list[str]] = {}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        if is_stub(cell):
            needs |= {name: {name} for name in _defined(tree)}
            continue
        error = failure(cell)
        asked: set[str] = set()
        for statement in tree.body:
            here = set().union(*(needs.get(name, set()) for name in _read(statement)))
            if isinstance(statement, ast.FunctionDef | ast.ClassDef):
                needs[statement.name] = here
                continue
            asked |= here
            needs |= {name: set(asked) if error else set() for name in _written(statement)}
        if error:
            if not asked:
                raise BrokenCellError(f"cell {cell.id} failed: {error.ename}: {error.evalue}")
            found[cell.id] = [name for name in stubs if name in asked]
    return found


_SCOPES = (
    ast.FunctionDef, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp
)  # fmt: skip


def _read(node: ast.AST, own: frozenset[str] = frozenset()) -> set[str]:
    """Return the names that are read from outside: no arguments, no counters of loops."""
    if isinstance(node, _SCOPES):
        arguments = {one.arg for one in ast.walk(node) if isinstance(one, ast.arg)}
        own |= _written(node) | arguments
    if isinstance(node, ast.For):
        own |= _written(node.target)
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        return {node.id} - own
    return set().union(*(_read(child, own) for child in ast.iter_child_nodes(node)))


def _defined(tree: ast.Module) -> list[str]:
    return [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]


def _written(tree: ast.AST) -> set[str]:
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    return {node.id for node in names if isinstance(node.ctx, ast.Store)}
