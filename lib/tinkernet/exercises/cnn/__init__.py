"""Exercises of 07_cnn, one file each, in the order of the notebook."""

from .conv1d import CONV1D
from .conv2d import CONV2D
from .conv2d_backward import CONV2D_BACKWARD
from .equivariance import EQUIVARIANCE
from .max_pool2d import MAX_POOL2D
from .motif import MOTIF
from .output_size import OUTPUT_SIZE
from .parameter_count import PARAMETER_COUNT
from .receptive_field import RECEPTIVE_FIELD
from .train_cnn import TRAIN_CNN

EXERCISES = (
    CONV1D, MOTIF, OUTPUT_SIZE, CONV2D, MAX_POOL2D, PARAMETER_COUNT, RECEPTIVE_FIELD,
    EQUIVARIANCE, CONV2D_BACKWARD, TRAIN_CNN,
)  # fmt: skip

__all__ = ["EXERCISES"]
