"""A graph as an SVG picture: leaves on the left, the result on the right."""

from __future__ import annotations

import html
from dataclasses import dataclass
from itertools import pairwise

from . import _shapes as shapes
from ._layout import Layout, laid_out
from ._listing import cut
from ._steps import Step, rounded

MARGIN, AISLE = 12.0, 44.0
"""Room around the picture, and at least between two columns, in pixels."""

LONGEST = 18
"""Letters of a label that a box shows."""

ORDERED = frozenset({"-", "/", "**"})
"""Operations of two for which it matters which comes first."""


@dataclass(frozen=True)
class _Column:
    """Where its operations start, and where its boxes start and end."""

    start: float
    left: float
    right: float


def svg(steps: tuple[Step, ...], alt: str) -> str:
    """Return the picture; the same steps give the same text.

    Parameters
    ----------
    steps : tuple of Step
        The graph.
    alt : str
        What can be seen on it.
    """
    rows = [_rows(step) for step in steps]
    sizes = [shapes.box_size(texts) for texts in rows]
    layout = laid_out([step.parents for step in steps], [height for _, height in sizes])
    columns = _columns(steps, layout, [width for width, _ in sizes])
    lows = [at + size[1] / 2 for at, size in zip(layout.heights, sizes, strict=True)]
    lows += [at for bends in layout.bends.values() for at in bends]
    width, height = shapes.px(columns[-1].right + MARGIN), shapes.px(max(lows) + 2 * MARGIN)

    arrows, boxes, numerals = [], [], []
    for number, step in enumerate(steps):
        column = columns[layout.columns[number]]
        middle = layout.heights[number] + MARGIN
        if step.operation:
            boxes.append(shapes.operation(column.left, middle, step.operation))
        boxes.append(
            shapes.box(
                column.left, middle, column.right - column.left, rows[number], not step.operation
            )
        )
        offsets = _offsets(number, step, layout)
        for place, parent in enumerate(step.parents):
            points = _way(number, parent, layout, columns)
            points.append((column.start, middle + offsets[place]))
            tip = shapes.edge_of(column.left, step.operation, offsets[place])
            arrows.append(shapes.arrow(points, tip))
            if step.operation in ORDERED and len(step.parents) == 2:
                # Between the two arrows.
                below = middle + offsets[place] + (9.1 if offsets[place] < 0 else -2.2)
                numerals.append(shapes.numeral(tip - 12, below, place + 1))
    words = html.escape(alt)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{words}" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="{shapes.FONT}" font-size="12" fill="{shapes.INK}">'
        f"<title>{words}</title>"
        f'<rect width="100%" height="100%" fill="{shapes.PAPER}"/>'
    )
    return "\n".join([head, *arrows, *boxes, *numerals, "</svg>"])


def _rows(step: Step) -> list[tuple[str, str]]:
    """Return the lines of a box: the label, where there is one, the number and the gradient."""
    label = [(cut(step.label, LONGEST), "")] if step.label else []
    return [*label, ("data", rounded(step.data)), ("grad", rounded(step.grad))]


def _columns(steps: tuple[Step, ...], layout: Layout, widths: list[float]) -> list[_Column]:
    """Return the columns; each is as wide as what is widest in it."""
    columns = []
    aisles = _aisles(layout)
    start = MARGIN
    for column in range(max(layout.columns) + 1):
        inside = [number for number, its in enumerate(layout.columns) if its == column]
        left = start + max(shapes.operation_width(steps[number].operation) for number in inside)
        right = left + max(widths[number] for number in inside)
        columns.append(_Column(start, left, right))
        start = right + aisles[column]
    return columns


def _aisles(layout: Layout) -> list[float]:
    """Return the room behind each column: more where arrows climb far, so that they stay apart."""
    climbs = [0.0] * (max(layout.columns) + 1)
    for (step, parent), bends in layout.bends.items():
        stations = (layout.heights[parent], *bends, layout.heights[step])
        for column, (at, to) in enumerate(pairwise(stations), start=layout.columns[parent]):
            climbs[column] = max(climbs[column], abs(to - at))
    return [AISLE + min(climb / 8, AISLE) for climb in climbs]


def _way(
    step: int, parent: int, layout: Layout, columns: list[_Column]
) -> list[tuple[float, float]]:
    """Return where an arrow starts and which columns it crosses, level, on its way."""
    first = layout.columns[parent]
    points = [(columns[first].right, layout.heights[parent] + MARGIN)]
    for column, at in enumerate(layout.bends[step, parent], start=first + 1):
        points += [(columns[column].start, at + MARGIN), (columns[column].right, at + MARGIN)]
    return points


def _offsets(number: int, step: Step, layout: Layout) -> list[float]:
    """Return how far from the middle each parent's arrow arrives: those from above, above."""
    count = len(step.parents)
    comes_from = [
        (layout.bends[number, parent] or (layout.heights[parent],))[-1] for parent in step.parents
    ]
    offsets = [0.0] * count
    for place, which in enumerate(sorted(range(count), key=lambda which: comes_from[which])):
        offsets[which] = 0.0 if count == 1 else 20.0 * place / (count - 1) - 10.0
    return offsets
