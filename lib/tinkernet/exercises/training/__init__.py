"""Exercises of 06_training, one file each, in the order of the notebook."""

from .adam_step import ADAM_STEP
from .choose_degree import CHOOSE_DEGREE
from .early_stopping import EARLY_STOPPING
from .epoch_loss import EPOCH_LOSS
from .fit_polynomial import FIT_POLYNOMIAL
from .minibatches import MINIBATCHES
from .momentum_step import MOMENTUM_STEP
from .sgd_step import SGD_STEP
from .split import SPLIT
from .train import TRAIN

EXERCISES = (
    MINIBATCHES,
    SGD_STEP,
    MOMENTUM_STEP,
    ADAM_STEP,
    EPOCH_LOSS,
    SPLIT,
    FIT_POLYNOMIAL,
    CHOOSE_DEGREE,
    TRAIN,
    EARLY_STOPPING,
)

__all__ = ["EXERCISES"]
