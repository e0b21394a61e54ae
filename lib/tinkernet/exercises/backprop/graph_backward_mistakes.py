"""What goes wrong on the way back through a graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .._exercise import Mistake
from .graph_backward_walks import (
    depth_first,
    every_path,
    in_turn,
    never_checked,
    never_checked_queue,
    one_by_one,
    passes_on,
)

Pass = Callable[[Any], None]
"""What a node does to its parents when its turn comes."""


def _sorted(node: Any, backwards: bool = False) -> list[Any]:
    """Return the nodes so that each comes before its parents, in one of two such orders."""
    order: list[Any] = []

    def visit(one: Any) -> None:
        if one not in order:
            for parent in reversed(one.parents) if backwards else one.parents:
                visit(parent)
            order.append(one)

    visit(node)
    return order[::-1]


def _walk(pass_on: Pass, backwards: bool = False) -> Callable[[Any], None]:
    """Write an answer with the right order that goes wrong where nodes pass on."""

    def answer(node: Any) -> None:
        node.grad = 1.0
        for one in _sorted(node, backwards):
            pass_on(one)

    return answer


def _assigns(one: Any) -> None:
    for parent, slope in zip(one.parents, one.slopes, strict=True):
        parent.grad = one.grad * slope


def _without_slopes(one: Any) -> None:
    for parent in one.parents:
        parent.grad += one.grad


def _without_grad(one: Any) -> None:
    for parent, slope in zip(one.parents, one.slopes, strict=True):
        parent.grad += slope


def _sums(one: Any) -> None:
    for parent, slope in zip(one.parents, one.slopes, strict=True):
        parent.grad += one.grad + slope


def _to_itself(one: Any) -> None:
    for parent, slope in zip(one.parents, one.slopes, strict=True):
        one.grad += parent.grad * slope


def _first_slope(one: Any) -> None:
    for parent in one.parents:
        parent.grad += one.grad * one.slopes[one.parents.index(parent)]


def _last_slope_once(one: Any) -> None:
    for parent, slope in dict(zip(one.parents, one.slopes, strict=True)).items():
        parent.grad += one.grad * slope


def _first_slope_once(one: Any) -> None:
    for parent in dict.fromkeys(one.parents):
        parent.grad += one.grad * one.slopes[one.parents.index(parent)]


def _first_arrival(node: Any) -> None:
    node.grad = 1.0
    seen = {node}
    for one in _sorted(node):
        for parent, slope in zip(one.parents, one.slopes, strict=True):
            if parent not in seen:
                seen.add(parent)
                parent.grad += one.grad * slope


def _leaves_first(node: Any) -> None:
    node.grad = 1.0
    for one in _sorted(node)[::-1]:
        passes_on(one)


def _root_stays(node: Any) -> None:
    for one in _sorted(node):
        passes_on(one)


MISTAKES = (
    Mistake(
        "assigned",
        "= where += belongs: the last contribution replaces the others",
        "What should be in .grad of a value that two others have used?",
        (_walk(_assigns), _walk(_assigns, backwards=True)),
    ),
    Mistake(
        "first_arrival_only",
        "only the first contribution counted where a value is used twice",
        "To have visited a node already is no reason to leave out what else arrives there.",
        (_first_arrival,),
    ),
    Mistake(
        "no_order",
        "a node that passes on before everything has arrived",
        "A node may only pass on when all that use it have. Whose turn must come before?",
        (
            depth_first,
            one_by_one,
            in_turn(last_first=False),
            in_turn(last_first=True),
            never_checked(at_once=True),
            never_checked(at_once=False),
            never_checked_queue,
        ),
    ),
    Mistake(
        "every_path",
        "a walk along every path, right but without end in a deep graph",
        "Twenty squares in a row have a million paths, but only 21 nodes. Could each node pass on "
        "all that it has got, once?",
        (every_path,),
    ),
    Mistake(
        "root_not_one",
        "a last node without a gradient, so that there is nothing to pass on",
        "How fast does a value change with itself?",
        (_root_stays,),
    ),
    Mistake(
        "slopes_forgotten",
        "gradients passed on without the slopes",
        "The chain rule multiplies. What is a step's own factor?",
        (_walk(_without_slopes),),
    ),
    Mistake(
        "only_local",
        "slopes added up without the gradient that came from behind",
        "A slope says what one step does. What has happened between there and the last node?",
        (_walk(_without_grad),),
    ),
    Mistake(
        "added_for_multiplied",
        "slope and gradient added where the chain rule multiplies",
        "Two gears of ratio 2 and 3 in a row: 5 or 6?",
        (_walk(_sums),),
    ),
    Mistake(
        "no_farther_than_parents",
        "gradients that get no farther than the parents of the last node",
        "A node can only pass on what it has got. With which end does the walk begin, and does "
        "it go on after the first step?",
        (
            _leaves_first,
            lambda node: _walk(lambda one: passes_on(one) if one is node else None)(node),
        ),
    ),
    Mistake(
        "wrong_receiver",
        "nothing but the last node getting a gradient",
        "When a node has its gradient: whose .grad should change then, its own or its parents'?",
        (_walk(_to_itself),),
    ),
    Mistake(
        "slope_by_parent",
        "one slope for a parent that is there twice",
        "The square of x has the parents (x, x) and two slopes. Go through both side by side.",
        (_walk(_first_slope), _walk(_last_slope_once), _walk(_first_slope_once)),
    ),
)
