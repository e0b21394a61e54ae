"""Exercises of 03_xor, one file each, in the order of the notebook."""

from .gates import GATES
from .no_single_neuron import NO_SINGLE_NEURON
from .xor_by_hand import XOR_BY_HAND

EXERCISES = (GATES, NO_SINGLE_NEURON, XOR_BY_HAND)

__all__ = ["EXERCISES"]
