"""The judge: compares what came back with what should have, and names the mistake."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tinkernet.exercises import Exercise, find
from tinkernet.probe import Response

from ._comparison import compare, measured, right_outputs, score
from ._errors import hint_for_error
from ._own_answers import OwnAnswers, draw_cases, own_answers
from ._recognition import recognise
from ._redaction import without_secrets
from ._respondent import Respondent, RespondentHere
from ._verdict import FailingCase, Reason, Verdict
from ._wording import describe, message_of, not_own_work
from ._wrong_output import wrong_output

ALWAYS_FORBIDDEN = ("tinkernet.exercises", "tinkernet.plots", "tinkernet.widgets")
"""Where right answers live: the judge adds these to every exercise's own list."""


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
    return examine(find(name), RespondentHere(answers), seed=seed)


def examine(
    exercise: Exercise,
    respondent: Respondent,
    *,
    seed: int | None = None,
    hide_cases: bool = False,
) -> Verdict:
    """Judge a respondent, who may sit in another process; ``judge`` for one that sits here.

    Parameters
    ----------
    exercise : Exercise
        What is asked.
    respondent : Respondent
        Who has the student's functions.
    seed : int or None
        As in ``judge``.
    hide_cases : bool
        Whether the verdict leaves out inputs, and what came of them, that nobody sees with the
        public seed.
    """
    if complaint := _not_functions(exercise, respondent.kinds()):
        return wrong(exercise, Reason.NOT_A_FUNCTION, complaint)
    if borrowed := respondent.borrowed((*ALWAYS_FORBIDDEN, *exercise.forbidden)):
        where = "" if borrowed.function in exercise.answers else f" (in {borrowed.function})"
        return wrong(exercise, Reason.NOT_OWN_WORK, not_own_work(borrowed.name, where))
    forbidden = (*ALWAYS_FORBIDDEN, *exercise.forbidden)
    verdict = _assess(exercise, respondent, seed, forbidden)
    if not hide_cases or verdict.failing is None:
        return verdict
    return without_secrets(verdict, draw_cases(exercise, None))


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
    return _assess(exercise, RespondentHere(answers), seed, ())


def _assess(
    exercise: Exercise, respondent: Respondent, seed: int | None, forbidden: Sequence[str]
) -> Verdict:
    # Not the judge's own cases: those stay here.
    responses = respondent.ask(exercise, draw_cases(exercise, seed), forbidden)
    return _decide(exercise, own_answers(exercise, seed), responses)


def _not_functions(exercise: Exercise, kinds: Sequence[str]) -> str:
    wanted = ", ".join(exercise.answers)
    if len(kinds) != len(exercise.answers):
        return (
            f'Write check("{exercise.name}", {wanted}): '
            f"{len(exercise.answers)} to check, not {len(kinds)}."
        )
    for kind, name in zip(kinds, exercise.answers, strict=True):
        if kind:
            return f"{name} should be the function itself, without brackets, but it is {kind}."
    return ""


def _decide(exercise: Exercise, own: OwnAnswers, responses: Sequence[Response]) -> Verdict:
    expected = right_outputs(exercise, own)
    counted = [
        measured(exercise, case, response)
        for case, response in zip(own.cases, responses, strict=True)
    ]
    comparisons = [
        compare(exercise, case, response, right)
        for case, response, right in zip(own.cases, counted, expected, strict=True)
    ]
    # Cases come smallest first, so the first that fails is the easiest to think about.
    failures = [found for found in comparisons if found is not None]
    if not failures:
        return Verdict(
            exercise.name,
            passed=True,
            score=1.0,
            reason=Reason.RIGHT,
            message=f"{exercise.name}: right.",
            cases=len(own.cases),
        )
    reason, failing = failures[0]
    mistake = recognise(exercise, own, responses)
    if mistake is not None:
        sentence, title, hint = f"It looks like {mistake.title}.", mistake.title, mistake.hint
    else:
        sentence, title = describe(reason, failing), ""
        hint = hint_for_error(failing.detail) if reason is Reason.RAISED else ""
    return Verdict(
        exercise.name,
        passed=False,
        score=score(exercise, counted, expected),
        reason=reason,
        message=message_of(exercise, reason, sentence, hint),
        mistake=mistake.name if mistake else None,
        title=title,
        hint=hint,
        cases=len(own.cases),
        failing=failing,
        wrong_output=None if mistake else wrong_output(failures, draw_cases(exercise, None)),
    )


def wrong(exercise: Exercise, reason: Reason, sentence: str) -> Verdict:
    """Give the verdict on answers that are not even asked, with a sentence for the student."""
    return Verdict(
        exercise.name,
        passed=False,
        score=0.0,
        reason=reason,
        message=message_of(exercise, reason, sentence),
        failing=FailingCase("", {}, detail=sentence),
    )
