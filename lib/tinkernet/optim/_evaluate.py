"""The loss of a model on examples that it does not learn from."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

EXAMPLES_AT_ONCE = 1000
"""How many are evaluated together: a convolution needs a lot of memory for each."""


class Trainable(Protocol):
    """A network that can go forward and backward, such as an ``nn.Module``."""

    def forward(self, x: Array) -> Array:
        """Predict."""

    def backward(self, grad_output: Array) -> Array:
        """Pass the slope back."""


class Criterion(Protocol):
    """A loss that can go forward and backward, such as ``nn.MSELoss``."""

    def forward(self, y_hat: Array, y: Array) -> float:
        """Compare."""

    def backward(self) -> Array:
        """Return the slope."""


def evaluate(model: Trainable, X: Array, y: Array, *, loss: Criterion) -> float:
    """Return the loss of a model on examples that it does not learn from.

    Parameters
    ----------
    model : Module
        Is in evaluation mode meanwhile.
    X, y : Array
        Examples and answers.
    loss : criterion
        With ``reduction="mean"`` or ``"sum"``.

    Returns
    -------
    float
        The mean over the examples.

    Examples
    --------
    >>> from tinkernet import nn
    >>> evaluate(nn.Identity(), np.ones((2, 1)), np.zeros((2, 1)), loss=nn.MSELoss())
    1.0
    """
    X, y = examples(X, y, "X", "y")
    before = getattr(model, "training", True)
    set_mode(model, training=False)
    try:
        total = 0.0
        for start in range(0, len(X), EXAMPLES_AT_ONCE):
            rows = slice(start, start + EXAMPLES_AT_ONCE)
            total += summed(loss, loss.forward(model.forward(X[rows]), y[rows]), len(y[rows]))
        return total / len(X)
    finally:
        set_mode(model, training=before)


def summed(loss: Criterion, value: float, examples: int) -> float:
    """Return the sum of the losses of some examples."""
    return float(value) * (1 if getattr(loss, "reduction", "mean") == "sum" else examples)


def examples(X: Array, y: Array, name: str, other: str) -> tuple[Array, Array]:
    X, y = np.asarray(X), np.asarray(y)
    if X.ndim == 0 or y.ndim == 0 or len(X) == 0 or len(y) != len(X):
        raise ValueError(
            f"fit expects as many rows in {name} as in {other}, and at least one, got shapes "
            f"{X.shape} and {y.shape}."
        )
    return X, y


def set_mode(model: Trainable, *, training: bool) -> None:
    if hasattr(model, "train"):
        model.train(training)
