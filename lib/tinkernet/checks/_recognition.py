"""Name a misconception, where the outputs show exactly one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tinkernet.exercises import Answer, Exercise, Mistake, Outputs
from tinkernet.probe import Problem, Response

from ._comparison import measured
from ._own_answers import OwnAnswers


def recognise(exercise: Exercise, own: OwnAnswers, responses: Sequence[Response]) -> Mistake | None:
    """Return the one mistake whose outputs are those that came back, on every case."""
    looked_at = replace(exercise, measure=exercise.fingerprint or exercise.measure)
    shown = [
        measured(looked_at, case, response)
        for case, response in zip(own.cases, responses, strict=True)
    ]
    if any(response.changed or not _can_be_named(response) for response in shown):
        return None
    matching = [
        mistake
        for mistake in exercise.mistakes
        if any(
            all(
                _agree(looked_at, response, _variant(looked_at, own, variant, number))
                for number, response in enumerate(shown)
            )
            for variant in mistake.variants
        )
    ]
    return matching[0] if len(matching) == 1 else None


def _variant(exercise: Exercise, own: OwnAnswers, variant: Answer, number: int) -> Response:
    return measured(exercise, own.cases[number], own.response(variant, number))


def _can_be_named(response: Response) -> bool:
    """Let what was not asked for (a warning, a loop) count as numbers do; errors say too little."""
    return response.failure is None or response.failure.problem is Problem.NOT_AS_ASKED


def _agree(exercise: Exercise, got: Response, wrong: Response) -> bool:
    if got.failure is not None or wrong.failure is not None:
        return (
            got.failure is not None
            and wrong.failure is not None
            and got.failure.problem is wrong.failure.problem
        )
    return _alike(exercise, got.outputs, wrong.outputs)


def _alike(exercise: Exercise, got: Outputs, wrong: Outputs) -> bool:
    return len(got) == len(wrong) and all(
        one.shape == other.shape and bool(exercise.tolerance.close(one, other).all())
        for one, other in zip(got, wrong, strict=True)
    )
