"""best_epoch(validation_losses, patience): when to stop, and what to keep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise
from .early_stopping_mistakes import MISTAKES

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give losses that stop, that go on, that tie, that come back too late, and random ones."""

    def case(label: str, patience: int, *losses: float) -> Case:
        return Case(label, {"validation_losses": np.array(losses), "patience": patience})

    fixed = [
        case("one epoch", 1, 0.5),
        case("losses that only fall", 1, 3.0, 2.0, 1.0),
        case("the lowest loss comes after training has stopped", 1, 2.0, 3.0, 1.0),
        case("patience that lasts just long enough", 2, 2.0, 3.0, 1.0),
        case("patience that ends one epoch too soon", 2, 2.0, 3.0, 4.0, 1.0),
        case("an equal loss is no new lowest one", 2, 2.0, 2.0, 2.0, 1.0),
        case("a tie right at the end", 3, 3.0, 1.0, 2.0, 1.0),
        case("a loss that falls, but not below the lowest", 2, 2.0, 4.0, 3.0, 1.0),
        case("losses that only rise", 2, 1.0, 2.0, 3.0, 4.0),
        case("two setbacks, each within patience", 2, 5.0, 6.0, 4.0, 5.0, 3.0, 6.0, 7.0, 2.0),
        case("more patience than epochs", 9, 3.0, 2.0, 4.0),
    ]
    drawn = []
    for patience in (1, 2, 3, 4):
        k = int(rng.integers(14, 20))
        falling = 2.0 * np.exp(-np.arange(k) / 5.0) + 0.5
        losses = np.round(falling + rng.normal(0.0, 0.25, k), 2) + 1.0
        drawn.append(case(f"{k} noisy epochs, patience {patience}", patience, *losses))
    return fixed + drawn


def reference(validation_losses: Any, patience: int) -> int:
    """Remember the best epoch; stop when it is patience epochs ago."""
    best = 0
    for epoch, loss in enumerate(validation_losses):
        if loss < validation_losses[best]:
            best = epoch
        if epoch - best == patience:
            break
    return best


def with_a_counter(validation_losses: Any, patience: int) -> int:
    """Count the epochs that were no better, and start from infinity."""
    lowest, best, waited = float("inf"), 0, 0
    for epoch, loss in enumerate(validation_losses):
        if loss < lowest:
            lowest, best, waited = loss, epoch, 0
        else:
            waited += 1
        if waited >= patience:
            return best
    return best


def from_running_minima(validation_losses: Any, patience: int) -> Any:
    """Find the first epoch after which nothing lower comes within patience."""
    losses = np.asarray(validation_losses, dtype=np.float32)
    lowest = np.minimum.accumulate(losses)
    new = [0, *(k for k in range(1, len(losses)) if losses[k] < lowest[k - 1])]
    for here, following in zip(new, [*new[1:], 10**9], strict=True):
        if following - here > patience:
            return np.asarray(float(here))
    return None


def with_while(validation_losses: Any, patience: int) -> int:
    """Go from one lowest loss to the next by looking ahead."""
    losses = list(validation_losses)
    best = 0
    while True:
        ahead = [k for k in range(best + 1, min(best + 1 + patience, len(losses)))
                 if losses[k] < losses[best]]  # fmt: skip
        if not ahead:
            return best
        best = ahead[0]


EARLY_STOPPING = Exercise(
    name="early_stopping",
    title="Early stopping",
    assignment="06_training",
    points=2,
    answers=("best_epoch",),
    returns=("epoch",),
    asked="best_epoch(validation_losses, patience) should return the index of the lowest loss "
    "seen when training stops: after patience epochs in a row without a new lowest loss.",
    cases=cases,
    reference=reference,
    mistakes=MISTAKES,
    alternatives=(with_a_counter, from_running_minima, with_while),
    forbidden=("tinkernet.optim", "scipy", "sklearn"),
)
