"""Read a course file; what cannot be read is said with its line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import yaml
from jupytext.myst import get_parser, myst_to_notebook
from nbformat import NotebookNode

from ._cells import CourseCell, Problem

_CELL = "{code-cell}"
_RAW = "{raw-cell}"


@dataclass(frozen=True)
class CourseText:
    """A course file that was read.

    Attributes
    ----------
    notebook : NotebookNode or None
        What it says; None where it cannot be read.
    cells : tuple of CourseCell
        Its cells with their places.
    problems : tuple of Problem
        Why it cannot be read; empty where it can.
    """

    notebook: NotebookNode | None
    cells: tuple[CourseCell, ...]
    problems: tuple[Problem, ...]


def read_course_text(content: bytes) -> CourseText:
    r"""Read a MyST notebook.

    Parameters
    ----------
    content : bytes
        The file's.

    Examples
    --------
    >>> text = read_course_text(b"# A line\n\n```{code-cell}\n1 + 1\n```\n")
    >>> [(cell.kind, cell.line) for cell in text.cells]
    [('markdown', 1), ('code', 3)]
    >>> print(*read_course_text(b"```{code-cell}\n1 + 1\n").problems)
    line 1: this fence is never closed; end the cell with a line ```.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{content[error.start]:02x}"
        return _unread(Problem(f"{byte} is not UTF-8; save the file as UTF-8.", line))
    text = text.replace("\r\n", "\n")
    lines = text.split("\n")
    tokens = get_parser().parse(text + "\n")
    if problems := tuple(_structure(tokens, lines)):
        return _unread(*problems)
    if tokens and tokens[0].type == "front_matter":  # Jupytext's; what we build has its own
        lines[: tokens[0].map[1]] = [""] * tokens[0].map[1]
    try:
        notebook = myst_to_notebook("\n".join(lines), add_source_map=True)
    except Exception as error:  # whatever its parsers raise
        said = (str(error).splitlines() or [type(error).__name__])[0]
        return _unread(Problem(f"this is not a MyST notebook: {said}"))
    begins = notebook.metadata.pop("source_map")
    pairs = zip(notebook.cells, begins, strict=True)
    return CourseText(notebook, tuple(_placed(cell, begin, lines) for cell, begin in pairs), ())


def _unread(*problems: Problem) -> CourseText:
    return CourseText(None, (), problems)


def _placed(cell: NotebookNode, begin: int, lines: Sequence[str]) -> CourseCell:
    """Find a cell's own text below its metadata. Of a Markdown cell, ``begin`` is one early."""
    source = cell.source.splitlines()
    places = range(begin, len(lines) - len(source) + 1)
    first = next((at for at in places if lines[at : at + len(source)] == source), begin)
    line = begin if cell.cell_type != "markdown" else first + 1
    return CourseCell(cell, line, first + 1)


def _structure(tokens: Sequence[Any], lines: Sequence[str]) -> Iterator[Problem]:
    """Hold the file to being cells that all end, with metadata that can be read."""
    if problems := list(_header(tokens, lines)):
        yield from problems  # what stands below may well be part of it
        return
    depth = 0
    for token in tokens:
        depth += token.nesting
        if token.type == "fence":
            yield from _fence(token, lines, depth)
        elif token.type == "myst_block_break" and token.content.strip():
            yield from _block(token, lines)


def _header(tokens: Sequence[Any], lines: Sequence[str]) -> Iterator[Problem]:
    if tokens and tokens[0].type == "front_matter":
        yield from _yaml(tokens[0].content, "the header", 2)
    elif lines[0].strip() == "---":
        yield Problem("the header is never closed; end it with a line ---.", 1)
    elif _is_header(lines):  # else it would be text, and students would read it
        yield Problem("the header should begin with ---, in the first line of the file.", 1)


def _is_header(lines: Sequence[str]) -> bool:
    """Say whether Jupytext's header stands in the text above the first cell."""
    above = takewhile(lambda line: not line.startswith(("```", "+++")), lines)
    return any(re.fullmatch(r"(jupytext|kernelspec):\s*", line) for line in above)


def _fence(token: Any, lines: Sequence[str], depth: int) -> Iterator[Problem]:
    begin, end = token.map
    info = token.info.strip()
    closing = lines[end - 1].strip() if end <= len(lines) else ""
    closed = end - 1 > begin and closing and not closing.strip(token.markup[0])
    swallowed = re.search(rf"^ {{0,3}}```{re.escape(_CELL)}", token.content, re.MULTILINE)
    if not closed or (swallowed and token.markup == "```"):
        again = " before the next cell begins" if swallowed else ""
        yield Problem(
            f"this fence is never closed{again}; end the cell with a line {token.markup}.",
            begin + 1,
        )
    elif info.startswith((_CELL, _RAW)):
        if depth:
            yield Problem(
                "this cell is indented below a list, so it is none; move it to the left edge.",
                begin + 1,
            )
        elif match := re.match(r"---\n(.*?)(^---|\Z)", token.content, re.MULTILINE | re.DOTALL):
            yield from _yaml(match[1], "the cell's metadata", begin + 3)
    elif info.startswith("{") or info in ("code-cell", "code_cell"):
        yield Problem(
            f"```{info} begins no cell; write ```{_CELL} for code, and plain Markdown for text.",
            begin + 1,
        )


def _block(token: Any, lines: Sequence[str]) -> Iterator[Problem]:
    line = token.map[0] + 1
    below = next((each for each in lines[line:] if each.strip()), "+++")
    try:
        marks = json.loads(token.content)
    except ValueError as error:
        said = str(error).partition(": line")[0]
        yield Problem(f"the metadata after +++ is not JSON: {said}.", line)
        return
    if not isinstance(marks, dict):
        yield Problem('the metadata after +++ should be {"nbgrader": {...}}.', line)
    elif below.startswith(("+++", f"```{_CELL}")):
        yield Problem(
            "this Markdown cell is empty and would be left out; write the model answer below +++.",
            line,
        )


def _yaml(content: str, what: str, line: int) -> Iterator[Problem]:
    try:
        said = yaml.safe_load(content)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        yield Problem(f"{what} is not YAML: {problem}.", line + (mark.line if mark else 0))
    except (ValueError, RecursionError) as error:  # such as a date that there is not
        yield Problem(f"{what} is not YAML: {error}.", line)
    else:
        if said is not None and not isinstance(said, dict):
            yield Problem(f"{what} should be lines such as 'name: value'.", line)
