"""backward(node): gradients through a computational graph (deck 003)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from tinkernet.probe import Case, call_on_graph

from .._exercise import Exercise
from .graph_backward_mistakes import MISTAKES

LAYERS = 40


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give chains, values used twice near and far, loose ends, and random graphs."""

    def graph(label: str, *nodes: tuple[tuple[int, ...], tuple[float, ...]]) -> Case:
        return Case(label, {"parents": [p for p, _ in nodes], "slopes": [s for _, s in nodes]})

    leaf: tuple[tuple[int, ...], tuple[float, ...]] = ((), ())
    fixed = [
        graph("a single node", leaf),
        graph("one step", leaf, ((0,), (-2.0,))),
        graph("a chain", leaf, ((0,), (3.0,)), ((1,), (-0.5,)), ((2,), (2.0,))),
        graph("a value times itself", leaf, ((0, 0), (3.0, 3.0))),
        graph("one parent twice, with two slopes", leaf, ((0, 0), (2.0, 5.0))),
        graph("two parents", leaf, leaf, ((0, 1), (2.0, -3.0))),
        graph("a diamond", leaf, ((0,), (2.0,)), ((0,), (-1.0,)), ((1, 2), (3.0, 4.0))),
        graph("a value used near the end and far from it, near first",
              leaf, ((0,), (2.0,)), ((1,), (3.0,)), ((1, 2), (5.0, -1.0))),
        graph("a value used near the end and far from it, far first",
              leaf, ((0,), (2.0,)), ((1,), (3.0,)), ((2, 1), (-1.0, 5.0))),
        graph("nodes that do not lead to the last one",
              leaf, leaf, ((0, 1), (2.0, 3.0)), ((0,), (-4.0,)), ((3,), (0.5,))),
        graph(f"{LAYERS} steps, each using the one before twice: too many paths to walk each",
              leaf, *(((k, k), (0.75, 0.25)) for k in range(LAYERS))),
    ]  # fmt: skip
    return [*fixed, *(graph(f"a random graph of {n}", *_drawn(rng, n)) for n in (6, 9, 14))]


def _drawn(rng: np.random.Generator, n: int) -> list[tuple[tuple[int, ...], tuple[float, ...]]]:
    """Draw a graph in which every node but the first two has two or three parents."""
    nodes: list[tuple[tuple[int, ...], tuple[float, ...]]] = [((), ())] * 2
    for k in range(2, n):
        parents = [k - 1, *rng.integers(0, k, rng.integers(1, 3)).tolist()]
        slopes = rng.choice([-1.0, 1.0], len(parents)) * rng.uniform(0.4, 1.4, len(parents))
        shuffled = rng.permutation(parents).tolist()
        nodes.append((tuple(shuffled), tuple(slopes.tolist())))
    return nodes


def reference(node: Any) -> None:
    """Sort so that parents come first, then walk back from the last node."""
    order: list[Any] = []
    seen = set()

    def visit(one: Any) -> None:
        if one in seen:
            return
        seen.add(one)
        for parent in one.parents:
            visit(parent)
        order.append(one)

    visit(node)
    node.grad = 1.0
    for one in reversed(order):
        for parent, slope in zip(one.parents, one.slopes, strict=True):
            parent.grad += one.grad * slope


def by_counting_users(node: Any) -> None:
    """Let a node pass on when all its users have; no recursion."""
    users: dict[int, int] = {}
    waiting = [node]
    found = {id(node)}
    while waiting:
        one = waiting.pop()
        for parent in one.parents:
            users[id(parent)] = users.get(id(parent), 0) + 1
            if id(parent) not in found:
                found.add(id(parent))
                waiting.append(parent)
    node.grad = 1.0
    ready = [node]
    while ready:
        one = ready.pop()
        for i in range(len(one.parents)):
            one.parents[i].grad = one.parents[i].grad + one.slopes[i] * one.grad
            users[id(one.parents[i])] -= 1
            if users[id(one.parents[i])] == 0:
                ready.append(one.parents[i])


def by_depth(node: Any) -> None:
    """Sort by the longest way to the last node; lists and no sets."""
    nodes, depths = [node], [0]
    k = 0
    while k < len(nodes):
        for parent in nodes[k].parents:
            if parent not in nodes:
                nodes.append(parent)
                depths.append(0)
        k += 1
    changed = True
    while changed:
        changed = False
        for i, one in enumerate(nodes):
            for parent in one.parents:
                j = nodes.index(parent)
                if depths[j] < depths[i] + 1:
                    depths[j] = depths[i] + 1
                    changed = True
    node.grad += 1
    for i in np.argsort(depths, kind="stable"):
        for parent, slope in zip(nodes[i].parents, nodes[i].slopes, strict=True):
            parent.grad += np.float32(slope) * nodes[i].grad


def by_asking_users(node: Any) -> None:
    """Ask each node for the sum over its users, and remember what was found."""
    users: dict[Any, list[tuple[Any, float]]] = {node: []}
    waiting = [node]
    for one in waiting:
        for parent, slope in zip(one.parents, one.slopes, strict=True):
            if parent not in users:
                users[parent] = []
                waiting.append(parent)
            users[parent].append((one, slope))
    known = {node: 1.0}

    def asked(one: Any) -> float:
        if one not in known:
            known[one] = sum(asked(user) * slope for user, slope in users[one])
        return known[one]

    for one in users:
        one.grad = asked(one)


GRAPH_BACKWARD = Exercise(
    name="graph_backward",
    title="Backwards through a graph",
    assignment="04_backprop",
    points=4,
    answers=("backward",),
    returns=("grad",),
    asked="backward(node) should set .grad of the node to 1 and add to .grad of every value "
    "it was made of; each node passes on what it has only once, when all of it has arrived.",
    cases=cases,
    reference=reference,
    mistakes=MISTAKES,
    alternatives=(by_counting_users, by_depth, by_asking_users),
    forbidden=("tinkernet.graph", "tinkernet.nn", "graphlib", "networkx"),
    probe=call_on_graph,
    left_open=(
        "Which of several orders is taken, as long as every node comes after its users.",
        "Graphs deeper than Python's limit on recursion; a second call on the same graph.",
        "What backward returns.",
    ),
)
