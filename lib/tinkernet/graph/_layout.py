"""Where everything goes: columns from left to right, few crossings, no overlaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BEND = 10.0
"""Height that is kept free for an arrow that passes through a column."""

GAP = 14.0
"""Between two neighbours in a column."""


@dataclass(frozen=True)
class Layout:
    """The places of all steps.

    Attributes
    ----------
    columns : tuple of int
        The column of each step, counted from the left.
    heights : tuple of float
        How far down the middle of each step is.
    bends : dict
        For an arrow from a parent to a step, as (step, parent): how far down it passes through
        each column between the two, from left to right.
    """

    columns: tuple[int, ...]
    heights: tuple[float, ...]
    bends: dict[tuple[int, int], tuple[float, ...]]


def laid_out(parents: Sequence[Sequence[int]], sizes: Sequence[float]) -> Layout:
    """Lay out a graph in layers, after Sugiyama, with the package grandalf.

    Every step stands as far right as those made of it allow, so that most arrows are short.

    Parameters
    ----------
    parents : sequence of sequences of int
        The parents of each step, all of which come before it; the last step is made of all.
    sizes : sequence of float
        The height of each step.

    Raises
    ------
    ImportError
        If grandalf is not installed.
    """
    # Only here, so that values need no layout.
    from grandalf.graphs import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
        Edge,
        Graph,
        Vertex,
    )
    from grandalf.layouts import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
        SugiyamaLayout,
        VertexViewer,
    )

    # grandalf draws from top to bottom. Lying on its side, and begun with the last step, its
    # first layer is our last column.
    vertices = [Vertex(number) for number in range(len(parents))]
    for vertex, size in zip(vertices, sizes, strict=True):
        vertex.view = VertexViewer(w=size, h=1.0)
    edges = {
        (step, parent): Edge(vertices[step], vertices[parent])
        for step, several in enumerate(parents)
        for parent in dict.fromkeys(several)
    }
    sugiyama = SugiyamaLayout(Graph(vertices, list(edges.values())).C[0])
    sugiyama.xspace = GAP
    sugiyama.dw = BEND
    sugiyama.init_all(roots=vertices[-1:], inverted_edges=[])
    sugiyama.draw()

    # In large graphs grandalf lets neighbours overlap.
    down = {}
    for layer in sugiyama.layers:
        end = float("-inf")
        for vertex in layer:
            half = vertex.view.w / 2
            down[vertex] = max(vertex.view.xy[0], end + GAP + half)
            end = down[vertex] + half
    top = min(at - vertex.view.w / 2 for vertex, at in down.items())
    last = len(sugiyama.layers) - 1
    return Layout(
        columns=tuple(last - sugiyama.grx[vertex].rank for vertex in vertices),
        heights=tuple(down[vertex] - top for vertex in vertices),
        bends={
            key: tuple(
                down[bend] - top
                for _, bend in sorted(sugiyama.ctrls.get(edge, {}).items(), reverse=True)
                if bend not in (edge.v[0], edge.v[1])
            )
            for key, edge in edges.items()
        },
    )
