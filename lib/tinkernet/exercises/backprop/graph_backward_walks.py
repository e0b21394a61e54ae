"""Walks back through a graph in which nodes pass on too early or too often."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def passes_on(one: Any) -> None:
    """Do it right: to each parent, times the slope."""
    for parent, slope in zip(one.parents, one.slopes, strict=True):
        parent.grad += one.grad * slope


def depth_first(node: Any) -> None:
    """Pass to all parents, then let each of them go on, once."""
    node.grad = 1.0
    seen = set()

    def visit(one: Any) -> None:
        if one not in seen:
            seen.add(one)
            passes_on(one)
            for parent in one.parents:
                visit(parent)

    visit(node)


def one_by_one(node: Any) -> None:
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


def in_turn(last_first: bool) -> Callable[[Any], None]:
    """Take nodes from a list, as they were found: a queue, or a stack."""

    def answer(node: Any) -> None:
        node.grad = 1.0
        waiting, seen = [node], {node}
        while waiting:
            one = waiting.pop(-1 if last_first else 0)
            passes_on(one)
            for parent in one.parents:
                if parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)

    return answer


def never_checked(at_once: bool) -> Callable[[Any], None]:
    """Pass on and let each parent go on at once, however often that has happened."""

    def visit(one: Any) -> None:
        for parent, slope in zip(one.parents, one.slopes, strict=True):
            parent.grad += one.grad * slope
            visit(parent)

    def level(one: Any) -> None:
        passes_on(one)
        for parent in one.parents:
            level(parent)

    def answer(node: Any) -> None:
        node.grad = 1.0
        (visit if at_once else level)(node)

    return answer


def never_checked_queue(node: Any) -> None:
    """Put parents into the queue again whenever something reaches them."""
    node.grad = 1.0
    waiting = [node]
    for one in waiting:
        passes_on(one)
        waiting.extend(one.parents)


def every_path(node: Any, grad: float = 1.0) -> None:
    """Add what each path brings, path by path."""
    node.grad += grad
    for parent, slope in zip(node.parents, node.slopes, strict=True):
        every_path(parent, grad * slope)
