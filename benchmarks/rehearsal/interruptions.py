"""Which steps of the term are killed on the way: one grading run, and one step of another kind."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from .steps import Step

GRADING, OTHERS = ("grade",), ("collect", "regrade", "feedback")
"""Kinds of steps that take long enough to be killed in the middle, and are seen to progress."""


class Interruptions:
    """Chooses, from a seed, what is killed.

    A step that turns out to be over before it could be killed is let go; then the next of its kind
    has its turn.

    Parameters
    ----------
    steps : sequence of (str, Step)
    totals : mapping of str to int
        How much each step had to do when nothing disturbed it.
    killed : mapping of str to dict
        By step, what was killed before now.
    seed : int
    """

    def __init__(
        self,
        steps: Sequence[tuple[str, Step]],
        totals: Mapping[str, int],
        killed: Mapping[str, dict[str, Any]],
        seed: int,
    ) -> None:
        rng = random.Random(f"{seed} interruptions")
        self._killed = killed
        self._seed = seed
        self._kinds = {name: step.kind for name, step in steps}
        self._turns = []
        for kinds in (GRADING, OTHERS):
            long = [name for name, step in steps if step.kind in kinds and totals[name] > 1]
            # Not among the last, so that there is another one if this one is over too soon.
            first = int(rng.random() * len(long) * 2 / 3)
            self._turns.append((kinds, set(long[first:])))

    def wanted(self, name: str) -> bool:
        """Tell whether a step is to be killed."""
        return any(name in turn and not self._had(kinds) for kinds, turn in self._turns)

    def chance(self, name: str) -> random.Random:
        """Return where the moment is drawn from."""
        return random.Random(f"{self._seed} {name}")

    def missing(self) -> list[str]:
        """List the kinds of which nothing could be killed."""
        return [", ".join(kinds) for kinds, _ in self._turns if not self._had(kinds)]

    def _had(self, kinds: Sequence[str]) -> bool:
        return any(self._kinds[name] in kinds for name in self._killed)
