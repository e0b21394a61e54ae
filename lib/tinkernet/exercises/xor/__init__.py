"""Exercises of 03_xor, one file each, in the order of the notebook."""

from .any_boolean import ANY_BOOLEAN
from .collapse import COLLAPSE
from .gates import GATES
from .mlp_forward import MLP_FORWARD
from .nested_relu import NESTED_RELU
from .no_single_neuron import NO_SINGLE_NEURON
from .relu_sum import RELU_SUM
from .worked_example import WORKED_EXAMPLE
from .xor_by_hand import XOR_BY_HAND

EXERCISES = (
    GATES,
    NO_SINGLE_NEURON,
    XOR_BY_HAND,
    MLP_FORWARD,
    WORKED_EXAMPLE,
    NESTED_RELU,
    COLLAPSE,
    ANY_BOOLEAN,
    RELU_SUM,
)

__all__ = ["EXERCISES"]
