"""Exercises of 05_softmax_cross_entropy, one file each, in the order of the notebook."""

from .cross_entropy import CROSS_ENTROPY
from .encode_sentence import ENCODE_SENTENCE
from .nll_from_logits import NLL_FROM_LOGITS
from .one_hot import ONE_HOT
from .predict_and_accuracy import PREDICT_AND_ACCURACY
from .softmax import SOFTMAX
from .softmax_gradient import SOFTMAX_GRADIENT
from .train_softmax import TRAIN_SOFTMAX

EXERCISES = (
    ONE_HOT,
    ENCODE_SENTENCE,
    SOFTMAX,
    CROSS_ENTROPY,
    NLL_FROM_LOGITS,
    SOFTMAX_GRADIENT,
    PREDICT_AND_ACCURACY,
    TRAIN_SOFTMAX,
)

__all__ = ["EXERCISES"]
