"""DescentRace, as the common tests show it."""

from tinkernet.widgets import DescentRace


def make():
    return DescentRace()


def wrong(theta, grad, delta, lr, beta):
    delta = lr * grad + beta * delta
    return theta + delta, delta


def make_wrong():
    """With a student's function that is wrong."""
    return DescentRace(step=wrong)


CHANGED = {"start": [1.5, -0.5], "lr": 0.05, "beta": 0.5, "batch": 16}
"""Weights that change what is seen."""
