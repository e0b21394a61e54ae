"""The shapes of a picture of a graph, as SVG: boxes, operations and arrows."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence

from ._listing import cells

INK, COMPUTED, PAPER = "#1a1a1a", "#ececec", "#ffffff"
"""Text and lines, boxes of what was computed, and what is behind it all."""

FONT = "DejaVu Sans Mono, Menlo, Consolas, monospace"
LETTER, LINE, PAD = 7.5, 17.0, 8.0
"""Width of a letter, distance of two lines, and room around text, in pixels."""

ROUND, NECK, HEAD = 13.0, 8.0, 7.0
"""Radius of an operation, its distance from its box, and the length of an arrow's head."""

SIGNS = {"*": "\N{MULTIPLICATION SIGN}", "-": "\N{MINUS SIGN}", "neg": "\N{MINUS SIGN}"}
"""How an operation is shown, where not as it is written."""

Point = tuple[float, float]


def box_size(rows: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Return the width and height of a box with these rows, each of a left and a right part."""
    width = max(cells(left) + cells(right) + bool(left and right) for left, right in rows)
    return width * LETTER + 2 * PAD, len(rows) * LINE + PAD


def box(
    left: float, middle: float, width: float, rows: Sequence[tuple[str, str]], leaf: bool
) -> str:
    """Draw a value: a box with rows of text, its middle at a height; a leaf has a thick line."""
    _, height = box_size(rows)
    top = middle - height / 2
    fill, line = (PAPER, "2") if leaf else (COMPUTED, "1")
    parts = [
        f'<rect x="{px(left)}" y="{px(top)}" width="{px(width)}" height="{px(height)}" rx="3" '
        f'fill="{fill}" stroke="{INK}" stroke-width="{line}"/>'
    ]
    for number, (start, end) in enumerate(rows):
        y = top + PAD / 2 + LINE * number + 12.5
        bold = "" if end else ' font-weight="bold"'
        parts.append(_text(start, left + PAD, y, bold))
        if end:
            parts.append(_text(end, left + width - PAD, y, ' text-anchor="end"'))
    return "".join(parts)


def operation_width(operation: str) -> float:
    """Return how wide an operation is drawn, with the line to its box; a leaf has none."""
    if not operation:
        return 0.0
    return max(2 * ROUND, len(SIGNS.get(operation, operation)) * LETTER + PAD) + NECK


def operation(right: float, middle: float, name: str) -> str:
    """Draw an operation to the left of its box: a circle, wider where the name is longer."""
    width = operation_width(name) - NECK
    x = right - NECK - width
    return (
        f'<path d="M{px(right - NECK)} {px(middle)}H{px(right)}" stroke="{INK}"/>'
        f'<rect x="{px(x)}" y="{px(middle - ROUND)}" width="{px(width)}" height="{px(2 * ROUND)}" '
        f'rx="{px(ROUND)}" fill="{PAPER}" stroke="{INK}"/>'
        + _text(SIGNS.get(name, name), x + width / 2, middle + 4.5, ' text-anchor="middle"')
    )


def edge_of(right: float, name: str, offset: float) -> float:
    """Return where an operation begins, seen from the left, so far from its middle height."""
    return right - operation_width(name) + ROUND - math.sqrt(ROUND**2 - offset**2)


def arrow(points: Sequence[Point], tip: float) -> str:
    """Draw an arrow through points; it leaves and meets them level, and ends right of the last.

    Between two points at different heights it swings; between two at the same it is straight.
    """
    (x, y), *others = points
    path = [f"M{px(x)} {px(y)}"]
    for to_x, to_y in others:
        if to_y == y:
            path.append(f"H{px(to_x)}")
        else:
            half = px((x + to_x) / 2)
            path.append(f"C{half} {px(y)} {half} {px(to_y)} {px(to_x)} {px(to_y)}")
        x, y = to_x, to_y
    back, above, below = px(tip - HEAD), px(y - HEAD / 2), px(y + HEAD / 2)
    return (
        f'<path d="{"".join(path)}H{back}" fill="none" stroke="{INK}"/>'
        f'<path d="M{back} {above}L{px(tip)} {px(y)}L{back} {below}Z"/>'
    )


def numeral(x: float, y: float, number: int) -> str:
    """Write which operand an arrow brings, with a white rim so that no line runs into it."""
    rim = f' font-size="9.5" stroke="{PAPER}" stroke-width="3" paint-order="stroke"'
    return _text(str(number), x, y, f' text-anchor="middle"{rim}')


def px(length: float) -> str:
    """Return a length with at most one decimal.

    Examples
    --------
    >>> px(12.04), px(-0.01), px(7.25)
    ('12', '0', '7.2')
    """
    return f"{round(length, 1) + 0.0:g}" if abs(length) < 1e5 else f"{length:.0f}"


def _text(text: str, x: float, y: float, attributes: str) -> str:
    return f'<text x="{px(x)}" y="{px(y)}"{attributes}>{html.escape(text)}</text>'
