"""Layers and losses, with PyTorch's names and an explicit ``forward`` and ``backward``."""

from ._linear import Linear
from ._losses import MSELoss
from ._module import Module
from ._parameter import Array, Parameter

__all__ = ["Array", "Linear", "MSELoss", "Module", "Parameter"]
