"""ReluSum, as the common tests show it."""

from tinkernet.widgets import ReluSum


def make():
    return ReluSum()


def wrong(x, knots, slopes, c):
    return sum(s * abs(x - k) for k, s in zip(knots, slopes, strict=True)) + c


def make_wrong():
    """With a student's function that is wrong."""
    return ReluSum(function=wrong)


CHANGED = {"knots": [-2.0, 0.0, 1.0], "slopes": [1.5, -2.0, 1.25], "c": -0.5}
"""Weights that change what is seen."""
