"""A respondent for the judge that sits in a sandboxed kernel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tinkernet.exercises import Exercise
from tinkernet.probe import (
    Borrowed,
    Case,
    Failure,
    Problem,
    Response,
    case_to_wire,
    response_from_wire,
)
from tinkernet.sandbox import Kernel, KernelGoneError

_LOOK_SECONDS = 5.0
_GRACE_SECONDS = 2.0


class KernelRespondent:
    """The answers behind the expressions of one check, in a kernel.

    Parameters
    ----------
    kernel : Kernel
    exercise : Exercise
    expressions : sequence of str
        What the kernel evaluates to get at the answers.
    cases : sequence of Case
        What they will be asked: the kernel gets all of it at once, without the labels.
    forbidden : sequence of str
        Names that the answers may not use.

    Attributes
    ----------
    error : str
        Why the expressions could not be evaluated; empty where they could.
    gone : KernelGoneError or None
        Set when the kernel was lost while it answered.
    """

    def __init__(
        self,
        kernel: Kernel,
        exercise: Exercise,
        expressions: Sequence[str],
        cases: Sequence[Case],
        forbidden: Sequence[str],
    ) -> None:
        self._count = len(expressions)
        self.gone: KernelGoneError | None = None
        self._said: Iterator[dict[str, Any]] = kernel.examine(
            {
                "expressions": list(expressions),
                "forbidden": list(forbidden),
                "cases": [case_to_wire(case) for case in cases],
                "returns": list(exercise.returns),
                "probe": exercise.probe.__name__,
                "seconds": exercise.seconds,
            },
            (_LOOK_SECONDS, exercise.seconds + _GRACE_SECONDS),
        )
        self._look = self._next()
        error = self._look.get("error", "")
        self.error = error[:300] if isinstance(error, str) else "unreadable"

    def kinds(self) -> list[str]:
        """Return what the kernel says the answers are."""
        kinds = self._look.get("kinds")
        if not isinstance(kinds, list) or len(kinds) != self._count:
            return ["unreadable"] * self._count
        return [kind[:100] if isinstance(kind, str) else "unreadable" for kind in kinds]

    def borrowed(self, forbidden: Sequence[str]) -> Borrowed | None:
        """Return what the kernel found; that it found nothing proves nothing."""
        found = self._look.get("borrowed")
        if not isinstance(found, list) or len(found) != 2:
            return None
        name, function = found
        return Borrowed(str(name)[:100], str(function)[:100]) if name in forbidden else None

    def ask(
        self, exercise: Exercise, cases: Sequence[Case], forbidden: Sequence[str]
    ) -> list[Response]:
        """Take what the kernel says came back; believe no more than the bytes."""
        responses: list[Response] = []
        for _ in cases:
            said = self._next()
            if self.gone is not None:
                detail = f"When it was called, {self.gone}."
                lost = Response(failure=Failure(Problem.GONE, detail))
                return responses + [lost] * (len(cases) - len(responses))
            responses.append(response_from_wire(said, exercise.returns))
        return responses

    def _next(self) -> dict[str, Any]:
        try:
            return next(self._said)
        except KernelGoneError as error:
            self.gone = error
            return {}
