"""The judge's own answers, right and wrong ones, are asked once while the cases are the same."""

import dataclasses
import time

import pytest

from tinkernet.checks import _own_answers as own_answers
from tinkernet.checks import assess, draw_cases
from tinkernet.exercises import find
from tinkernet.probe import case_to_wire


@pytest.fixture
def counted():
    """Give an exercise whose own answers note when they are asked."""
    plain, asked = find("mse"), []

    def noting(answer, name):
        def noted(*arguments):
            asked.append(name)
            return answer(*arguments)

        return noted

    mistakes = tuple(
        dataclasses.replace(
            mistake, variants=tuple(noting(one, mistake.name) for one in mistake.variants)
        )
        for mistake in plain.mistakes
    )
    reference = noting(plain.reference, "reference")
    return dataclasses.replace(plain, reference=reference, mistakes=mistakes), asked


def test_a_second_check_costs_the_judge_no_answer_of_its_own(counted):
    exercise, asked = counted
    wrong = exercise.mistakes[0].variants[0]
    first = assess(exercise, [wrong], seed=5)
    assert first.mistake == exercise.mistakes[0].name
    assert {"reference", *(mistake.name for mistake in exercise.mistakes)} <= {*asked}
    asked.clear()
    assert assess(exercise, [lambda p, y: 0.0], seed=5).mistake is None
    assert "reference" not in asked
    asked.clear()
    again = assess(exercise, [find("mse").mistakes[0].variants[0]], seed=5)
    assert asked == []
    assert again.message == first.message


def test_who_changes_what_was_drawn_changes_it_for_nobody_else():
    drawn = draw_cases(find("mse"), 5)
    before = [case_to_wire(case) for case in drawn]
    for case in drawn:
        for array in case.arguments.values():
            array += 1.0
    assert [case_to_wire(case) for case in drawn] != before
    drawn.clear()
    assert [case_to_wire(case) for case in draw_cases(find("mse"), 5)] == before
    assert assess(find("mse"), [find("mse").reference], seed=5).passed


def test_a_class_does_not_fill_the_memory(counted):
    exercise, asked = counted
    for seed in range(5, 15):  # every submission has its own
        assert assess(exercise, [find("mse").reference], seed=seed).passed
    asked.clear()
    assert assess(exercise, [find("mse").reference], seed=5).passed
    assert "reference" in asked


def test_other_cases_are_answered_anew(counted):
    exercise, asked = counted
    assert assess(exercise, [find("mse").reference], seed=5).passed
    asked.clear()
    assert assess(exercise, [find("mse").reference], seed=6).passed
    assert asked == ["reference"] * assess(exercise, [find("mse").reference], seed=6).cases


def test_an_answer_that_did_not_come_in_time_is_asked_again(monkeypatch):
    monkeypatch.setattr(own_answers, "_SECONDS", 0.2)
    plain, busy = find("mse"), [2.0]

    def reference(p, y):
        time.sleep(busy.pop() if busy else 0)
        return plain.reference(p, y)

    exercise = dataclasses.replace(plain, reference=reference)
    with pytest.raises(RuntimeError, match="Grade again when the machine is less busy"):
        assess(exercise, [plain.reference])
    assert assess(exercise, [plain.reference]).passed
