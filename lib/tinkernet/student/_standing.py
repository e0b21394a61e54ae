"""Where a student stands: exercises, assignments, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """What is known of an exercise."""

    PASSED = "passes"
    NOT_RIGHT = "not right yet"
    NOT_WRITTEN = "not written yet"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True)
class ExerciseStanding:
    """What the check says of one exercise now.

    Attributes
    ----------
    name, title : str
        The exercise's.
    points : float
        What it is worth; as declared, whatever the notebook says.
    state : State
    score : float
        Share of the points that is earned, 0 to 1.
    detail : str
        More about it; often nothing.
    place : str
        Where its answer belongs: the cell and the heading above it.
    """

    name: str
    title: str
    points: float
    state: State = State.NOT_WRITTEN
    score: float = 0.0
    detail: str = ""
    place: str = ""

    @property
    def earned(self) -> float:
        """The points so far."""
        return self.score * self.points


@dataclass(frozen=True)
class AssignmentStanding:
    """What one notebook is worth now.

    Attributes
    ----------
    name : str
        The assignment.
    exercises : tuple of ExerciseStanding
        In the order of the notebook.
    questions, answered : int
        How many questions a person grades, and how many of them have an answer.
    question_points : float
        What those are worth.
    remarks : tuple of str
        What was odd about the file or its run, a sentence each.
    started : bool
        Whether anything in it was changed since it was released.
    """

    name: str
    exercises: tuple[ExerciseStanding, ...]
    questions: int = 0
    answered: int = 0
    question_points: float = 0.0
    remarks: tuple[str, ...] = ()
    started: bool = True

    @property
    def passed(self) -> int:
        """How many exercises pass."""
        return sum(one.state is State.PASSED for one in self.exercises)

    @property
    def earned(self) -> float:
        """The points so far."""
        return sum(one.earned for one in self.exercises)

    @property
    def points(self) -> float:
        """The points of all exercises that are checked."""
        return sum(one.points for one in self.exercises)

    @property
    def next(self) -> ExerciseStanding | None:
        """The first exercise that does not pass."""
        return next((one for one in self.exercises if one.state is not State.PASSED), None)


@dataclass(frozen=True)
class Progress:
    """Where a student stands; shows itself as a table.

    Attributes
    ----------
    folder : str
        Where the notebooks lie.
    assignments : tuple of AssignmentStanding
        In course order.
    remarks : tuple of str
        What there is to say about all of it.

    Examples
    --------
    >>> mse = ExerciseStanding("mse", "Mean squared error", 2, State.PASSED, 1.0)
    >>> Progress("my-work", (AssignmentStanding("01_line", (mse,)),)).earned
    2.0
    """

    folder: str = ""
    assignments: tuple[AssignmentStanding, ...] = ()
    remarks: tuple[str, ...] = field(default=())

    @property
    def earned(self) -> float:
        """The points so far."""
        return sum(one.earned for one in self.assignments)

    @property
    def points(self) -> float:
        """The points of all exercises that are checked."""
        return sum(one.points for one in self.assignments)

    def __str__(self) -> str:
        from ._shown import as_text

        return as_text(self)

    def __repr__(self) -> str:
        return str(self)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        from ._shown import as_html, as_text

        return {"text/plain": as_text(self), "text/html": as_html(self)}
