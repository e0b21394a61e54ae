"""A program as the sequence of what it does: names, layout and comments taken away."""

from __future__ import annotations

import builtins
import io
import keyword
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

MOST_TOKENS = 5_000
"""Tokens of a cell that are looked at; nobody writes as many by hand."""

_LAYOUT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}
_BETWEEN_STATEMENTS = {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
_BUILTINS = frozenset(dir(builtins))


@dataclass(frozen=True)
class Token:
    """A token as it is compared, and where it stands in the text."""

    text: str
    start: int
    end: int


def tokens_of(source: str) -> list[Token]:
    r"""Read a cell; what comes after a place that is no Python is left out.

    The student's own names are all alike, and so are texts. Keywords, built-in functions and
    what follows a dot (``np.mean``) keep their names. Comments, docstrings and layout are gone.

    Examples
    --------
    >>> [token.text for token in tokens_of("def f(x):\n    'Doc.'\n    return np.sum(x, axis=0)")]
    ['def', 'v', '(', 'v', ')', ':', 'return', 'v', '.', 'sum', '(', 'v', ',', 'v', '=', '0', ')']
    """
    starts = [0]
    for line in io.StringIO(source):
        starts.append(starts[-1] + len(line))
    found: list[Token] = []
    before = ""
    for token in _without_docstrings(list(_read(source))):
        if token.type in _LAYOUT or not token.string:
            continue
        text = _compared(token, before)
        before = token.string
        start, end = (starts[row - 1] + column for row, column in (token.start, token.end))
        found.append(Token(text, start, end))
    return found


def _read(source: str) -> Iterator[tokenize.TokenInfo]:
    """Yield tokens until there are too many, or none that Python knows."""
    # IPython's own lines are no Python; their length stays, so that places do.
    lines = (
        " " * (len(line) - 1) + "\n" if line.lstrip()[:1] in ("%", "!", "?") else line
        for line in io.StringIO(source)
    )
    try:
        for number, token in enumerate(tokenize.generate_tokens(lambda: next(lines, ""))):
            if number >= MOST_TOKENS:
                return
            yield token
    except (tokenize.TokenError, SyntaxError, ValueError, RecursionError):
        return


def _without_docstrings(tokens: list[tokenize.TokenInfo]) -> Iterator[tokenize.TokenInfo]:
    """Leave out texts that are statements of their own."""
    plain = [each for each in tokens if each.type not in (tokenize.COMMENT, tokenize.NL)]
    for before, token, after in zip([None, *plain], plain, [*plain[1:], None], strict=False):
        begins = before is None or before.type in _BETWEEN_STATEMENTS
        ends = after is None or after.type in (tokenize.NEWLINE, tokenize.ENDMARKER)
        if not (token.type == tokenize.STRING and begins and ends):
            yield token


def _compared(token: tokenize.TokenInfo, before: str) -> str:
    name = token.string
    if token.type == tokenize.NAME:
        kept = keyword.iskeyword(name) or name in _BUILTINS or before == "."
        return name if kept else "v"
    if token.type == tokenize.NUMBER:
        try:
            return f"{float(name.replace('_', '')):g}"
        except ValueError:
            return name
    kind = tokenize.tok_name[token.type]
    return "'text'" if kind == "STRING" or kind.startswith("FSTRING") else name
