"""The judge survives whatever an answer does, and says what that was."""

import dataclasses
import json
import sys
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinkernet.checks import Reason, judge
from tinkernet.exercises import find


def test_an_error_shows_its_own_line_and_nothing_of_ours():
    def predict(x, a, b):
        slope = a
        return slope * x + c  # noqa: F821

    verdict = judge("predict_line", predict)
    assert verdict.reason is Reason.RAISED
    assert "NameError: name 'c' is not defined" in verdict.message
    assert verdict.failing.line.endswith("return slope * x + c  # noqa: F821")
    assert "tinkernet" not in verdict.message


def test_an_error_deep_in_numpy_still_shows_the_students_line():
    def predict(x, a, b):
        return np.linalg.solve(x, a)

    assert "np.linalg.solve(x, a)" in judge("predict_line", predict).failing.line


def test_an_error_that_cannot_describe_itself_breaks_nothing():
    class RudeError(Exception):
        def __str__(self):
            raise RuntimeError

    def predict(x, a, b):
        raise RudeError

    assert judge("predict_line", predict).reason is Reason.RAISED


@pytest.mark.parametrize("kind", [SystemExit, KeyboardInterrupt, GeneratorExit, MemoryError])
def test_an_answer_cannot_end_the_check(kind):
    def predict(x, a, b):
        raise kind

    assert judge("predict_line", predict).reason is Reason.RAISED


def test_endless_recursion_is_an_error_like_any_other():
    def predict(x, a, b):
        return predict(x, a, b)

    assert "RecursionError" in judge("predict_line", predict).message


@pytest.mark.parametrize("sleeping", [True, False])
def test_an_endless_answer_is_stopped(monkeypatch, sleeping):
    def predict(x, a, b):
        while True:
            if sleeping:
                time.sleep(60)

    monkeypatch.setattr("tinkernet.checks._judge.find", _quick_find)
    verdict = judge("predict_line", predict)
    assert verdict.reason is Reason.TOO_SLOW
    assert "stopped" in verdict.message


def test_a_slow_but_right_answer_passes():
    def predict(x, a, b):
        time.sleep(0.05)
        return a * x + b

    assert judge("predict_line", predict).passed


def _quick_find(name):
    return dataclasses.replace(find(name), seconds=0.3)


def test_printing_is_kept_out_of_the_way(capsys):
    def predict(x, a, b):
        print("here", "x" * 10_000)
        print("there", file=sys.stderr)
        return a * x

    verdict = judge("predict_line", predict)
    captured = capsys.readouterr()
    assert captured.out == captured.err == ""
    assert verdict.failing.printed.startswith("here")
    assert len(verdict.failing.printed) <= 500


@settings(deadline=None, max_examples=40)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=2), inner),
        max_leaves=8,
    )
)
def test_no_return_value_breaks_the_judge(value):
    for name in ("predict_line", "mse", "standardize"):
        verdict = judge(name, lambda *_: value)
        assert not verdict.passed
        json.dumps(verdict.to_dict(), allow_nan=False)
