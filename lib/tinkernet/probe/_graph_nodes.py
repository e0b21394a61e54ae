"""A computational graph of plain nodes, for an answer that walks backwards through it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ._case import Case


class GraphNode:
    """A value of a computation: what it was made of, and how fast it changes with each.

    Parameters
    ----------
    parents : sequence of GraphNode
        What it was made of; empty for a leaf.
    slopes : sequence of float
        d node / d parent, in the same order.

    Attributes
    ----------
    grad : float
        d root / d node, once somebody has found it; at first 0.

    Examples
    --------
    >>> x = GraphNode()
    >>> GraphNode((x, x), (2.0, 3.0)).parents[1] is x
    True
    """

    def __init__(self, parents: Sequence[GraphNode] = (), slopes: Sequence[float] = ()) -> None:
        self.parents = tuple(parents)
        self.slopes = tuple(slopes)
        self.grad: Any = 0.0


def call_on_graph(answers: Sequence[Callable[..., Any]], case: Case) -> NDArray[Any]:
    """Build the graph, call the answer with its last node, and return every node's ``grad``.

    The case holds ``parents`` and ``slopes``: for each node the numbers of the nodes it is made
    of, all of them smaller than its own, and as many slopes.

    Examples
    --------
    >>> def backward(node):
    ...     node.grad = 1.0
    >>> case = Case("a pair", {"parents": [(), (0,)], "slopes": [(), (2.0,)]})
    >>> call_on_graph([backward], case)
    array([0., 1.])
    """
    (answer,) = answers
    nodes: list[GraphNode] = []
    for parents, slopes in zip(*case.arguments.values(), strict=True):
        nodes.append(GraphNode([nodes[k] for k in parents], slopes))
    answer(nodes[-1])
    return np.array([node.grad for node in nodes])
