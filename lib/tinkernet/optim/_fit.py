"""The training loop: predict, feedback, update."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from tqdm.auto import tqdm

from ._callbacks import Callback, Training
from ._evaluate import Criterion, Trainable, evaluate, examples, set_mode, summed
from ._history import History

Array = NDArray[Any]


class Optimizer(Protocol):
    """Something that moves parameters, such as ``optim.SGD``."""

    def step(self) -> None:
        """Move."""

    def zero_grad(self) -> None:
        """Forget the slopes."""


class NotFiniteError(ArithmeticError):
    """A loss was no longer a number.

    Attributes
    ----------
    history : History
        The losses of the epochs before.
    """

    def __init__(self, message: str, history: History) -> None:
        super().__init__(message)
        self.history = history


def fit(
    model: Trainable,
    X: Array,
    y: Array,
    *,
    loss: Criterion,
    optimizer: Optimizer,
    epochs: int,
    batch_size: int | None = None,
    validation: tuple[Array, Array] | None = None,
    callbacks: Sequence[Callback] = (),
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
    validation : pair of Array, or None
        Examples that are only looked at: their loss after each epoch is noted.
    callbacks : sequence of callable
        Called after each epoch with the ``Training``, such as ``EarlyStopping`` or a schedule.
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
    NotFiniteError
        If a loss is infinite or no number; its ``history`` holds the epochs before.

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
    X, y = examples(X, y, "X", "y")
    held_out = None if validation is None else examples(*validation, "X", "y of validation")
    size = len(X) if batch_size is None else batch_size
    if epochs < 1 or size < 1:
        raise ValueError(
            f"fit needs at least one epoch and one example a batch, got {epochs} and {size}."
        )
    if getattr(loss, "reduction", "mean") == "none":
        raise ValueError('fit expects a loss that is one number: reduction "mean" or "sum".')
    rng = np.random.default_rng(rng)
    history = History()
    training = Training(model, optimizer, history)
    set_mode(model, training=True)
    visible = progress and not os.environ.get("NBGRADER_EXECUTION")  # then nobody looks
    with tqdm(total=epochs, desc="training", unit="epoch", disable=not visible) as bar:
        for epoch in range(epochs):
            history.loss.append(_epoch(training, X, y, loss, size, rng, epoch))
            shown = {"loss": f"{history.loss[-1]:.4g}"}
            if held_out is not None:
                history.val_loss.append(evaluate(model, *held_out, loss=loss))
                shown["val_loss"] = f"{history.val_loss[-1]:.4g}"
            bar.set_postfix(shown, refresh=False)
            bar.update()
            for callback in callbacks:
                callback(training)
            if training.stopped:
                break
    for callback in callbacks:
        if hasattr(callback, "at_end"):
            callback.at_end(training)
    return history


def _epoch(
    training: Training,
    X: Array,
    y: Array,
    loss: Criterion,
    size: int,
    rng: np.random.Generator,
    epoch: int,
) -> float:
    """Show every example once; return the mean of their losses."""
    model, optimizer = training.model, training.optimizer
    total = 0.0
    for rows in _batches(len(X), size, rng):
        optimizer.zero_grad()
        value = loss.forward(model.forward(X[rows]), y[rows])
        if not math.isfinite(value):
            raise NotFiniteError(
                f"The loss is {value} in epoch {epoch}, counted from 0: a smaller learning rate or "
                "inputs of a smaller scale may help. The error's history holds the epochs before.",
                training.history,
            )
        total += summed(loss, value, len(y[rows]))
        model.backward(loss.backward())
        optimizer.step()
    return total / len(X)


def _batches(m: int, size: int, rng: np.random.Generator) -> Iterator[Any]:
    """Yield the rows of each batch; all at once are not copied."""
    if size >= m:
        yield slice(None)
        return
    order = rng.permutation(m)
    for start in range(0, m, size):
        yield order[start : start + size]
