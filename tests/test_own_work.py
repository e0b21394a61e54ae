"""An answer that calls somebody else's solution is told so, however it gets there."""

import functools

import numpy as np
import numpy.linalg as la
import pytest
from numpy import polyfit as my_own_fit
from sklearn.linear_model import LinearRegression

from tinkernet import nn
from tinkernet.checks import Reason, judge
from tinkernet.exercises import find


def helper(x, y):
    return np.polyfit(x, y, 1)


class Fitter:
    def __call__(self, x, y):
        return np.polyfit(x, y, 1)

    def fit(self, x, y):
        return helper(x, y)


def decorated(function):
    @functools.wraps(function)
    def inner(*args):
        return function(*args)

    return inner


def hidden_in_a_closure():
    fit = np.polyfit

    def least_squares(x, y):
        return fit(x, y, 1)

    return least_squares


def local_import(x, y):
    import numpy

    return numpy.polyfit(x, y, 1)


def local_from_import(x, y):
    from numpy.linalg import lstsq as solve

    return solve(np.stack([x, np.ones_like(x)], 1), y)[0]


def unloaded_import(x, y):
    import statistics

    return tuple(statistics.linear_regression(x, y))


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (lambda x, y: np.polyfit(x, y, 1), "numpy.polyfit"),
        (lambda x, y: my_own_fit(x, y, 1), "numpy.polyfit"),
        (lambda x, y: la.lstsq(x, y)[0], "numpy.linalg.lstsq"),
        (lambda x, y: np.linalg.lstsq(x, y)[0], "numpy.linalg.lstsq"),
        (lambda x, y: helper(x, y), "numpy.polyfit"),
        (lambda x, y: next(helper(x, y) for _ in range(1)), "numpy.polyfit"),
        (lambda x, y: LinearRegression().fit(x, y).coef_, "sklearn"),
        (lambda x, y: np.polynomial.Polynomial.fit(x, y, 1), "numpy.polynomial"),
        (lambda x, y: nn.Linear(1, 1), "tinkernet.nn"),
        (functools.partial(helper), "numpy.polyfit"),
        (Fitter(), "numpy.polyfit"),
        (Fitter().fit, "numpy.polyfit"),
        (decorated(helper), "numpy.polyfit"),
        (hidden_in_a_closure(), "numpy.polyfit"),
        (local_import, "numpy.polyfit"),
        (local_from_import, "numpy.linalg.lstsq"),
        (unloaded_import, "statistics.linear_regression"),
        (np.polyfit, "numpy.polyfit"),
    ],
)
def test_borrowed_answers_are_told_which_and_why(answer, name):
    verdict = judge("least_squares", answer)
    assert verdict.reason is Reason.NOT_OWN_WORK
    assert verdict.score == 0.0
    assert name in verdict.message
    assert "already does what is asked" in verdict.message


def test_the_function_that_borrows_is_named_when_it_is_another():
    assert "(in helper)" in judge("least_squares", lambda x, y: helper(x, y)).message


def test_the_reference_itself_is_not_own_work():
    from tinkernet import exercises

    borrowed = exercises.find("mse").reference
    assert judge("mse", lambda p, y: exercises.find("mse").reference(p, y)).score == 0.0
    assert judge("mse", borrowed).reason is Reason.NOT_OWN_WORK


def test_a_name_in_a_comment_or_text_is_no_call():
    def least_squares(x, y):
        """Unlike np.polyfit, this is written by hand."""
        # np.linalg.lstsq would be shorter
        dx = x - x.mean()
        a = (dx * y).sum() / (dx * dx).sum()
        return a, y.mean() - a * x.mean()

    assert judge("least_squares", least_squares).passed


def test_an_innocent_helper_in_the_same_file_is_fine():
    def least_squares(x, y):
        dx = x - innocent_mean(x)
        a = (dx * y).sum() / (dx * dx).sum()
        return a, innocent_mean(y) - a * innocent_mean(x)

    assert judge("least_squares", least_squares).passed


def innocent_mean(values):
    return sum(values) / len(values)


def test_code_without_text_is_looked_at_too():
    space = {}
    exec("import numpy as np\ndef fit(x, y):\n    return np.polyfit(x, y, 1)", space)
    assert judge("least_squares", space["fit"]).reason is Reason.NOT_OWN_WORK


def test_every_forbidden_name_exists():
    import importlib

    for exercise in ("predict_line", "mse", "mse_gradient", "gradient_descent", "least_squares"):
        for name in find(exercise).forbidden:
            module, _, attribute = name.rpartition(".")
            try:
                importlib.import_module(name)
            except ModuleNotFoundError:
                assert hasattr(importlib.import_module(module), attribute), name
