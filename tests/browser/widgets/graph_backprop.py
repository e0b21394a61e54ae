"""GraphBackprop, as the common tests show it."""

from tinkernet.widgets import GraphBackprop


def make():
    return GraphBackprop()


def wrong(node):
    for parent in node.parents:
        parent.grad = 1.0
        wrong(parent)


def make_wrong():
    """With a student's function that is wrong."""
    return GraphBackprop(backward=wrong)


CHANGED = {"leaves": [1.0, 0.5, 2.0, -1.0, 0.25, 0.0]}
"""Weights that change what is seen."""
