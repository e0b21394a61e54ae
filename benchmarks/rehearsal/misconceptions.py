"""Known wrong ideas as a student writes them: the solution with a few words changed.

They stand in ``misconceptions.tsv``, a handful for each assignment; tabs, because code has commas.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

_TABLE = Path(__file__).with_suffix(".tsv")


class Misconception(NamedTuple):
    """One wrong idea in one answer.

    Attributes
    ----------
    assignment : str
    exercise : str
        The grade id of the answer, which is the exercise's name.
    mistake : str
        What the judge should call it.
    old, new : str
        What the solution says once, and what the student writes in its place.
    """

    assignment: str
    exercise: str
    mistake: str
    old: str
    new: str


@cache
def wrong_ideas(assignment: str) -> tuple[Misconception, ...]:
    """Return the known wrong ideas of an assignment.

    Examples
    --------
    >>> wrong_ideas("06_training")[1].new
    'theta + lr'
    """
    lines = _TABLE.read_text(encoding="utf-8").splitlines()[1:]
    ideas = (Misconception(*line.split("\t")) for line in lines)
    return tuple(idea for idea in ideas if idea.assignment == assignment)
