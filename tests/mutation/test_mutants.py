"""Every mutant of every reference is noticed, or known to be a right answer too."""

from pathlib import Path

import pytest

from tinkernet.exercises import catalog, find

from .equivalent import EQUIVALENT
from .kills import SEEDS, survivors
from .mutants import mutants
from .page import page, recorded, row

TABLE = (Path(__file__).resolve().parents[2] / "docs" / "mutation.md").read_text()


@pytest.mark.parametrize("exercise", catalog(), ids=lambda exercise: exercise.name)
def test_every_mutant_is_noticed_or_equally_right(exercise):
    count, alive = survivors(exercise)
    assert count >= 1
    assert set(alive) == set(EQUIVALENT.get(exercise.name, {}))
    assert row(exercise, count, alive) in TABLE, "run python -m tests.mutation"
    for change, reason in EQUIVALENT.get(exercise.name, {}).items():
        assert f"- {change}: {reason}." in TABLE, "run python -m tests.mutation"


def test_what_the_page_records_is_read_again_word_for_word():
    found = {each.name: recorded(TABLE, each.name, EQUIVALENT) for each in catalog()}
    assert page(catalog(), found, EQUIVALENT, len(SEEDS)) == TABLE
    assert recorded(TABLE, "nothing", EQUIVALENT) is None
    assert recorded(TABLE, "least_squares", {}) is None  # a reason that is gone


def test_mutants_are_what_they_say():
    changes = [mutant.change for mutant in mutants(find("mse").reference)]
    summed = "reference: `return float(np.sum((np.ravel(y_hat) - np.ravel(y)) ** 2))`"
    assert summed in changes
    assert len(changes) == len(set(changes))
    (mutant,) = [m for m in mutants(find("mse").reference) if m.change == summed]
    assert mutant.answer[0]([1.0, 3.0], [0.0, 0.0]) == 10.0


def test_a_mutant_that_no_case_notices_is_found():
    """With one case less, a case that only that one tells apart comes through."""
    from dataclasses import replace

    exercise = find("predict_line")
    few = replace(exercise, cases=lambda rng: [exercise.cases(rng)[2]])  # b is 0 in this one
    assert survivors(few)[1] == ["reference: `return a * x - b`"]
