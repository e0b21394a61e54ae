"""XorTinker, as the common tests show it."""

from tinkernet.widgets import XorTinker


def make():
    return XorTinker()


def wrong(X, W1, b1, W2, b2, activation):
    return activation(X @ W1 + b1) @ W2 + b2  # the output's activation is missing


def make_wrong():
    """With a student's function that is wrong."""
    return XorTinker(forward=wrong)


CHANGED = {"W1": [[1.0, 2.0], [3.0, -4.0]], "b1": [0.5, -1.5], "w2": [2.0, -3.0], "b2": -1.0}
"""Weights that change what is seen."""
