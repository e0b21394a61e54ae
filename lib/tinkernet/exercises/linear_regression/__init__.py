"""Exercises of 01_linear_regression, one file each, in the order of the notebook."""

from .gradient_descent import GRADIENT_DESCENT
from .least_squares import LEAST_SQUARES
from .mse import MSE
from .mse_gradient import MSE_GRADIENT
from .predict_line import PREDICT_LINE
from .standardize import STANDARDIZE

EXERCISES = (PREDICT_LINE, MSE, MSE_GRADIENT, GRADIENT_DESCENT, LEAST_SQUARES, STANDARDIZE)

__all__ = ["EXERCISES"]
