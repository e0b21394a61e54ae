"""The order in which a graph was computed."""

from __future__ import annotations

from typing import Protocol, Self, TypeVar


class HasParents(Protocol):
    """Something made of others of its kind."""

    @property
    def parents(self) -> tuple[Self, ...]:
        """What it was made of."""


T = TypeVar("T", bound=HasParents)


def in_order(last: T) -> list[T]:
    """Return all that ``last`` was made of, each after its own parents; ``last`` comes last.

    Without recursion: a graph may be deeper than Python's stack.

    Parameters
    ----------
    last : Value
        Where the graph ends.
    """
    ordered: list[T] = []
    met: set[int] = set()
    # Each is met twice: first to go to its parents, then, when they are done, to be listed.
    waiting = [(last, False)]
    while waiting:
        one, parents_are_listed = waiting.pop()
        if parents_are_listed:
            ordered.append(one)
        elif id(one) not in met:
            met.add(id(one))
            waiting.append((one, True))
            waiting.extend((parent, False) for parent in reversed(one.parents))
    return ordered
