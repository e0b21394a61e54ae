"""LineFit, as the common tests show it; its function is asked at a step, in tests of its own."""

from ..line_fit_places import line_fit


def make():
    return line_fit()


CHANGED = {"a": 2.5, "b": 1.5}
"""Weights that change what is seen."""
