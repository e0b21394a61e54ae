"""Find somebody else's solution in what a student wrote, without running it.

The kernel looks as well (``tinkernet.probe``), but there a student's code could stop it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from tinkernet.probe import Borrowed

from ._parse import parse

MOST_TEXT = 400_000
"""Characters of code that are looked at; nobody writes as much by hand."""

_MOST_PATHS = 20
_MOST_DOTS = 10
_DEEPEST = 20
_WRAPPERS = ("partial", "vectorize", "frompyfunc", "getattr", "eval")

Paths = dict[str, set[str]]


class BorrowedSource:
    r"""What the names of a notebook stand for, as far as plain assignments and imports say.

    Examples
    --------
    >>> code = BorrowedSource()
    >>> code.learn("import numpy as np\nfit = np.polyfit\ndef f(x, y):\n    return fit(x, y, 1)")
    >>> code.find(["f"], ["numpy.polyfit"])
    Borrowed(name='numpy.polyfit', function='f')
    """

    def __init__(self) -> None:
        self._functions: dict[str, list[ast.AST]] = {}
        self._paths: Paths = {}
        self._room = MOST_TEXT

    def learn(self, source: str) -> None:
        """Take in a code cell; cells come in order."""
        if len(source) > self._room:
            return
        self._room -= len(source)
        for statement in _parsed(source):
            self._learn(statement, _DEEPEST)

    def find(self, expressions: Sequence[str], forbidden: Sequence[str]) -> Borrowed | None:
        """Look for forbidden names in functions and in all that they call.

        Parameters
        ----------
        expressions : sequence of str
            What a check is given: names of functions, mostly.
        forbidden : sequence of str
            Dotted names.
        """
        waiting: list[tuple[str, ast.AST]] = [
            (expression if expression.isidentifier() else "check", node)
            for expression in expressions
            for node in _parsed(expression)
        ]
        seen: set[int] = set()
        while waiting:
            where, node = waiting.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            own = _own_names(node)
            paths = {name: found for name, found in self._paths.items() if name not in own}
            for inner in ast.walk(node):
                if isinstance(inner, ast.Import | ast.ImportFrom):
                    _learn_import(inner, paths)
            for path in _paths_in(node, paths):
                if entry := _forbidden(path, forbidden):
                    return Borrowed(entry, where)
                if path not in own:
                    waiting += [(path, each) for each in self._functions.get(path, ())]
        return None

    def _learn(self, statement: ast.AST, depth: int) -> None:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            self._functions.setdefault(statement.name, []).append(statement)
        elif isinstance(statement, ast.Import | ast.ImportFrom):
            _learn_import(statement, self._paths)
        elif isinstance(statement, ast.Assign):
            for target in statement.targets:
                if isinstance(target, ast.Name) and _is_function(statement.value):
                    self._functions.setdefault(target.id, []).append(statement.value)
                    for path in list(_full(statement.value, self._paths)):
                        _add(self._paths, target.id, path)
        elif isinstance(statement, ast.If | ast.Try | ast.With | ast.For | ast.While) and depth:
            for inner in ast.iter_child_nodes(statement):
                self._learn(inner, depth - 1)


def _parsed(source: str) -> list[ast.stmt]:
    """Parse a cell; lines that are IPython's, not Python's, are left out."""
    lines = source.split("\n")
    plain = (line if line.lstrip()[:1] not in ("%", "!", "?") else "" for line in lines)
    try:
        return parse("\n".join(plain)).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _learn_import(statement: ast.Import | ast.ImportFrom, paths: Paths) -> None:
    for alias in statement.names:
        if isinstance(statement, ast.ImportFrom):
            _add(paths, alias.asname or alias.name, f"{statement.module}.{alias.name}")
        else:
            path = alias.name if alias.asname else alias.name.split(".")[0]
            _add(paths, alias.asname or path, path)


def _add(paths: Paths, name: str, path: str) -> None:
    known = paths.setdefault(name, set())
    if len(known) < _MOST_PATHS and path.count(".") < _MOST_DOTS:
        known.add(path)


def _is_function(value: ast.expr) -> bool:
    """Tell what may be called from results: those of calls are data, but for wrappers."""
    if isinstance(value, ast.Call):
        return getattr(value.func, "attr", getattr(value.func, "id", "")) in _WRAPPERS
    return isinstance(value, ast.Name | ast.Attribute | ast.Lambda)


def _own_names(node: ast.AST) -> set[str]:
    """List the parameters and local variables of a function: these are nobody else's."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        return set()
    shared: set[str] = set()
    found: set[str] = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.arg):
            found.add(inner.arg)
        elif isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
            found.add(inner.id)
        elif isinstance(inner, ast.Global | ast.Nonlocal):
            shared.update(inner.names)
    return found - shared


def _paths_in(node: ast.AST, paths: Mapping[str, set[str]]) -> Iterator[str]:
    """Yield every dotted name that is used, as far as it can be resolved."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name | ast.Attribute):
            yield from _full(inner, paths)
        elif isinstance(inner, ast.Import):
            yield from (alias.name for alias in inner.names)
        elif isinstance(inner, ast.ImportFrom):
            yield from (f"{inner.module}.{alias.name}" for alias in inner.names)
        elif isinstance(inner, ast.Call):
            yield from _by_text(inner, paths, _DEEPEST)


def _full(node: ast.AST, paths: Mapping[str, set[str]], depth: int = _DEEPEST) -> set[str]:
    """Resolve ``a.b.c``; forbidden names are short, so long ones are none of them."""
    attributes: list[str] = []
    while isinstance(node, ast.Attribute):
        attributes.append(node.attr)
        node = node.value
    if len(attributes) > _MOST_DOTS:
        return set()
    bases: set[str] = set()
    if isinstance(node, ast.Name):
        bases = paths.get(node.id, {node.id})
    elif isinstance(node, ast.Call) and depth:
        bases = set(_by_text(node, paths, depth - 1))
    return {".".join([base, *reversed(attributes)]) for base in bases}


def _by_text(call: ast.Call, paths: Mapping[str, set[str]], depth: int) -> Iterator[str]:
    """Resolve ``getattr(np, "polyfit")``, ``__import__("scipy")``, ``eval("np.polyfit")``."""
    if not isinstance(call.func, ast.Name | ast.Attribute) or not depth:
        return
    name = next(iter(_full(call.func, paths, depth - 1)), "").split(".")[-1]
    texts = [text for each in call.args if (text := _text(each)) is not None]
    if not texts:
        return
    if name == "getattr" and len(call.args) > 1:
        yield from (f"{base}.{texts[0]}" for base in _full(call.args[0], paths, depth - 1))
    elif name in ("__import__", "import_module"):
        yield texts[0]
    elif name in ("eval", "exec"):
        for statement in _parsed(texts[0]):
            for inner in ast.walk(statement):
                if isinstance(inner, ast.Name | ast.Attribute):
                    yield from _full(inner, paths, depth - 1)


def _text(node: ast.AST) -> str | None:
    """Read a constant text, also one put together with plus signs."""
    parts: list[str] = []
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        if not isinstance(node.right, ast.Constant) or len(parts) > 50:
            return None
        parts.append(str(node.right.value))
        node = node.left
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return None
    return "".join([node.value, *reversed(parts)])


def _forbidden(path: str, forbidden: Sequence[str]) -> str:
    return next((name for name in forbidden if f"{path}.".startswith(f"{name}.")), "")
