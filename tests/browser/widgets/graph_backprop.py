"""GraphBackprop, as the common tests show it."""

from tinkernet.widgets import GraphBackprop


def make():
    return GraphBackprop()


def wrong(w1, x1, w2, x2, b, y):
    return {"w1": x1, "x1": w1, "w2": x2, "x2": w2, "b": 1.0, "y": 1.0}


def make_wrong():
    """With a student's function that is wrong."""
    return GraphBackprop(backward=wrong)


CHANGED = {"leaves": [1.0, 0.5, 2.0, -1.0, 0.25, 0.0]}
"""Weights that change what is seen."""
