"""What may look on after each epoch of a training run, and end it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from ._history import History


@dataclass
class Training:
    """A training run, as callbacks see it after each epoch.

    Attributes
    ----------
    model, optimizer : object
        What was given to ``fit``.
    history : History
        The losses so far.
    stopped : bool
        A callback sets it to end the run after this epoch.
    """

    model: Any
    optimizer: Any
    history: History
    stopped: bool = False


class Callback(Protocol):
    """A function, or an object that can be called; schedules and ``EarlyStopping`` are."""

    def __call__(self, training: Training) -> None:
        """Look on after an epoch."""


class EarlyStopping:
    """End a training run when the validation loss no longer falls, and go back to its best.

    Without a validation set the training loss is watched, and nothing is put back: the loss of an
    epoch was measured before its steps, so it is not that of the parameters after it.

    Parameters
    ----------
    patience : int, default 5
        Epochs without a better loss after which the run ends.
    min_delta : float, default 0
        By how much a loss must be lower to count as better.
    restore_best : bool, default True
        Whether the parameters of the best epoch are put back at the end.

    Attributes
    ----------
    best : float
        The best loss so far.
    best_epoch : int
        Its epoch, counted from 0.

    Raises
    ------
    ValueError
        If ``patience`` is smaller than 1 or ``min_delta`` negative.

    Notes
    -----
    Each run of ``fit`` begins anew. Source: deck 002, when to stop.

    Examples
    --------
    >>> import numpy as np
    >>> from tinkernet import nn, optim
    >>> x = np.linspace(-1, 1, 8).reshape(-1, 1)
    >>> model = nn.Linear(1, 1, rng=0)
    >>> history = optim.fit(model, x, 2 * x, validation=(x, 2 * x), loss=nn.MSELoss(),
    ...                     optimizer=optim.SGD(model.parameters(), lr=0.5), epochs=1000,
    ...                     callbacks=[optim.EarlyStopping(patience=3)], progress=False)
    >>> len(history.loss) < 1000
    True
    """

    def __init__(
        self, patience: int = 5, min_delta: float = 0.0, *, restore_best: bool = True
    ) -> None:
        if patience < 1 or min_delta < 0:
            raise ValueError(
                "EarlyStopping needs a patience of at least 1 and a min_delta of at least 0, got "
                f"patience={patience}, min_delta={min_delta}."
            )
        self.patience = patience
        self.min_delta = min_delta
        self.restore_best = restore_best
        self.best = float("inf")
        self.best_epoch = -1
        self._state: dict[str, Any] = {}
        self._training: Training | None = None

    def __call__(self, training: Training) -> None:
        """Compare the latest loss with the best one; end the run if it is long ago."""
        if training is not self._training:
            self._training = training
            self.best, self.best_epoch, self._state = float("inf"), -1, {}
        losses = training.history.val_loss or training.history.loss
        epoch = len(losses) - 1
        if losses[-1] < self.best - self.min_delta:
            self.best, self.best_epoch = losses[-1], epoch
            if self.restore_best and training.history.val_loss:
                self._state = training.model.state_dict()
        elif epoch - self.best_epoch >= self.patience:
            training.stopped = True

    def at_end(self, training: Training) -> None:
        """Put the best parameters back."""
        if training is self._training and self._state:
            training.model.load_state_dict(self._state)

    def __repr__(self) -> str:
        return f"EarlyStopping(patience={self.patience}, min_delta={self.min_delta})"
