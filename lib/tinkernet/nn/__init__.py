"""Layers and losses, with PyTorch's names and an explicit ``forward`` and ``backward``."""

from . import functional, init
from ._activations import (
    Activation,
    Identity,
    LeakyReLU,
    ReLU,
    Sigmoid,
    Softmax,
    Step,
    Tanh,
)
from ._batchnorm import BatchNorm1d, BatchNorm2d
from ._binary_losses import BCELoss, BCEWithLogitsLoss
from ._class_losses import CrossEntropyLoss, NLLLoss
from ._conv import Conv1d, Conv2d, Conv3d
from ._criterion import Criterion
from ._dropout import Dropout
from ._flatten import Flatten
from ._global_pooling import AdaptiveAvgPool2d
from ._gradcheck import gradcheck
from ._linear import Linear
from ._locally_connected import LocallyConnected1d
from ._module import Module
from ._neuron import Neuron
from ._parameter import Array, Parameter
from ._pool import AvgPool1d, AvgPool2d, MaxPool1d, MaxPool2d
from ._regression_losses import L1Loss, MSELoss
from ._sequential import CNN, MLP, Sequential
from ._summary import summary

__all__ = [
    "CNN",
    "MLP",
    "Activation",
    "AdaptiveAvgPool2d",
    "Array",
    "AvgPool1d",
    "AvgPool2d",
    "BCELoss",
    "BCEWithLogitsLoss",
    "BatchNorm1d",
    "BatchNorm2d",
    "Conv1d",
    "Conv2d",
    "Conv3d",
    "Criterion",
    "CrossEntropyLoss",
    "Dropout",
    "Flatten",
    "Identity",
    "L1Loss",
    "LeakyReLU",
    "Linear",
    "LocallyConnected1d",
    "MSELoss",
    "MaxPool1d",
    "MaxPool2d",
    "Module",
    "NLLLoss",
    "Neuron",
    "Parameter",
    "ReLU",
    "Sequential",
    "Sigmoid",
    "Softmax",
    "Step",
    "Tanh",
    "functional",
    "gradcheck",
    "init",
    "summary",
]
