"""The training loop: predict, feedback, update."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Sequence
from numbers import Integral
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from tqdm.auto import tqdm

from ._callbacks import Callback, Training
from ._evaluate import (
    Criterion,
    Trainable,
    evaluate,
    examples,
    expect_one_number,
    mode,
    summed,
)
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
        If ``X`` and ``y`` differ in length, are empty or hold NaN, a count is not positive, or the
        optimizer moves nothing of the model.
    TypeError
        If an argument is of another kind; the message says which.
    NotFiniteError
        If a loss is infinite or no number.
        Whatever is raised, its ``history`` holds the losses of the epochs before; early stopping
        has put the best parameters back.

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
    training = Training(model, optimizer, History())
    try:
        X, y = examples(X, y, "fit")
        held_out = _held_out(validation)
        size = len(X) if batch_size is None else batch_size
        _check(training, loss, epochs, size, callbacks)
        rng = np.random.default_rng(rng)
        visible = progress and not os.environ.get("NBGRADER_EXECUTION")  # then nobody looks
        bar = tqdm(total=epochs, desc="training", unit="epoch", disable=not visible)
        with mode(model, training=True), bar:
            for epoch in range(epochs):
                training.history.loss.append(_epoch(training, X, y, loss, size, rng, epoch))
                shown = {"loss": f"{training.history.loss[-1]:.4g}"}
                if held_out is not None:
                    value = evaluate(model, *held_out, loss=loss)
                    _expect_finite(value, "validation loss", epoch, training)
                    training.history.val_loss.append(value)
                    shown["val_loss"] = f"{value:.4g}"
                bar.set_postfix(shown, refresh=False)
                bar.update()
                for callback in callbacks:
                    callback(training)
                if training.stopped:
                    break
    except BaseException as error:  # Ctrl-C as well: the losses so far are not lost
        error.history = training.history  # type: ignore[attr-defined]
        raise
    finally:
        for callback in callbacks if isinstance(callbacks, Sequence) else ():
            if hasattr(callback, "at_end"):
                callback.at_end(training)
    return training.history


def _held_out(validation: Any) -> tuple[Array, Array] | None:
    """Return the validation set as a pair of arrays."""
    if validation is None:
        return None
    if not isinstance(validation, tuple | list) or len(validation) != 2:
        raise TypeError(
            f"fit expects validation=(X, y), a pair of arrays, got {type(validation).__name__}."
        )
    X, y = validation
    return examples(X, y, "validation of fit")


def _check(training: Training, loss: Criterion, epochs: int, size: int, callbacks: Any) -> None:
    """Raise where an argument of ``fit`` is not what it should be."""
    expect_one_number(loss, "fit")
    counts = (epochs, size)
    if any(not isinstance(count, Integral) or count < 1 for count in counts):
        raise ValueError(
            "fit needs at least one epoch and one example a batch, whole numbers of them, got "
            f"{epochs} and {size}."
        )
    if not isinstance(callbacks, Sequence) or not all(callable(each) for each in callbacks):
        raise TypeError(
            "fit expects callbacks as a list, such as [optim.EarlyStopping()], got "
            f"{type(callbacks).__name__}."
        )
    model, optimizer = training.model, training.optimizer
    if isinstance(optimizer, type) or not hasattr(optimizer, "step"):
        raise TypeError(
            "fit expects an optimizer such as optim.SGD(model.parameters(), lr=0.1), got "
            f"{optimizer!r}."
        )
    if hasattr(model, "parameters") and hasattr(optimizer, "params"):
        mine = {id(parameter) for parameter in model.parameters()}
        if not mine.intersection(id(parameter) for parameter in optimizer.params):
            raise ValueError(
                "fit expects an optimizer that moves parameters of this model, but it holds none "
                "of them: make it from model.parameters()."
            )


def _expect_finite(value: float, what: str, epoch: int, training: Training) -> None:
    if not math.isfinite(value):
        raise NotFiniteError(
            f"The {what} is {value} in epoch {epoch}, counted from 0: a smaller learning rate or "
            "inputs of a smaller scale may help. The error's history holds the epochs before.",
            training.history,
        )


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
        _expect_finite(value, "loss", epoch, training)
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
