"""What students write in: markers in place, code that parses, nothing of it given away."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from IPython.core.inputtransformer2 import TransformerManager

from ._cells import CourseCell, Problem

SOLUTION = "SOLUTION"
HIDDEN = "HIDDEN TESTS"
SCHEME = "MARK SCHEME"
_LONG_ENOUGH = 25
"""Characters of a solution below which the same line elsewhere gives nothing away."""


@dataclass(frozen=True)
class Taken:
    """A cell without its marked regions.

    Attributes
    ----------
    rest : str
        What stands around them, with ``pass`` in their places.
    regions : tuple of str
        What stood in them.
    wrong : str
        What is wrong with the markers; empty where they pair up.
    line : int
        The line of the cell where it is, from 0.
    """

    rest: str
    regions: tuple[str, ...]
    wrong: str = ""
    line: int = 0


def take_out(source: str, what: str) -> Taken:
    r"""Take what stands between ``### BEGIN what`` and ``### END what`` out of a cell.

    Examples
    --------
    >>> take_out("a\n### BEGIN SOLUTION\nb\n### END SOLUTION", "SOLUTION")
    Taken(rest='a\npass', regions=('b',), wrong='', line=0)
    """
    rest: list[str] = []
    regions: list[list[str]] = []
    opened = -1
    for number, line in enumerate(source.splitlines()):
        if f"BEGIN {what}" in line:
            if opened >= 0:
                return Taken(source, (), f"BEGIN {what} stands within another one", number)
            opened = number
            rest.append(line[: len(line) - len(line.lstrip())] + "pass")
            regions.append([])
        elif f"END {what}" in line:
            if opened < 0:
                return Taken(source, (), f"END {what} has no BEGIN {what} above it", number)
            opened = -1
        else:
            (rest if opened < 0 else regions[-1]).append(line)
    if opened >= 0:
        return Taken(source, (), f"BEGIN {what} has no END {what} below it", opened)
    return Taken("\n".join(rest), tuple("\n".join(each) for each in regions))


def parsed(source: str) -> ast.Module | SyntaxError:
    """Read code as a notebook does, magics included; return the error where it is none."""
    try:
        return ast.parse(TransformerManager().transform_cell(source))
    except SyntaxError as error:
        return error
    except ValueError as error:  # such as a null byte
        return SyntaxError(str(error))


def answer_problems(cells: Sequence[CourseCell]) -> Iterator[Problem]:
    """Say where a stub cannot be made, or would not run, or a solution would be released."""
    for cell in cells:
        yield from _markers(cell)
        if cell.kind == "code":
            yield from _code(cell)
        if cell.kind == "markdown" and cell.is_solution:
            yield from _overlong(cell)
    yield from _given_away(cells)


def _markers(cell: CourseCell) -> Iterator[Problem]:
    solution, hidden, scheme = (take_out(cell.source, what) for what in (SOLUTION, HIDDEN, SCHEME))
    for taken in (solution, hidden, scheme):
        if taken.wrong:
            yield cell.problem(f"{taken.wrong}; write both.", cell.first + taken.line)
    if solution.regions and not cell.is_solution:
        yield cell.problem(
            "it holds a solution, but is no solution cell, so students would read it; say "
            "solution: true and locked: false."
        )
    if hidden.regions and not cell.is_graded:
        yield cell.problem("it hides tests, but is not graded; say grade: true.")
    unmarked = cell.is_solution and not solution.regions and not solution.wrong
    if cell.kind == "code" and unmarked:
        yield cell.problem(
            "it is a solution cell without a marker, so all of it would be taken out; put "
            "### BEGIN SOLUTION and ### END SOLUTION around what students write."
        )


def _code(cell: CourseCell) -> Iterator[Problem]:
    whole = parsed(cell.source)
    if isinstance(whole, SyntaxError):
        line = cell.first + (whole.lineno or 1) - 1
        yield cell.problem(f"it is not Python: {whole.msg}.", line)
        return
    taken = take_out(cell.source, SOLUTION)
    stub = parsed(taken.rest)
    if taken.regions and isinstance(stub, SyntaxError):
        yield cell.problem(
            f"without its solution it is not Python: {stub.msg}; indent ### BEGIN SOLUTION as the "
            "code below it."
        )


def _overlong(cell: CourseCell) -> Iterator[Problem]:
    for number, line in enumerate(cell.source.splitlines()):
        if re.match(r"#{1,6} ", line):
            yield cell.problem(
                f"the model answer goes on to the heading {line!r}; end it with a line +++.",
                cell.first + number,
            )
            return


def _given_away(cells: Sequence[CourseCell]) -> Iterator[Problem]:
    """Find solutions that stand, line by line, in what students are given."""
    public = [(cell, _squeezed(_released(cell))) for cell in cells if cell.kind == "code"]
    for solved in cells:
        if solved.kind != "code" or not solved.is_solution:
            continue
        for region in take_out(solved.source, SOLUTION).regions:
            secret = _squeezed(region)
            for cell, given in public:
                if len(secret) > _LONG_ENOUGH and secret in given:
                    yield cell.problem(
                        f"it gives the solution of {solved.grade_id!r} away; take it out."
                    )


def _released(cell: CourseCell) -> str:
    return take_out(take_out(cell.source, SOLUTION).rest, HIDDEN).rest


def _squeezed(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
