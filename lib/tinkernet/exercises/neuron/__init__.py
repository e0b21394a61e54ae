"""Exercises of 02_neuron, one file each, in the order of the notebook."""

from .bias_as_weight import BIAS_AS_WEIGHT
from .neuron import NEURON
from .step import STEP

EXERCISES = (STEP, NEURON, BIAS_AS_WEIGHT)

__all__ = ["EXERCISES"]
