"""The judge: compares what came back with what should have, and names the mistake."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tinkernet.exercises import Exercise, find
from tinkernet.probe import Case, Failure, Problem, Response, ask

from ._comparison import Outputs, compare, expected_outputs, score
from ._own_work import ALWAYS_FORBIDDEN, find_borrowed
from ._recognition import recognise
from ._verdict import FailingCase, Reason, Verdict
from ._wording import describe, message_of

PUBLIC_SEED = 2026
"""Seed of the cases that students see."""


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
    expected = [expected_outputs(exercise, exercise.reference, case) for case in cases]
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


def _decide(
    exercise: Exercise,
    cases: Sequence[Case],
    responses: Sequence[Response],
    expected: Sequence[Outputs],
) -> Verdict:
    comparisons = [
        compare(exercise, case, response, right)
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
    mistake = recognise(exercise, cases, responses)
    if mistake is not None:
        sentence, title, hint = f"It looks like {mistake.title}.", mistake.title, mistake.hint
    else:
        sentence, title, hint = describe(reason, failing), "", ""
    return Verdict(
        exercise.name,
        passed=False,
        score=score(exercise, responses, expected),
        reason=reason,
        message=message_of(exercise, reason, sentence, hint),
        mistake=mistake.name if mistake else None,
        title=title,
        hint=hint,
        cases=len(cases),
        failing=failing,
    )


def _wrong(exercise: Exercise, reason: Reason, sentence: str) -> Verdict:
    """Give the verdict on answers that are not even asked."""
    return Verdict(
        exercise.name,
        passed=False,
        score=0.0,
        reason=reason,
        message=message_of(exercise, reason, sentence),
        failing=FailingCase("", {}, detail=sentence),
    )
