"""Exercises with many right answers: what counts of them is measured by the judge."""

import numpy as np
import pytest

from tinkernet.checks import Reason, assess
from tinkernet.exercises import Exercise, Mistake, UnfitError, expect_shapes
from tinkernet.probe import Case, call_activations


def through(case, outputs):
    """Return what the line with this slope and intercept gives at an unseen place."""
    expect_shapes(outputs, a=(), b=())
    a, b = outputs
    return (a * case.unseen["x"] + b,)


def cases(rng):
    return [Case("a point", {"x": 1.0, "y": 2.0}, unseen={"x": 1.0})]


LINE = Exercise(
    name="line", title="A line through a point", assignment="none", points=2,
    answers=("line",), returns=("a", "b"), asked="line(x, y) gives a line through the point.",
    cases=cases, reference=lambda x, y: (0.0, y), measure=through, parts=("height",),
    mistakes=(
        Mistake("too_high", "a line that is one too high", "Look.", (lambda x, y: (0, y + 1),)),
        Mistake("too_low", "a line that is one too low", "Look.", (lambda x, y: (0, y - 1),)),
    ),
    alternatives=(),
)  # fmt: skip


@pytest.mark.parametrize("answer", [(0.0, 2.0), (1.0, 1.0), (-5.0, 7.0), [2, 0]])
def test_every_answer_that_does_what_is_asked_is_right(answer):
    verdict = assess(LINE, [lambda x, y: answer])
    assert verdict.passed, verdict.message
    assert verdict.score == 1.0


def test_a_mistake_shows_in_what_is_measured():
    verdict = assess(LINE, [lambda x, y: (4.0, -1.0)])
    assert verdict.mistake == "too_high"
    assert (verdict.failing.part, verdict.failing.got) == ("height", 3.0)
    assert verdict.failing.expected == 2.0


def test_with_a_fingerprint_only_the_very_numbers_show_it():
    import dataclasses

    exercise = dataclasses.replace(LINE, fingerprint=lambda case, outputs: outputs)
    assert assess(exercise, [lambda x, y: (4.0, -1.0)]).mistake is None
    assert assess(exercise, [lambda x, y: (0.0, 3.0)]).mistake == "too_high"


def test_what_cannot_be_measured_is_told_in_a_sentence():
    verdict = assess(LINE, [lambda x, y: ([0.0], y)])
    assert verdict.reason is Reason.WRONG_RETURN
    assert verdict.failing.detail == "a should be a single number, but is of shape (1,)."
    assert verdict.score == 0.0
    assert "b is NaN or infinite." in assess(LINE, [lambda x, y: (0.0, np.nan)]).message


def test_lengths_that_a_letter_stands_for_must_agree():
    W, b = np.zeros((2, 3)), np.zeros(3)
    assert expect_shapes((W, b, b), W=(2, "h"), b=("h",), c=("k",)) == {"h": 3, "k": 3}
    for outputs, said in (
        ((W, np.zeros(2)), r"b should be of shape \(3,\), but is of shape \(2,\)"),
        ((W.T, b), r"W should be of shape \(2, h\), but is of shape \(3, 2\)"),
        ((W, np.array(1.0)), r"b should be of shape \(3,\), but is a single number"),
    ):
        with pytest.raises(UnfitError, match=said):
            expect_shapes(outputs, W=(2, "h"), b=("h",))


def _with_warning(title, sigmoid):
    relu, leaky = (lambda z: z), (lambda z, slope: z)
    return Mistake(title, title, "Look.", ((sigmoid, relu, leaky),))


def test_a_warning_can_be_a_mistake_that_is_known_by_name():
    naive = lambda z: 1 / (1 + np.exp(-z))  # noqa: E731
    other = lambda z: z + 1  # noqa: E731
    same = lambda z: z  # noqa: E731
    exercise = Exercise(
        name="three", title="Three", assignment="none", points=1,
        answers=("sigmoid", "relu", "leaky_relu"), returns=("sigmoid", "relu", "leaky_relu"),
        asked="", probe=call_activations, alternatives=(),
        cases=lambda rng: [Case("large", {"z": np.array([-1000.0]), "slope": 0.1})],
        reference=(same, same, lambda z, slope: z),
        mistakes=(_with_warning("overflow", naive), _with_warning("one_more", other)),
    )  # fmt: skip
    verdict = assess(exercise, [lambda z: np.exp(-z), same, lambda z, slope: z])
    assert (verdict.reason, verdict.mistake) == (Reason.NOT_AS_ASKED, "overflow")
    assert assess(exercise, [other, same, lambda z, slope: z]).mistake == "one_more"
    assert assess(exercise, [lambda z: 1 / 0, same, lambda z, slope: z]).mistake is None
