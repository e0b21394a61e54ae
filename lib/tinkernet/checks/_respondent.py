"""Who answers: functions in this process, or a kernel far from the judge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from tinkernet.exercises import Exercise
from tinkernet.probe import Borrowed, Case, Response, ask_all, find_borrowed


class Respondent(Protocol):
    """What the judge needs of whoever has the student's functions."""

    def kinds(self) -> Sequence[str]:
        """Say for every answer what it is if it cannot be called; nothing for functions."""

    def borrowed(self, forbidden: Sequence[str]) -> Borrowed | None:
        """Look for forbidden names in the answers; see ``find_borrowed``."""

    def ask(
        self, exercise: Exercise, cases: Sequence[Case], forbidden: Sequence[str]
    ) -> Sequence[Response]:
        """Ask every case within the exercise's time; see ``ask_all``."""


class RespondentHere:
    """Functions of this process.

    Parameters
    ----------
    answers : sequence of callables
        The student's functions.
    """

    def __init__(self, answers: Sequence[Callable[..., Any]]) -> None:
        self._answers = answers

    def kinds(self) -> list[str]:
        """Name the type of what cannot be called."""
        return ["" if callable(answer) else type(answer).__name__ for answer in self._answers]

    def borrowed(self, forbidden: Sequence[str]) -> Borrowed | None:
        """Look for forbidden names."""
        return find_borrowed(self._answers, forbidden)

    def ask(
        self, exercise: Exercise, cases: Sequence[Case], forbidden: Sequence[str]
    ) -> list[Response]:
        """Call the functions."""
        return list(
            ask_all(
                self._answers,
                cases,
                exercise.returns,
                probe=exercise.probe,
                seconds=exercise.seconds,
                forbidden=forbidden,
            )
        )
