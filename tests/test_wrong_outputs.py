"""What is noted of wrong answers that nobody knows yet: comparable, and no secret."""

import json

import numpy as np
import pytest

from tinkernet.checks import Reason, judge
from tinkernet.grading import Flag, GradedNotebook, GradedSubmission, State


def cubed(y_hat, y):
    return np.mean((y_hat.ravel() - y.ravel()) ** 3)


def wrong_output(answer, name="mse", seed=5):
    return judge(name, answer, seed=seed).wrong_output


def test_it_is_the_same_for_everybody_whatever_the_secret_seed():
    one, other = (wrong_output(cubed, seed=seed) for seed in (1, 987654321))
    assert one == other
    assert (one.case, one.part, one.expected, one.got) == ("one point", "mse", "9", "27")
    assert one.inputs["y_hat"].startswith("[4.]")


def test_it_does_not_ask_for_more_digits_than_matter():
    single = wrong_output(lambda y_hat, y: np.float32(cubed(y_hat, y)))
    assert single == wrong_output(cubed) == wrong_output(lambda y_hat, y: cubed(y_hat, y) + 1e-12)


def test_two_ideas_that_agree_on_the_smallest_case_are_told_apart():
    def threefold(y_hat, y):
        return 3 * np.mean((y_hat.ravel() - y.ravel()) ** 2)

    one, other = wrong_output(cubed), wrong_output(threefold)
    assert one.got == other.got == "27"
    assert one.digest != other.digest


def test_an_error_is_what_came_back():
    found = wrong_output(lambda y_hat, y: int("one"))
    assert found.reason == Reason.RAISED
    assert found.got.startswith("ValueError")


@pytest.mark.parametrize("wrong", [lambda y: 1 / 0, lambda y: -1.0, lambda y: y.ravel()])
def test_of_a_drawn_case_no_number_is_noted(wrong):
    def only_on_long_ones(y_hat, y):
        right = np.mean((y_hat.ravel() - y.ravel()) ** 2)
        if y.size < 20:
            return right
        print(y)
        return wrong(y)

    found = wrong_output(only_on_long_ones, seed=11)
    assert found.case == "two longer flat arrays"
    assert found.inputs == {}
    assert found.expected == found.digest == ""
    assert found.got in ("ZeroDivisionError", "", "1 axis, 0 expected")


def test_a_known_mistake_needs_none():
    verdict = judge("mse", lambda y_hat, y: np.sum((y_hat.ravel() - y.ravel()) ** 2), seed=3)
    assert verdict.mistake == "sum_for_mean"
    assert verdict.wrong_output is None


def test_large_outputs_stay_a_line_of_the_log():
    found = wrong_output(lambda y_hat, y: np.arange(500_000.0))
    assert len(json.dumps(vars(found))) < 1500


def test_the_log_has_it_where_there_is_one():
    verdicts = [judge("mse", answer, seed=5).to_dict() for answer in (cubed, lambda a, b: 1 / 0)]
    right = judge("predict_line", lambda x, a, b: a * x + b, seed=5).to_dict()
    book = GradedNotebook("n", b"", {}, {}, verdicts={"one": verdicts, "two": [right]})
    line = GradedSubmission(
        "ada", "hw", State.GRADED, notebooks=(book,), flags=(Flag("found", "x"),)
    ).to_dict()
    assert line["verdicts"]["one"][0]["wrong_output"]["got"] == "27"
    assert "wrong_output" not in line["verdicts"]["two"][0]
    json.dumps(line, allow_nan=False)
