"""A graph as plain text: one line a step."""

from __future__ import annotations

import unicodedata

from ._steps import Step, expression, rounded

LONGEST = 32
"""Cells that a name or a calculation may take in a line."""


def cells(text: str) -> int:
    """Return how wide a text is where all letters have one width.

    Examples
    --------
    >>> cells("ab"), cells("ab" + chr(0x301)), cells("\N{CJK UNIFIED IDEOGRAPH-4E2D}")
    (2, 2, 2)
    """
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def cut(text: str, longest: int) -> str:
    """Return a text of at most so many cells; an ellipsis ends one that was longer.

    Examples
    --------
    >>> cut("gradient", 8), cut("gradients", 8)
    ('gradient', 'gradien…')
    """
    if cells(text) <= longest:
        return text
    # The first of it, so that a very long text is not cut sign by sign.
    text = text[:longest]
    while cells(text) > longest - 1:
        text = text[:-1]
    return text + "\N{HORIZONTAL ELLIPSIS}"


def listing(steps: tuple[Step, ...]) -> str:
    """Return a table of all steps, in the order in which they were computed.

    Parameters
    ----------
    steps : tuple of Step
        The graph.
    """
    rows = [("value", "made by", "data", "grad")]
    for step in steps:
        name, made_by = cut(step.name, LONGEST), cut(expression(step, steps), LONGEST)
        rows.append((name, made_by, rounded(step.data), rounded(step.grad)))
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        gaps = [" " * (width - cells(text)) for text, width in zip(row, widths, strict=True)]
        # Words start below each other, numbers end below each other.
        lines.append(f"{row[0]}{gaps[0]}  {row[1]}{gaps[1]}  {gaps[2]}{row[2]}  {gaps[3]}{row[3]}")
    return "\n".join(lines)
