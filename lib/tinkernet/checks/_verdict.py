"""A verdict: whether an answer is right and, where not, what can be said for certain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np


class Reason(StrEnum):
    """Why a verdict is what it is."""

    RIGHT = "right"
    NOT_WRITTEN = "not written yet"
    NOT_A_FUNCTION = "not a function"
    NOT_OWN_WORK = "not own work"
    RAISED = "raised an error"
    CALLS_STUB = "calls a function that is not written yet"
    TOO_SLOW = "too slow"
    WRONG_RETURN = "wrong return"
    NOT_AS_ASKED = "not in the way asked"
    WRONG_SHAPE = "wrong shape"
    NOT_FINITE = "NaN or infinite"
    WRONG_VALUE = "wrong value"
    CHANGED_INPUT = "changed its input"
    KILLED = "ended Python"


@dataclass(frozen=True)
class FailingCase:
    """The smallest case that an answer got wrong.

    Attributes
    ----------
    label : str
        What is special about it.
    arguments : dict
        The inputs, by name.
    part : str
        Which of the things asked for is wrong; empty where nothing came back.
    expected, got : array or None
        What should have come back, and what did.
    detail : str
        A sentence where there is nothing to compare.
    line : str
        The line of the student's own code that raised.
    printed : str
        The beginning of what the answer printed.
    """

    label: str
    arguments: dict[str, Any]
    part: str = ""
    expected: Any = None
    got: Any = None
    detail: str = ""
    line: str = ""
    printed: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the case with plain lists and numbers that JSON can hold."""
        return {
            "label": self.label,
            "arguments": {name: _plain(value) for name, value in self.arguments.items()},
            "part": self.part,
            "expected": _plain(self.expected),
            "got": _plain(self.got),
            "detail": self.detail,
            "line": self.line,
            "printed": self.printed,
        }


@dataclass(frozen=True)
class WrongOutput:
    """What came back in place of the right answer; equal ones can be counted in a class.

    Attributes
    ----------
    case : str
        Label of the case.
    reason : str
        What is wrong with it.
    part : str
        Which of the things asked for is wrong; empty where nothing came back.
    inputs : dict of str to str
        The case's arguments as text; none where the case was drawn for this student alone.
    expected, got : str
        What should have come back, and what did: numbers, the error, or what can be said of it.
    digest : str
        Of all that came back on cases that everybody is asked; empty where none of them failed.
    """

    case: str
    reason: str
    part: str = ""
    inputs: dict[str, str] = field(default_factory=dict)
    expected: str = ""
    got: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Verdict:
    """What the judge decided.

    Attributes
    ----------
    exercise : str
        Its name.
    passed : bool
        Whether everything is right.
    score : float
        Share of the things asked for that are right on every case, 0 to 1: the share of
        the points that grading gives.
    reason : Reason
        What kind of verdict it is.
    mistake : str or None
        The name of the misconception, where the outputs show exactly one.
    message : str
        One line for the student.
    title, hint : str
        The misconception in words and where to look.
    cases : int
        How many cases were asked.
    failing : FailingCase or None
        The smallest case that went wrong.
    wrong_output : WrongOutput or None
        Where no misconception was recognised, what came back on a case that everybody is asked;
        it holds nothing of a secret case.
    """

    exercise: str
    passed: bool
    score: float
    reason: Reason
    message: str
    mistake: str | None = None
    title: str = ""
    hint: str = ""
    cases: int = 0
    failing: FailingCase | None = None
    wrong_output: WrongOutput | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the verdict as plain values that JSON can hold (no NaN, no infinity)."""
        return {
            "exercise": self.exercise,
            "passed": self.passed,
            "score": self.score,
            "reason": str(self.reason),
            "mistake": self.mistake,
            "message": self.message,
            "title": self.title,
            "hint": self.hint,
            "cases": self.cases,
            "failing": self.failing.to_dict() if self.failing else None,
            "wrong_output": asdict(self.wrong_output) if self.wrong_output else None,
        }


def _plain(value: Any) -> Any:
    """Turn arrays into lists; JSON has no NaN or infinity, so these become strings."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    array = np.asarray(value)
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        return np.vectorize(lambda x: x if np.isfinite(x) else str(x), otypes=[object])(
            array
        ).tolist()
    return array.tolist()
