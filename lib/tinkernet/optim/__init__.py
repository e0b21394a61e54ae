"""Optimizers, learning-rate schedules and the training loop, with PyTorch's names."""

from . import lr_scheduler
from ._adam import Adam, AdamW
from ._adaptive import Adagrad, RMSprop
from ._callbacks import Callback, EarlyStopping, Training
from ._evaluate import evaluate
from ._fit import NotFiniteError, fit
from ._history import History
from ._optimizer import Optimizer
from ._sgd import SGD

__all__ = [
    "SGD",
    "Adagrad",
    "Adam",
    "AdamW",
    "Callback",
    "EarlyStopping",
    "History",
    "NotFiniteError",
    "Optimizer",
    "RMSprop",
    "Training",
    "evaluate",
    "fit",
    "lr_scheduler",
]
