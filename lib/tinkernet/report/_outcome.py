"""What came of an answer, in the few kinds that can be counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from tinkernet.checks import Reason


class Outcome(Enum):
    """What the judge said of an answer.

    The value is what a reader sees; ``meaning`` says how it is told apart from the others.
    """

    RIGHT = "right"
    PARTLY = "partly right"
    MISTAKE = "known mistake"
    UNRECOGNISED = "unrecognised"
    ERROR = "error"
    NOT_OWN = "not own work"
    NOT_ANSWERED = "not answered"
    UNKNOWN = "not judged"

    @property
    def meaning(self) -> str:
        """Say in a sentence what is counted here."""
        return _MEANING[self]


_MEANING = {
    Outcome.RIGHT: "Everything is right on every case.",
    Outcome.PARTLY: "Some of the things asked for are right, and no known mistake was recognised.",
    Outcome.MISTAKE: "The outputs are those of one mistake that the exercise knows.",
    Outcome.UNRECOGNISED: "Wrong, and of no mistake that the exercise knows.",
    Outcome.ERROR: "It raised an error, took too long, ended Python, or was no function.",
    Outcome.NOT_OWN: "It calls a function that already does what is asked.",
    Outcome.NOT_ANSWERED: "The cell was left as it was handed out.",
    Outcome.UNKNOWN: "No verdict: a notebook that could not be read, or not graded by tinkernet.",
}

_ERRORS = {
    Reason.RAISED,
    Reason.CALLS_STUB,
    Reason.TOO_SLOW,
    Reason.KILLED,
    Reason.NOT_A_FUNCTION,
}

UNEXPLAINED = {
    Reason.WRONG_VALUE,
    Reason.WRONG_SHAPE,
    Reason.NOT_FINITE,
    Reason.WRONG_RETURN,
    Reason.RAISED,
    Reason.TOO_SLOW,
}
"""Reasons that do not say by themselves what the student thought."""


def outcome_of(verdicts: Sequence[Mapping[str, Any]]) -> Outcome:
    """Say what came of a test cell: of several checks in it the first that did not pass counts.

    Examples
    --------
    >>> wrong = {"passed": False, "score": 0.0, "reason": "wrong value", "mistake": "sum_for_mean"}
    >>> outcome_of([{"passed": True}, wrong])
    <Outcome.MISTAKE: 'known mistake'>
    >>> outcome_of([])
    <Outcome.UNKNOWN: 'not judged'>
    """
    if not verdicts:
        return Outcome.UNKNOWN
    failed = next((each for each in verdicts if not each.get("passed")), None)
    if failed is None:
        return Outcome.RIGHT
    reason = failed.get("reason")
    if failed.get("mistake"):
        return Outcome.MISTAKE
    if failed.get("score"):
        return Outcome.PARTLY
    if reason == Reason.NOT_WRITTEN:
        return Outcome.NOT_ANSWERED
    if reason == Reason.NOT_OWN_WORK:
        return Outcome.NOT_OWN
    return Outcome.ERROR if reason in _ERRORS else Outcome.UNRECOGNISED


def is_unexplained(verdict: Mapping[str, Any]) -> bool:
    """Tell whether nobody knows yet what the student thought."""
    failed = not verdict.get("passed") and not verdict.get("mistake")
    return failed and verdict.get("reason") in UNEXPLAINED


def outcome_of_points(points: float, most: float) -> Outcome:
    """Say what came of a raw test, of which nothing but points is known."""
    if points >= most:
        return Outcome.RIGHT
    return Outcome.PARTLY if points > 0 else Outcome.UNRECOGNISED
