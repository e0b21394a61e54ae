"""The judge counts shape and value, not taste."""

import dataclasses
import json

import numpy as np
import pytest

from tinkernet.checks import Reason, assess, judge
from tinkernet.exercises import UnknownExerciseError, find


def line(x, a, b):
    return a * x + b


@pytest.mark.parametrize(
    "answer",
    [
        lambda x, a, b: list(a * x + b),
        lambda x, a, b: tuple(a * x + b),
        lambda x, a, b: (a * x + b).astype(np.float32),
        lambda x, a, b: (a * x + b).astype(np.longdouble),
        lambda x, a, b: [np.array(a * value + b) for value in x],
        lambda height, slope, intercept: slope * height + intercept,
        lambda *values: values[1] * values[0] + values[2],
    ],
)
def test_taste_does_not_matter(answer):
    assert judge("predict_line", answer).passed


@pytest.mark.parametrize("pair", [tuple, list, np.array])
def test_any_sequence_of_the_right_parts_will_do(pair):
    def mse_gradient(x, y, a, b):
        error = a * x + b - y
        return pair([2 * np.mean(error * x), 2 * np.mean(error)])

    assert judge("mse_gradient", mse_gradient).passed


def test_a_number_may_be_a_zero_dimensional_array_or_a_float32():
    assert judge("mse", lambda p, y: np.array(np.mean((p.ravel() - y.ravel()) ** 2))).passed
    assert judge("mse", lambda p, y: np.float32(np.mean((p.ravel() - y.ravel()) ** 2))).passed


def test_a_wrong_shape_is_called_a_wrong_shape():
    verdict = judge("predict_line", lambda x, a, b: (a * x + b).reshape(-1, 1))
    assert verdict.reason is Reason.WRONG_SHAPE
    assert "shape" in verdict.message
    assert "(1, 1)" in verdict.message
    assert "(1,)" in verdict.message


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_nan_and_infinity_are_called_so(value):
    verdict = judge("predict_line", lambda x, a, b: a * x + b + value)
    assert verdict.reason is Reason.NOT_FINITE
    assert "NaN or infinite" in verdict.message
    json.dumps(verdict.to_dict(), allow_nan=False)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda x, a, b: None, "returned None"),
        (lambda x, a, b: "seven", "real numbers"),
        (lambda x, a, b: (a * x + b) * 1j, "real numbers"),
        (lambda x, a, b: (v for v in x), "generator"),
        (lambda x, a, b: [[1.0], [2.0, 3.0]], "rows of one length"),
        (lambda x, a, b: np.zeros(2_000_000), "far more"),
        (lambda x, a, b: {"y": 1}, "dict"),
    ],
)
def test_what_cannot_be_read_as_numbers_is_described(answer, words):
    verdict = judge("predict_line", answer)
    assert verdict.reason is Reason.WRONG_RETURN
    assert words in verdict.message


@pytest.mark.parametrize(
    "answer",
    [
        lambda x, y, a, b: 3.0,
        lambda x, y, a, b: (1.0, 2.0, 3.0),
        lambda x, y, a, b: np.float64(1.0),
        lambda x, y, a, b: np.array(1.0),
        lambda x, y, a, b: "ab",
    ],
)
def test_a_missing_part_is_described(answer):
    verdict = judge("mse_gradient", answer)
    assert verdict.reason is Reason.WRONG_RETURN
    assert "2 values (da, db)" in verdict.message


def test_an_answer_that_changes_its_input_is_told_so():
    def standardize(X):
        mean, std = X.mean(axis=0), X.std(axis=0)
        X -= mean
        X /= np.where(std == 0, 1, std)
        return X, mean, std

    verdict = judge("standardize", standardize)
    assert not verdict.passed
    assert verdict.reason is Reason.CHANGED_INPUT
    assert "overwrites its input X" in verdict.message


