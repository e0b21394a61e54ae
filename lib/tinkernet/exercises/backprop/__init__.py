"""Exercises of 04_backprop, one file each, in the order of the notebook."""

from .graph_backward import GRAPH_BACKWARD
from .local_slopes import LOCAL_SLOPES

EXERCISES = (LOCAL_SLOPES, GRAPH_BACKWARD)

__all__ = ["EXERCISES"]
