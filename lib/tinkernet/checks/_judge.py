"""The judge: compares what came back with what should have, and names the mistake."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.exercises import Answer, Exercise, find
from tinkernet.probe import Case, Failure, Problem, Response, ask

from ._own_work import ALWAYS_FORBIDDEN, find_borrowed
from ._verdict import FailingCase, Reason, Verdict

PUBLIC_SEED = 2026
"""Seed of the cases that students see."""

Outputs = tuple[NDArray[Any], ...]

_REASONS = {
    Problem.NOT_WRITTEN: Reason.NOT_WRITTEN,
    Problem.RAISED: Reason.RAISED,
    Problem.TOO_SLOW: Reason.TOO_SLOW,
    Problem.WRONG_RETURN: Reason.WRONG_RETURN,
}


def judge(name: str, *answers: Callable[..., Any], seed: int | None = None) -> Verdict:
    """Decide whether the answers to an exercise are right.

    Parameters
    ----------
    name : str
        The exercise.
    *answers : callables
        The student's functions, in the order that the exercise asks for them.
    seed : int or None
        Where the drawn cases come from: None takes the public seed, a grader gives a secret
        one.

    Returns
    -------
    Verdict

    Raises
    ------
    UnknownExerciseError
        If there is no exercise of that name. Nothing that an answer does raises.

    Examples
    --------
    >>> judge("predict_line", lambda x, a, b: a * x + b).passed
    True
    >>> verdict = judge("predict_line", lambda x, a, b: a * x)
    >>> verdict.passed, verdict.mistake
    (False, 'bias_forgotten')
    """
    exercise = find(name)
    if complaint := _not_functions(exercise, answers):
        return _wrong(exercise, Reason.NOT_A_FUNCTION, complaint)
    if borrowed := find_borrowed(answers, (*ALWAYS_FORBIDDEN, *exercise.forbidden)):
        where = "" if borrowed.function in exercise.answers else f" (in {borrowed.function})"
        return _wrong(
            exercise,
            Reason.NOT_OWN_WORK,
            f"This should be your own work, but it uses {borrowed.name}{where}, which already "
            "does what is asked here.",
        )
    return assess(exercise, answers, seed=seed)


def assess(
    exercise: Exercise, answers: Sequence[Callable[..., Any]], *, seed: int | None = None
) -> Verdict:
    """Judge what answers return, without asking whose work they are.

    Parameters, return value and seed are those of ``judge``, but for the exercise itself, which
    need not be in the catalogue yet.

    Examples
    --------
    >>> exercise = find("mse")
    >>> assess(exercise, [exercise.reference]).passed
    True
    """
    # The name is mixed in, so that exercises do not share their drawn numbers.
    entropy = [PUBLIC_SEED if seed is None else seed, zlib.crc32(exercise.name.encode())]
    cases = sorted(exercise.cases(np.random.default_rng(entropy)), key=lambda case: case.size)
    responses = _ask_all(exercise, answers, cases)
    expected = [_expected(exercise, exercise.reference, case) for case in cases]
    return _decide(exercise, cases, responses, expected)


def _not_functions(exercise: Exercise, answers: Sequence[Any]) -> str:
    wanted = ", ".join(exercise.answers)
    if len(answers) != len(exercise.answers):
        return (
            f'Write check("{exercise.name}", {wanted}): '
            f"{len(exercise.answers)} to check, not {len(answers)}."
        )
    for answer, name in zip(answers, exercise.answers, strict=True):
        if not callable(answer):
            return (
                f"{name} should be the function itself, without brackets, "
                f"but it is {type(answer).__name__}."
            )
    return ""


def _ask_all(
    exercise: Exercise, answers: Sequence[Callable[..., Any]], cases: Sequence[Case]
) -> list[Response]:
    """Ask every case, smallest first, until the time for all of them is used up."""
    end = time.monotonic() + exercise.seconds
    responses: list[Response] = []
    for number, case in enumerate(cases):
        left = end - time.monotonic()
        if left <= 0:
            detail = f"{number} of {len(cases)} cases took {exercise.seconds:.3g} seconds already."
            responses.append(Response(failure=Failure(Problem.TOO_SLOW, detail)))
            continue
        responses.append(ask(answers, case, exercise.returns, probe=exercise.probe, seconds=left))
    return responses


def _expected(exercise: Exercise, answer: Answer, case: Case) -> Outputs:
    """Ask one of the judge's own answers; no outputs where it has none."""
    functions = answer if isinstance(answer, tuple) else (answer,)
    return ask(functions, case, exercise.returns, probe=exercise.probe, seconds=60.0).outputs


