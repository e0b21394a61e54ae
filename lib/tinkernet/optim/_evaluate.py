"""The loss of a model on examples that it does not learn from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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
    expect_one_number(loss, "evaluate")
    X, y = examples(X, y, "evaluate")
    total = 0.0
    with mode(model, training=False):
        for start in range(0, len(X), EXAMPLES_AT_ONCE):
            rows = slice(start, start + EXAMPLES_AT_ONCE)
            total += summed(loss, loss.forward(model.forward(X[rows]), y[rows]), len(y[rows]))
    return total / len(X)


def summed(loss: Criterion, value: float, examples: int) -> float:
    """Return the sum of the losses of some examples."""
    return float(value) * (1 if getattr(loss, "reduction", "mean") == "sum" else examples)


def examples(X: Array, y: Array, name: str) -> tuple[Array, Array]:
    """Return examples and answers as arrays, as many rows of each, and all of them numbers."""
    X, y = np.asarray(X), np.asarray(y)
    if X.ndim == 0 or y.ndim == 0 or len(X) == 0 or len(y) != len(X):
        raise ValueError(
            f"{name} expects as many rows in X as in y, and at least one, got shapes {X.shape} and "
            f"{y.shape}."
        )
    for what, array in (("X", X), ("y", y)):
        if array.dtype.kind == "f" and not np.isfinite(array).all():
            place = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
            raise ValueError(
                f"{name} expects numbers, but {what} has {array[place]} at {place}: leave such "
                "rows out, or fill them in."
            )
    return X, y


def expect_one_number(loss: Criterion, name: str) -> None:
    """Raise if a loss is none, or not one number."""
    if isinstance(loss, type) or not (hasattr(loss, "forward") and hasattr(loss, "backward")):
        raise TypeError(
            f"{name} expects a loss such as nn.MSELoss(), with its brackets, got {loss!r}."
        )
    if getattr(loss, "reduction", "mean") == "none":
        raise ValueError(
            f'{name} expects a loss that is one number: reduction "mean" or "sum", got "none".'
        )


@contextmanager
def mode(model: Trainable, *, training: bool) -> Iterator[None]:
    """Put a model and all its layers into a mode, and back into their own afterwards."""
    modules = list(model.modules()) if hasattr(model, "modules") else []
    before = [module.training for module in modules]
    if hasattr(model, "train"):
        model.train(training)
    try:
        yield
    finally:
        for module, was in zip(modules, before, strict=True):
            module.training = was
