"""Read an instructor's test cell: what the judge asks, and what only the kernel can run."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from IPython.core.inputtransformer2 import TransformerManager

from ._parse import parse


@dataclass(frozen=True)
class CheckStep:
    """``check("name", expression, ...)``: decided outside.

    Attributes
    ----------
    exercise : str
    expressions : tuple of str
        What the student's kernel evaluates to get at the answers.
    """

    exercise: str
    expressions: tuple[str, ...]


@dataclass(frozen=True)
class CodeStep:
    """Anything else; it is run in the kernel.

    Attributes
    ----------
    code : str
    parses : bool
        Whether it is Python that can be looked at.
    """

    code: str
    parses: bool = True


Step = CheckStep | CodeStep


def read_steps(source: str) -> list[Step]:
    r"""Take a test cell apart, in order.

    Examples
    --------
    >>> read_steps('tries = 3\ncheck("mse", lambda y_hat, y: mse(y_hat, y))')
    [CodeStep(code='tries = 3', parses=True),
     CheckStep(exercise='mse', expressions=('lambda y_hat, y: mse(y_hat, y)',))]
    """
    plain = TransformerManager().transform_cell(source)
    try:
        tree = parse(plain)
    except SyntaxError:
        return [CodeStep(source, parses=False)]
    steps: list[Step] = []
    pending: list[ast.stmt] = []
    for statement in tree.body:
        check = _as_check(statement)
        if check is None:
            pending.append(statement)
            continue
        if pending:
            steps.append(_code(plain, pending))
            pending = []
        steps.append(check)
    if pending:
        steps.append(_code(plain, pending))
    return steps


def _as_check(statement: ast.stmt) -> CheckStep | None:
    call = statement.value if isinstance(statement, ast.Expr) else None
    if (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "check"
        and not call.keywords
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    ):
        return CheckStep(call.args[0].value, tuple(ast.unparse(each) for each in call.args[1:]))
    return None


def _code(source: str, statements: list[ast.stmt]) -> CodeStep:
    """Cut the statements' own text out, comments included, so that errors show it."""
    lines = source.splitlines()
    first, last = statements[0].lineno - 1, statements[-1].end_lineno or len(lines)
    return CodeStep("\n".join(lines[first:last]))