def _decide(
    exercise: Exercise,
    cases: Sequence[Case],
    responses: Sequence[Response],
    expected: Sequence[Outputs],
) -> Verdict:
    comparisons = [
        _compare(exercise, case, response, right)
        for case, response, right in zip(cases, responses, expected, strict=True)
    ]
    # Cases come smallest first, so the first that fails is the easiest to think about.
    first = next((found for found in comparisons if found is not None), None)
    if first is None:
        return Verdict(
            exercise.name,
            passed=True,
            score=1.0,
            reason=Reason.RIGHT,
            message=f"{exercise.name}: right.",
            cases=len(cases),
        )
    reason, failing = first
    mistake = _recognise(exercise, cases, responses)
    if mistake is not None:
        sentence, title, hint = f"It looks like {mistake.title}.", mistake.title, mistake.hint
    else:
        sentence, title, hint = _describe(reason, failing), "", ""
    return Verdict(
        exercise.name,
        passed=False,
        score=_score(exercise, responses, expected),
        reason=reason,
        message=_message(exercise, reason, sentence, hint),
        mistake=mistake.name if mistake else None,
        title=title,
        hint=hint,
        cases=len(cases),
        failing=failing,
    )


def _compare(
    exercise: Exercise, case: Case, response: Response, expected: Outputs
) -> tuple[Reason, FailingCase] | None:
    """Say what is wrong with the response to one case, or None."""
    arguments = dict(case.arguments)
    printed = response.printed
    if response.failure is not None:
        failure = response.failure
        return _REASONS[failure.problem], FailingCase(
            case.label, arguments, detail=failure.detail, line=failure.line, printed=printed
        )
    for part, got, right in zip(exercise.returns, response.outputs, expected, strict=True):
        if (reason := _difference(exercise, got, right)) is not None:
            return reason, FailingCase(
                case.label, arguments, part, expected=right, got=got, printed=printed
            )
    if response.changed:
        return Reason.CHANGED_INPUT, FailingCase(
            case.label,
            arguments,
            detail=f"It overwrites its input {' and '.join(response.changed)}.",
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


def _recognise(exercise: Exercise, cases: Sequence[Case], responses: Sequence[Response]) -> Any:
    """Return the one mistake whose outputs are those that came back, on every case."""
    if any(response.failure is not None or response.changed for response in responses):
        return None
    matching = [
        mistake
        for mistake in exercise.mistakes
        if any(
            all(
                _agree(exercise, response.outputs, _expected(exercise, variant, case))
                for case, response in zip(cases, responses, strict=True)
            )
            for variant in mistake.variants
        )
    ]
    return matching[0] if len(matching) == 1 else None


def _agree(exercise: Exercise, got: Outputs, wrong: Outputs) -> bool:
    return len(got) == len(wrong) and all(
        one.shape == other.shape and bool(exercise.tolerance.close(one, other).all())
        for one, other in zip(got, wrong, strict=True)
    )


def _score(exercise: Exercise, responses: Sequence[Response], expected: Sequence[Outputs]) -> float:
    """Return the share of the things asked for that are right on every case."""
    if any(response.failure is not None or response.changed for response in responses):
        return 0.0
    right = [
        all(
            _difference(exercise, response.outputs[part], outputs[part]) is None
            for response, outputs in zip(responses, expected, strict=True)
        )
        for part in range(len(exercise.returns))
    ]
    return sum(right) / len(right)


def _describe(reason: Reason, failing: FailingCase) -> str:
    """Say in a sentence what went wrong where no misconception was recognised."""
    if reason is Reason.WRONG_SHAPE:
        return (
            f"{failing.part} has the wrong shape: {_shape(failing.got)} came back, "
            f"{_shape(failing.expected)} was expected."
        )
    if reason is Reason.NOT_FINITE:
        return f"{failing.part} is NaN or infinite for {failing.label}."
    if reason is Reason.WRONG_VALUE:
        return f"{failing.part} has a wrong value for {failing.label}."
    if reason is Reason.RAISED:
        at = f", at {failing.line}" if failing.line else ""
        return f"It raised {failing.detail}{at}" + ("" if at or failing.detail[-1] == "." else ".")
    return failing.detail


def _shape(array: NDArray[Any]) -> str:
    return "a single number" if array.ndim == 0 else str(array.shape)


def _message(exercise: Exercise, reason: Reason, sentence: str, hint: str = "") -> str:
    start = "not written yet" if reason is Reason.NOT_WRITTEN else "not right yet"
    return f"{exercise.name}: {start}. {sentence}" + (f" Hint: {hint}" if hint else "")


def _wrong(exercise: Exercise, reason: Reason, sentence: str) -> Verdict:
    """Give the verdict on answers that are not even asked."""
    return Verdict(
        exercise.name,
        passed=False,
        score=0.0,
        reason=reason,
        message=_message(exercise, reason, sentence),
        failing=FailingCase("", {}, detail=sentence),
    )
