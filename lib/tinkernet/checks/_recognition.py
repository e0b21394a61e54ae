"""Name a misconception, where the outputs show exactly one."""

from __future__ import annotations

from collections.abc import Sequence

from tinkernet.exercises import Exercise, Mistake
from tinkernet.probe import Case, Response

from ._comparison import Outputs, expected_outputs


def recognise(
    exercise: Exercise, cases: Sequence[Case], responses: Sequence[Response]
) -> Mistake | None:
    """Return the one mistake whose outputs are those that came back, on every case."""
    if any(response.failure is not None or response.changed for response in responses):
        return None
    matching = [
        mistake
        for mistake in exercise.mistakes
        if any(
            all(
                _agree(exercise, response.outputs, expected_outputs(exercise, variant, case))
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
