"""Exercises of 02_neuron, one file each, in the order of the notebook."""

from .activations import ACTIVATIONS
from .bias_as_weight import BIAS_AS_WEIGHT
from .neuron import NEURON
from .perceptron_epoch import PERCEPTRON_EPOCH
from .step import STEP

EXERCISES = (STEP, NEURON, BIAS_AS_WEIGHT, ACTIVATIONS, PERCEPTRON_EPOCH)

__all__ = ["EXERCISES"]