def test_answers_get_copies_so_that_cases_stay_the_same():
    def spoil(x, a, b):
        x[:] = 0
        return x

    judge("predict_line", spoil)
    assert judge("predict_line", line).passed


def test_an_integer_result_for_whole_numbers_is_fine():
    def predict(x, a, b):
        y = a * x + b
        return y.astype(int) if np.all(y == y.astype(int)) else y

    assert judge("predict_line", predict).passed


def test_a_stub_is_told_kindly():
    def predict(x, a, b):
        raise NotImplementedError

    for answer in (predict, lambda x, a, b: ...):
        verdict = judge("predict_line", answer)
        assert verdict.reason is Reason.NOT_WRITTEN
        assert verdict.score == 0.0
        assert "not written yet" in verdict.message


def test_a_finished_answer_that_calls_a_stub_is_not_called_a_stub():
    def gradient(x, y, a, b):
        raise NotImplementedError

    def gradient_descent(x, y, a, b, lr, steps):
        losses = []
        for _ in range(steps):
            losses.append(0.0)
            a, b = gradient(x, y, a, b)
        return a, b, losses

    verdict = judge("gradient_descent", gradient_descent)
    assert verdict.reason is Reason.CALLS_STUB
    assert "not right yet. It calls gradient, which is not written yet." in verdict.message


def test_partial_credit_is_the_share_of_right_parts():
    def mse_gradient(x, y, a, b):
        error = a * x + b - y
        return 0.0, 2 * np.mean(error)

    verdict = judge("mse_gradient", mse_gradient)
    assert not verdict.passed
    assert verdict.score == 0.5


def test_a_mistake_is_not_named_when_only_some_cases_show_it():
    def predict(x, a, b):
        return a * x if len(x) > 2 else a * x + b + 1

    verdict = judge("predict_line", predict)
    assert not verdict.passed
    assert verdict.mistake is None


def test_a_mistake_is_not_named_when_two_would_explain_it():
    exercise = find("predict_line")
    forgotten = next(m for m in exercise.mistakes if m.name == "bias_forgotten")
    twin = dataclasses.replace(forgotten, name="twin")
    doubtful = dataclasses.replace(exercise, mistakes=(forgotten, twin))
    assert assess(exercise, [lambda x, a, b: a * x]).mistake == "bias_forgotten"
    assert assess(doubtful, [lambda x, a, b: a * x]).mistake is None


def test_the_smallest_failing_case_is_shown():
    verdict = judge("mse", lambda p, y: np.sum((p.ravel() - y.ravel()) ** 2))
    # A single point hides the mistake, and so does a perfect fit.
    assert verdict.failing.label == "errors of both signs"


def test_memorising_the_public_cases_does_not_survive_a_secret_seed():
    seen = {}

    def learn(x, a, b):
        seen[x.tobytes(), a, b] = a * x + b
        return seen[x.tobytes(), a, b]

    def recite(x, a, b):
        return seen.get((x.tobytes(), a, b), x)

    assert judge("predict_line", learn).passed
    assert judge("predict_line", recite).passed
    assert not judge("predict_line", recite, seed=987654321).passed


@pytest.mark.parametrize("answers", [(), (line, line), (3.0,), (None,)])
def test_calling_it_wrongly_is_explained(answers):
    verdict = judge("predict_line", *answers)
    assert verdict.reason is Reason.NOT_A_FUNCTION
    assert "predict" in verdict.message


def test_an_unknown_exercise_names_the_nearest():
    with pytest.raises(UnknownExerciseError, match="did you mean 'mse'"):
        judge("mes", line)


def test_verdicts_are_json_safe():
    for answer in (line, lambda x, a, b: a * x, lambda x, a, b: x / 0):
        verdict = judge("predict_line", answer)
        copy = json.loads(json.dumps(verdict.to_dict(), allow_nan=False))
        assert copy["passed"] is verdict.passed
        assert copy["message"] == verdict.message
