"""What grading a submission gives: points, verdicts, flags and the notebook to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """How far the grading of a submission came.

    ``FAILED`` is the grader's own failure, never the student's: nothing is filed for it.
    """

    GRADED = "graded"
    UNREADABLE = "unreadable"
    FAILED = "failed"


IMPORTANT = (
    *("tampered", "unsafe", "killed", "timeout", "overflow", "by hand", "damaged", "misnamed"),
    "left out",
)
"""Kinds of flags that an instructor should not overlook, the most important first."""


@dataclass(frozen=True)
class Flag:
    """Something an instructor should know of a submission.

    Attributes
    ----------
    kind : str
        One word to sort by, such as "tampered", "restored", "killed".
    detail : str
        One sentence.
    cell : str
        Grade id of the cell it is about; empty where it is about the whole.
    """

    kind: str
    detail: str
    cell: str = ""


@dataclass(frozen=True)
class GradedNotebook:
    """One notebook of a submission, graded.

    Attributes
    ----------
    name : str
        File name without ``.ipynb``.
    content : bytes
        The notebook as it goes to ``autograded/``: the instructor's cells with the student's
        answers, the judge's reports, everything else that is shown sanitised.
    points : mapping of str to (float or None)
        Points by grade id; None where a person has to decide.
    max_points : mapping of str to float
        What each of them is worth.
    unanswered : tuple of str
        Grade ids of the answers left as they were released.
    verdicts : mapping of str to list of dict
        The judge's verdicts by grade id of the test cell, as ``Verdict.to_dict`` gives them.
    present : bool
        Whether it was handed in at all.
    """

    name: str
    content: bytes
    points: Mapping[str, float | None]
    max_points: Mapping[str, float]
    unanswered: tuple[str, ...] = ()
    verdicts: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    present: bool = True


@dataclass(frozen=True)
class GradedSubmission:
    """The result of grading one student's submission; the same inputs give an equal one.

    Attributes
    ----------
    student, assignment : str
        Whose, of what.
    state : State
        Whether it was graded, could not be read, or the grader itself failed.
    reason : str
        Why it was not graded; empty where it was.
    notebooks : tuple of GradedNotebook
        Every notebook of the assignment, also those that were not handed in.
    files : mapping of str to bytes
        What else goes into ``autograded/``: the assignment's data files and the student's own.
    flags : tuple of Flag
        What an instructor should know.
    timestamp : str
        When it was handed in, as nbgrader noted it; empty where it did not.
    key : str
        Hash of everything that the result depends on.
    stages : mapping of str to float
        Seconds spent on each stage; not part of what makes two results equal.
    """

    student: str
    assignment: str
    state: State
    reason: str = ""
    notebooks: tuple[GradedNotebook, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()
    timestamp: str = ""
    key: str = ""
    stages: Mapping[str, float] = field(default_factory=dict, compare=False)

    @property
    def points(self) -> dict[str, float | None]:
        """Points by grade id, of all notebooks."""
        return {name: value for each in self.notebooks for name, value in each.points.items()}

    @property
    def score(self) -> float:
        """Points that the judge gave, all together; cells that wait for a person count 0."""
        return float(sum(value or 0.0 for value in self.points.values()))

    @property
    def max_score(self) -> float:
        """Points there are, those that a person gives included."""
        return float(sum(sum(each.max_points.values()) for each in self.notebooks))

    def to_dict(self) -> dict[str, Any]:
        """Return what a log or another program wants to know, without the files."""
        return {
            "student": self.student,
            "assignment": self.assignment,
            "state": str(self.state),
            "reason": self.reason,
            "score": self.score,
            "max_score": self.max_score,
            "points": self.points,
            "verdicts": {
                cell: [
                    {key: one[key] for key in ("exercise", "passed", "score", "reason", "mistake")}
                    | ({"wrong_output": one["wrong_output"]} if one.get("wrong_output") else {})
                    for one in verdicts
                ]
                for each in self.notebooks
                for cell, verdicts in each.verdicts.items()
            },
            "flags": [
                {"kind": flag.kind, "cell": flag.cell, "detail": flag.detail} for flag in self.flags
            ],
            "key": self.key,
            "stages": {name: round(value, 4) for name, value in self.stages.items()},
        }
