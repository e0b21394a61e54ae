"""SoftmaxTinker, as the common tests show it."""

import numpy as np

from tinkernet.widgets import SoftmaxTinker


def make():
    return SoftmaxTinker()


def plain(z):
    """Right for small logits; for 1000 it overflows."""
    with np.errstate(all="ignore"):
        return np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)


def make_wrong():
    """With a student's function that is wrong."""
    return SoftmaxTinker(softmax=plain)


CHANGED = {"logits": [1.0, -2.0, 0.5, 3.0, 0.0]}
"""Weights that change what is seen."""
