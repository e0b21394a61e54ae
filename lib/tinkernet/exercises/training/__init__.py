"""Exercises of 06_training, one file each, in the order of the notebook."""

from .adam_step import ADAM_STEP
from .early_stopping import EARLY_STOPPING
from .epoch_loss import EPOCH_LOSS
from .momentum_step import MOMENTUM_STEP
from .sgd_step import SGD_STEP

EXERCISES = (
    SGD_STEP,
    MOMENTUM_STEP,
    ADAM_STEP,
    EPOCH_LOSS,
    EARLY_STOPPING,
)

__all__ = ["EXERCISES"]
