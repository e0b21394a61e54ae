"""The training loop: predict, feedback, update."""

from __future__ import annotations

import os
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from tqdm.auto import tqdm

from ._history import History

Array = NDArray[Any]


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


class Optimizer(Protocol):
    """Something that moves parameters, such as ``optim.SGD``."""

    def step(self) -> None:
        """Move."""

    def zero_grad(self) -> None:
        """Forget the slopes."""


def fit(
    model: Trainable,
    X: Array,
    y: Array,
    *,
    loss: Criterion,
    optimizer: Optimizer,
    epochs: int,
    batch_size: int | None = None,
    rng: np.random.Generator | int | None = None,
    progress: bool = True,
) -> History:
    """Train ``model`` in place and return the loss of every epoch.

    Parameters
    ----------
    model : Module
        The network; its parameters are those that ``optimizer`` moves.
    X : Array, shape (m, ...)
        The examples, one a row.
    y : Array, shape (m, ...)
        What the model should answer, one row an example.
    loss : MSELoss or another criterion
        How far off an answer is.
    optimizer : SGD or another optimizer
        How the parameters move.
    epochs : int
        How many times every example is shown.
    batch_size : int or None
        Examples in each step; None takes all of them at once, in their order. The last
        batch of an epoch may be smaller.
    rng : numpy.random.Generator, int or None
        Where the order of the examples comes from when there are batches.
    progress : bool, default True
        Whether a progress bar with the current loss is shown.

    Returns
    -------
    History
        ``history.loss[k]``: mean over the examples of their loss in epoch ``k``, each
        taken just before the step that learns from it.

    Raises
    ------
    ValueError
        If ``X`` and ``y`` differ in length or are empty, or a count is not positive.

    Notes
    -----
    Source: deck 002, "Optimisation during training": predict, feedback, update.

    Examples
    --------
    >>> from tinkernet import nn, optim
    >>> x = np.linspace(-1, 1, 20).reshape(-1, 1)
    >>> model = nn.Linear(1, 1, rng=0)
    >>> sgd = optim.SGD(model.parameters(), lr=0.5)
    >>> history = optim.fit(model, x, 2 * x + 1, loss=nn.MSELoss(), optimizer=sgd,
    ...                     epochs=100, progress=False)
    >>> model.weight.data.round(3), model.bias.data.round(3)
    (array([[2.]]), array([1.]))
    >>> len(history.loss)
    100
    """
    X, y = np.asarray(X), np.asarray(y)
    m = len(X)
    if m == 0 or len(y) != m:
        raise ValueError(f"fit expects as many rows in X as in y, got {m} and {len(y)}.")
    size = m if batch_size is None else batch_size
    if epochs < 1 or size < 1:
        raise ValueError(
            f"fit needs at least one epoch and one example a batch, got {epochs} and {size}."
        )
    rng = np.random.default_rng(rng)
    history = History()
    shown = progress and not os.environ.get("NBGRADER_EXECUTION")  # then nobody looks
    bar = tqdm(range(epochs), desc="training", unit="epoch", disable=not shown)
    for _ in bar:
        order = np.arange(m) if size >= m else rng.permutation(m)
        total = 0.0
        for start in range(0, m, size):
            rows = order[start : start + size]
            optimizer.zero_grad()
            total += loss.forward(model.forward(X[rows]), y[rows]) * len(rows)
            model.backward(loss.backward())
            optimizer.step()
        history.loss.append(total / m)
        bar.set_postfix(loss=f"{history.loss[-1]:.4g}", refresh=False)
    return history
