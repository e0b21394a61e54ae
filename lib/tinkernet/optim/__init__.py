"""Optimizers and the training loop, with PyTorch's names."""

from ._fit import fit
from ._history import History
from ._sgd import SGD

__all__ = ["SGD", "History", "fit"]
