"""Exercises of 02_neuron, one file each, in the order of the notebook."""

from .activations import ACTIVATIONS
from .bias_as_weight import BIAS_AS_WEIGHT
from .binary_cross_entropy import BINARY_CROSS_ENTROPY
from .image_to_vector import IMAGE_TO_VECTOR
from .logistic_forward import LOGISTIC_FORWARD
from .logistic_gradient import LOGISTIC_GRADIENT
from .neuron import NEURON
from .perceptron_epoch import PERCEPTRON_EPOCH
from .step import STEP
from .train_logistic import TRAIN_LOGISTIC

EXERCISES = (
    STEP,
    NEURON,
    BIAS_AS_WEIGHT,
    ACTIVATIONS,
    PERCEPTRON_EPOCH,
    IMAGE_TO_VECTOR,
    LOGISTIC_FORWARD,
    BINARY_CROSS_ENTROPY,
    LOGISTIC_GRADIENT,
    TRAIN_LOGISTIC,
)

__all__ = ["EXERCISES"]
