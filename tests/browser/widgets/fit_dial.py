"""FitDial, as the common tests show it."""

from tinkernet.widgets import FitDial


def make():
    return FitDial()


def wrong(x, y, degree):
    return [0.5] * (degree + 1)


def make_wrong():
    """With a student's function that is wrong."""
    return FitDial(fit=wrong)


CHANGED = {"degree": 9, "noise": 0.4, "points": 20}
"""Weights that change what is seen."""
