"""What came back from an answer: arrays, or the reason why there are none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from numpy.typing import NDArray


class Problem(StrEnum):
    """Why an answer gave no arrays for a case."""

    NOT_WRITTEN = "not written yet"
    RAISED = "raised an error"
    CALLS_STUB = "calls a function that is not written yet"
    TOO_SLOW = "too slow"
    WRONG_RETURN = "wrong return"
    NOT_AS_ASKED = "not in the way asked"
    BORROWED = "not own work"
    GONE = "ended Python"


@dataclass(frozen=True)
class Failure:
    """A problem and how to tell the student of it.

    Attributes
    ----------
    problem : Problem
        Its kind.
    detail : str
        One sentence.
    line : str
        The line of the student's own code where it happened, or nothing.
    """

    problem: Problem
    detail: str
    line: str = ""


@dataclass(frozen=True)
class Response:
    """What an answer did with one case.

    Attributes
    ----------
    outputs : tuple of arrays
        One for each thing that was asked for; empty after a failure.
    failure : Failure or None
        Why there are no outputs.
    changed : tuple of str
        Names of the inputs that the answer overwrote.
    printed : str
        The beginning of what it printed.
    """

    outputs: tuple[NDArray[Any], ...] = ()
    failure: Failure | None = None
    changed: tuple[str, ...] = ()
    printed: str = ""
