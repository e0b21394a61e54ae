"""Compare what came back with what should have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.exercises import Exercise, Outputs, UnfitError
from tinkernet.probe import Case, Failure, Problem, Response

from ._own_answers import OwnAnswers
from ._verdict import FailingCase, Reason
from ._wording import not_own_work

_REASONS = {
    Problem.NOT_WRITTEN: Reason.NOT_WRITTEN,
    Problem.RAISED: Reason.RAISED,
    Problem.CALLS_STUB: Reason.CALLS_STUB,
    Problem.TOO_SLOW: Reason.TOO_SLOW,
    Problem.WRONG_RETURN: Reason.WRONG_RETURN,
    Problem.NOT_AS_ASKED: Reason.NOT_AS_ASKED,
    Problem.BORROWED: Reason.NOT_OWN_WORK,
    Problem.GONE: Reason.KILLED,
}


def right_outputs(exercise: Exercise, own: OwnAnswers) -> list[Outputs]:
    """Return what the reference answers to every case.

    Raises
    ------
    RuntimeError
        If it does not come to an end, as on a machine that is far too busy: no answer can be
        called wrong then.
    """
    found = []
    for number, case in enumerate(own.cases):
        response = measured(exercise, case, own.response(exercise.reference, number))
        if response.failure is not None:
            raise RuntimeError(
                f"the judge's own answer to {exercise.name} did not come: "
                f"{response.failure.detail} Grade again when the machine is less busy."
            )
        found.append(response.outputs)
    return found


def measured(exercise: Exercise, case: Case, response: Response) -> Response:
    """Put what counts in place of what came back."""
    if response.failure is not None:
        return response
    try:
        with np.errstate(all="ignore"):
            return replace(response, outputs=exercise.measure(case, response.outputs))
    except UnfitError as error:
        told = str(error)
    except Exception:  # numbers that nobody thought of must not end the judge
        told = "What came back are not numbers that can be used: look at their shapes."
    failure = Failure(Problem.WRONG_RETURN, told)
    return replace(response, outputs=(), failure=failure)


def compare(
    exercise: Exercise, case: Case, response: Response, expected: Outputs
) -> tuple[Reason, FailingCase] | None:
    """Say what is wrong with the response to one case, or None."""
    arguments = dict(case.arguments)
    printed = response.printed
    if response.failure is not None:
        failure = response.failure
        if failure.problem is Problem.BORROWED:
            failure = replace(failure, detail=not_own_work(failure.detail))
        return _REASONS[failure.problem], FailingCase(
            case.label, arguments, detail=failure.detail, line=failure.line, printed=printed
        )
    for part, got, right in zip(exercise.parts, response.outputs, expected, strict=True):
        if (reason := _difference(exercise, got, right)) is not None:
            return reason, FailingCase(
                case.label, arguments, part, expected=right, got=got, printed=printed
            )
    if response.changed:
        return Reason.CHANGED_INPUT, FailingCase(
            case.label,
            arguments,
            detail=f"It overwrites its input {' and '.join(response.changed)}: work on a copy.",
            printed=printed,
        )
    return None


def _difference(exercise: Exercise, got: NDArray[Any], right: NDArray[Any]) -> Reason | None:
    if got.shape != right.shape:
        return Reason.WRONG_SHAPE
    if exercise.tolerance.close(got, right).all():
        return None
    if not np.isfinite(got).all() and np.isfinite(right).all():
        return Reason.NOT_FINITE
    return Reason.WRONG_VALUE


def score(exercise: Exercise, responses: Sequence[Response], expected: Sequence[Outputs]) -> float:
    """Return the share of the things asked for that are right on every case."""
    if any(response.failure is not None or response.changed for response in responses):
        return 0.0
    right = [
        all(
            _difference(exercise, response.outputs[part], outputs[part]) is None
            for response, outputs in zip(responses, expected, strict=True)
        )
        for part in range(len(exercise.parts))
    ]
    return sum(right) / len(right)
