"""Data sets: real ones that ship in packages, made ones with a seed."""

from ._breast_cancer import breast_cancer
from ._circles import circles
from ._dataset import Dataset
from ._diabetes import diabetes
from ._digits import digits
from ._dna import dna
from ._flower_patches import flower_patches
from ._iris import iris
from ._lines import noisy_line
from ._mnist import mnist
from ._moons import moons
from ._one_hot import spell
from ._photograph import photograph
from ._polynomials import polynomial
from ._sentences import sentences
from ._signals import signals
from ._small_tables import (
    Predictions,
    five_samples,
    training_predictions,
    validation_predictions,
)
from ._spirals import spirals
from ._split import Split, split
from ._xor import xor

__all__ = [
    "Dataset",
    "Predictions",
    "Split",
    "breast_cancer",
    "circles",
    "diabetes",
    "digits",
    "dna",
    "five_samples",
    "flower_patches",
    "iris",
    "mnist",
    "moons",
    "noisy_line",
    "photograph",
    "polynomial",
    "sentences",
    "signals",
    "spell",
    "spirals",
    "split",
    "training_predictions",
    "validation_predictions",
    "xor",
]
