"""Exercises of 04_backprop, one file each, in the order of the notebook."""

from .graph_backward import GRAPH_BACKWARD
from .initialize import INITIALIZE
from .linear_backward import LINEAR_BACKWARD
from .local_slopes import LOCAL_SLOPES
from .mlp_gradient import MLP_GRADIENT
from .network_gradient import NETWORK_GRADIENT
from .numerical_gradient import NUMERICAL_GRADIENT
from .relu_backward import RELU_BACKWARD
from .train_xor import TRAIN_XOR

EXERCISES = (
    LOCAL_SLOPES,
    GRAPH_BACKWARD,
    NETWORK_GRADIENT,
    LINEAR_BACKWARD,
    RELU_BACKWARD,
    MLP_GRADIENT,
    NUMERICAL_GRADIENT,
    INITIALIZE,
    TRAIN_XOR,
)

__all__ = ["EXERCISES"]
