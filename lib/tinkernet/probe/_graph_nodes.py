"""A computational graph of plain nodes, for an answer that walks backwards through it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ._case import Case
from ._not_as_asked import NotAsAskedError

LOOKS = 200_000
"""How often an answer may look at parents in one graph: a hundred times more than it takes."""


class WalkedTooFarError(NotAsAskedError):
    """An answer that walks every path of a graph would never come to an end."""


class GraphNode:
    """A value of a computation: what it was made of, and how fast it changes with each.

    Parameters
    ----------
    parents : sequence of GraphNode
        What it was made of; empty for a leaf.
    slopes : sequence of float
        d node / d parent, in the same order.
    looks : iterator or None
        One step of it is taken each time that somebody looks at ``parents``.

    Attributes
    ----------
    grad : float
        d root / d node, once somebody has found it; at first 0.

    Raises
    ------
    WalkedTooFarError
        When somebody looks at ``parents`` and ``looks`` has come to its end.

    Examples
    --------
    >>> x = GraphNode()
    >>> GraphNode((x, x), (2.0, 3.0)).parents[1] is x
    True
    """

    def __init__(
        self,
        parents: Sequence[GraphNode] = (),
        slopes: Sequence[float] = (),
        looks: Iterator[int] | None = None,
    ) -> None:
        self._parents = tuple(parents)
        self._looks = looks
        self.slopes = tuple(slopes)
        self.grad: Any = 0.0

    @property
    def parents(self) -> tuple[GraphNode, ...]:
        """What it was made of."""
        if self._looks is not None and next(self._looks, None) is None:
            raise WalkedTooFarError(
                f"It was stopped after it had looked at parents {LOOKS:,} times: there are too "
                "many paths to walk each of them."
            )
        return self._parents


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
    looks = iter(range(LOOKS))
    for parents, slopes in zip(*case.arguments.values(), strict=True):
        nodes.append(GraphNode([nodes[k] for k in parents], slopes, looks))
    answer(nodes[-1])
    return np.array([node.grad for node in nodes])
