"""What the judge's own answers return, right ones and known mistakes, for the same cases."""

from __future__ import annotations

import copy
import zlib
from functools import lru_cache

import numpy as np

from tinkernet.exercises import Answer, Exercise
from tinkernet.probe import Case, Problem, Response, ask

PUBLIC_SEED = 2026
"""Seed of the cases that students see."""

_SECONDS = 60.0


def draw_cases(exercise: Exercise, seed: int | None) -> list[Case]:
    """Draw the cases of an exercise, smallest first, for somebody who may change them."""
    # Copied: those of photographs take a quarter of a second to draw.
    return copy.deepcopy(own_answers(exercise, seed).cases)


class OwnAnswers:
    """The judge's own answers to the cases of one exercise and seed.

    Some answers train a network, and in a notebook the same check is made again and again.

    Parameters
    ----------
    exercise : Exercise
    seed : int or None
        As in ``draw_cases``.

    Attributes
    ----------
    cases : list of Case
        Smallest first; nobody changes them.
    """

    def __init__(self, exercise: Exercise, seed: int | None) -> None:
        self._exercise = exercise
        # The name is mixed in, so that exercises do not share their drawn numbers.
        entropy = [PUBLIC_SEED if seed is None else seed, zlib.crc32(exercise.name.encode())]
        drawn = exercise.cases(np.random.default_rng(entropy))
        self.cases = sorted(drawn, key=lambda case: case.size)
        self._known: dict[tuple[Answer, int], Response] = {}

    def response(self, answer: Answer, number: int) -> Response:
        """Return what an answer says to case ``number``."""
        key = answer, number
        if key in self._known:
            return self._known[key]
        functions = answer if isinstance(answer, tuple) else (answer,)
        exercise, case = self._exercise, self.cases[number]
        found = ask(functions, case, exercise.returns, probe=exercise.probe, seconds=_SECONDS)
        # That a machine was far too busy says nothing about the next time.
        if found.failure is None or found.failure.problem is not Problem.TOO_SLOW:
            self._known[key] = found
        return found


# Few are kept: what is handed in decides on the seed as well, so the next student's is another.
@lru_cache(maxsize=2)
def own_answers(exercise: Exercise, seed: int | None) -> OwnAnswers:
    """Return the judge's own answers; the same object for the exercises and seeds asked last."""
    return OwnAnswers(exercise, seed)
