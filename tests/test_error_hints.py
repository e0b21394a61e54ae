"""Errors of Python and NumPy, as beginners meet them, come with a place to look at."""

import numpy as np
import pytest

from tinkernet.checks import Reason, judge

X, W, x = np.ones((4, 2)), np.ones((3, 1)), np.ones(3)


@pytest.mark.parametrize(
    ("broken", "where"),
    [
        (lambda *_: X @ W, "as many columns in A as B has rows"),
        (lambda *_: np.dot(X, W), "as many columns in A as B has rows"),
        (lambda *_: 2.0 @ X, "a single number"),
        (lambda *_: X * x, "must have the same shape"),
        (lambda *_: 1 if X > 0 else 0, "np.where(condition, this, that)"),
        (lambda *_: np.concatenate([1.0, x]), "two pairs of brackets"),
        (lambda *_: np.concatenate(np.ones(1), x), "two pairs of brackets"),
        (lambda *_: None + 1, "end with return"),
        (lambda *_: x[0](3), "Was it given a number in another"),
        (lambda *_: undefined_name, "was the cell that defines it run"),  # noqa: F821
        (lambda *_: list(3.0), "a single number where a list"),
        (lambda *_: [1.0] * 0.5, "Lists do not calculate"),
        (lambda *_: (lambda a: a)(), "arguments of the stub"),
        (lambda *_: x[3], "counts from 0"),
    ],
)
def test_an_error_comes_with_a_hint(broken, where):
    verdict = judge("predict_line", broken)
    assert verdict.reason is Reason.RAISED
    assert verdict.mistake is None
    assert where in verdict.hint
    assert where in verdict.message


def test_an_error_of_the_students_own_has_no_hint():
    def mine(*_):
        raise RuntimeError("my own")

    assert judge("predict_line", mine).hint == ""


def inner(x, a, b):
    return x @ np.ones((7, 7))


def outer(x, a, b):
    return inner(x, a, b) + 1


def test_the_line_of_the_checked_function_comes_first():
    failing = judge("predict_line", outer).failing
    assert "return inner(x, a, b) + 1 (and there, in inner, line" in failing.line
    assert failing.line.endswith("return x @ np.ones((7, 7)))")


def gradient(f, theta, eps):
    slopes = np.zeros(theta.shape)
    for place in np.ndindex(theta.shape):
        up, down = theta.copy(), theta.copy()
        up[place] += eps
        down[place] -= eps
        slopes[place] = (f(up) - f(down)) / (2 * eps)
    return slopes


def test_a_helper_of_ones_own_may_be_called_like_a_forbidden_function():
    answer = lambda f, theta, eps: gradient(f, np.array(theta), eps)  # noqa: E731
    assert judge("numerical_gradient", answer).passed
    borrowed = judge("numerical_gradient", lambda f, theta, eps: np.gradient(theta))
    assert borrowed.reason is Reason.NOT_OWN_WORK


def test_numbers_that_no_measure_expects_do_not_end_the_judge():
    for h in (0, 1):
        empty = {"W1": np.zeros((2, h)), "b1": np.zeros(h), "W2": np.zeros((h, 1)), "b2": [0.0]}
        assert not judge("train_xor", lambda rng, empty=empty: empty).passed


@pytest.mark.parametrize("value", ["1e4000", "0.1"])
def test_what_is_more_exact_than_json_can_say_is_rounded(value):
    import json

    verdict = judge("step", lambda a: np.longdouble(value))
    assert not verdict.passed
    json.dumps(verdict.to_dict(), allow_nan=False)
