"""What goes wrong on the way back through a graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .._exercise import Mistake

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


def _all(one: Any) -> None:
    for parent, slope in zip(one.parents, one.slopes, strict=True):
        parent.grad += one.grad * slope


def _depth_first(node: Any) -> None:
    """Pass to all parents, then let each of them go on, once."""
    node.grad = 1.0
    seen = set()

    def visit(one: Any) -> None:
        if one not in seen:
            seen.add(one)
            _all(one)
            for parent in one.parents:
                visit(parent)

    visit(node)


def _one_by_one(node: Any) -> None:
    """Pass to one parent and let it go on before the next one gets anything."""
    node.grad = 1.0
    seen = set()

    def visit(one: Any) -> None:
        if one not in seen:
            seen.add(one)
            for parent, slope in zip(one.parents, one.slopes, strict=True):
                parent.grad += one.grad * slope
                visit(parent)

    visit(node)


def _in_turn(last_first: bool) -> Callable[[Any], None]:
    """Take nodes from a list, as they were found: a queue, or a stack."""

    def answer(node: Any) -> None:
        node.grad = 1.0
        waiting, seen = [node], {node}
        while waiting:
            one = waiting.pop(-1 if last_first else 0)
            _all(one)
            for parent in one.parents:
                if parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)

    return answer


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
        _all(one)


def _root_stays(node: Any) -> None:
    for one in _sorted(node):
        _all(one)


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
        (_depth_first, _one_by_one, _in_turn(last_first=False), _in_turn(last_first=True)),
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
        (_leaves_first, lambda node: _walk(lambda one: _all(one) if one is node else None)(node)),
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
        "x * x has the parents (x, x) and two slopes. Go through both side by side.",
        (_walk(_first_slope), _walk(_last_slope_once), _walk(_first_slope_once)),
    ),
)
