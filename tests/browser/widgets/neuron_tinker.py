"""NeuronTinker, as the common tests show it."""

from tinkernet.widgets import NeuronTinker


def make():
    return NeuronTinker()


def wrong(x, w, b, activation):
    return activation(x @ w - b) + 0.25


def make_wrong():
    """With a student's function that is wrong."""
    return NeuronTinker(neuron=wrong)


CHANGED = {"w": [2.0, 3.0], "b": -1.0}
"""Weights that change what is seen."""
