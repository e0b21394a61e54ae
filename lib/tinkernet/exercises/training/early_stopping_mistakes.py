"""What goes wrong where a training is to stop in time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .._exercise import Mistake

Given = Callable[[int, int], Any]


def _stopping(
    better: Callable[[float, float], bool] = lambda loss, lowest: loss < lowest,
    extra: int = 0,
    reset: bool = True,
    versus_previous: bool = False,
    result: Given = lambda best, epoch: best,
) -> Callable[[Any, int], Any]:
    """Write an early stopping that goes wrong in one of its choices."""

    def answer(validation_losses: Any, patience: int) -> Any:
        losses = np.asarray(validation_losses, dtype=float)
        best = waited = epoch = 0
        for epoch in range(1, len(losses)):
            before = losses[epoch - 1 if versus_previous else best]
            if better(losses[epoch], before):
                waited = 0 if reset else waited
            else:
                waited += 1
            if better(losses[epoch], losses[best]):
                best = epoch
            if waited >= patience + extra:
                break
        return result(best, epoch)

    return answer


def _from_the_end(validation_losses: Any, patience: int) -> int:
    last: int = _stopping(result=lambda best, epoch: epoch)(validation_losses, patience)
    return max(last - patience, 0)


def _lowest_loss(validation_losses: Any, patience: int) -> Any:
    return validation_losses[_stopping()(validation_losses, patience)]


MISTAKES = (
    Mistake(
        "last_epoch",
        "the epoch in which training stopped instead of the best one",
        "Patience means to go on for a while after the best epoch. Which epoch's network do you "
        "want to keep?",
        (_stopping(result=lambda best, epoch: epoch),),
    ),
    Mistake(
        "never_stops",
        "the lowest loss of all epochs, also of those after training has stopped",
        "Once training has stopped, later losses are never seen.",
        (
            lambda validation_losses, patience: np.argmin(validation_losses),
            lambda validation_losses, patience: (
                len(validation_losses) - 1 - np.argmin(np.asarray(validation_losses)[::-1])
            ),
        ),
    ),
    Mistake(
        "one_epoch_late",
        "a training that stops one epoch too late",
        "Training stops as soon as there have been patience epochs without a new lowest loss, "
        "not one more. Is it > where >= belongs?",
        (_stopping(extra=1),),
    ),
    Mistake(
        "one_epoch_early",
        "a training that stops one epoch too soon",
        "Count the epochs after the best one; the best one itself does not count.",
        (_stopping(extra=-1),),
    ),
    Mistake(
        "tie_counts",
        "an equal loss taken for a new lowest one",
        "A new lowest loss is lower than all before. What if it is equal?",
        (_stopping(better=lambda loss, lowest: loss <= lowest),),
    ),
    Mistake(
        "versus_previous",
        "each loss compared with the one before, not with the lowest",
        "A loss may fall and still lie above the lowest one. Which of them ends the waiting?",
        (
            _stopping(versus_previous=True),
            _stopping(versus_previous=True, better=lambda loss, lowest: loss <= lowest),
        ),
    ),
    Mistake(
        "no_reset",
        "epochs without a new lowest loss counted in all, not in a row",
        "When a new lowest loss comes, how long has been waited since?",
        (_stopping(reset=False),),
    ),
    Mistake(
        "first_rise",
        "a training that stops at the first rise, without any patience",
        "One bad epoch may be chance: what is patience for?",
        (lambda validation_losses, patience: _stopping()(validation_losses, 1),),
    ),
    Mistake(
        "counted_from_one",
        "epochs counted from 1",
        "The index of the first epoch is 0.",
        (_stopping(result=lambda best, epoch: best + 1),),
    ),
    Mistake(
        "loss_for_index",
        "the lowest loss itself instead of its index",
        "What is asked is which epoch, not how low.",
        (_lowest_loss,),
    ),
    Mistake(
        "patience_back",
        "the epoch that lies patience before the last one, whether training was stopped or not",
        "Losses may fall until the end. Then nobody had to wait.",
        (_from_the_end,),
    ),
    Mistake(
        "highest",
        "the highest loss instead of the lowest",
        "A loss is good when it is low.",
        (
            _stopping(better=lambda loss, highest: loss > highest),
            lambda validation_losses, patience: np.argmax(validation_losses),
        ),
    ),
)
