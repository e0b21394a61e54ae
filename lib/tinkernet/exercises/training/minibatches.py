"""minibatches(n, batch_size, rng): every example once an epoch, a few at a time (deck 004)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case, call_for_parts

from .._exercise import Exercise
from .._measure import Outputs
from .minibatches_mistakes import MISTAKES

Array = NDArray[Any]

MANY = 30
"""Examples from which on chance does not leave an order as it was."""


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give batches that fit, a short last one, one batch for all, and many examples."""

    def case(label: str, n: int, batch_size: int) -> Case:
        arguments = {"n": n, "batch_size": batch_size, "rng": int(rng.integers(1, 10**6))}
        return Case(f"{n} examples, {label}", arguments)

    return [
        case("one a batch", 1, 1),
        case("two a batch", 6, 2),
        case("a short last batch", 7, 3),
        case("a last batch of one", 5, 4),
        case("fewer than a batch holds", 3, 8),
        case("all in one batch", 4, 4),
        case("a short last batch", 50, 8),
        case("batches that fit", 60, 10),
        case("one a batch", 40, 1),
        case("all in one batch", int(rng.integers(40, 60)), 64),
    ]


def reference(n: int, batch_size: int, rng: np.random.Generator) -> list[Array]:
    """Shuffle the indices, then cut them into pieces."""
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


def one_by_one(n: int, batch_size: int, rng: np.random.Generator) -> list[list[int]]:
    """Draw one index after the other from those that are left."""
    left = list(range(n))
    batches: list[list[int]] = []
    while left:
        batch: list[int] = []
        while left and len(batch) < batch_size:
            batch.append(left.pop(int(rng.integers(len(left)))))
        batches.append(batch)
    return batches


def cut_at_places(n: int, batch_size: int, rng: np.random.Generator) -> tuple[Array, ...]:
    """Sort random numbers, and let NumPy cut."""
    order = np.argsort(rng.random(n)).astype(np.int32)
    return tuple(np.split(order, np.arange(batch_size, n, batch_size)))


def shuffled_in_place(n: int, batch_size: int, rng: np.random.Generator) -> Any:
    """Shuffle in place, and give one batch after the other."""
    order = np.arange(n)
    rng.shuffle(order)
    for batch in range(-(-n // batch_size)):
        yield order[batch * batch_size : (batch + 1) * batch_size]


def measure(case: Case, outputs: Outputs) -> Outputs:
    """Count; and where there are many examples, look whether chance was at work."""
    sizes, indices, later, again = outputs
    together, fresh, repeated = 0.0, 1.0, 1.0
    if case.arguments["n"] >= MANY:
        together = _left_together(sizes, indices)
        fresh = float(not np.array_equal(indices, later))
        repeated = float(np.array_equal(indices, again))
    return sizes, np.sort(indices), np.array(together), np.array([fresh, repeated])


def fingerprint(case: Case, outputs: Outputs) -> Outputs:
    """Do as ``measure``, but do not ask which examples came twice, or never."""
    sizes, indices, together, chance = measure(case, outputs)
    return sizes, dealt(case, indices), together, chance


def dealt(case: Case, indices: Array) -> Array:
    """Say whether some of many examples came twice, whether some never, and others instead."""
    n = case.arguments["n"]
    if n < MANY:
        return np.zeros(3)
    known = np.isin(indices, np.arange(n))
    once = np.unique(indices[known])
    return np.array([len(once) < known.sum(), len(once) < n, not known.all()], dtype=float)


def _left_together(sizes: Array, indices: Array) -> float:
    """Return the share of examples still beside their neighbour, as far as it is no chance.

    Half of them or more count; so do batches that hold a block, in whatever order.
    """
    if len(indices) < 2:
        return 0.0
    neighbours = float(np.mean(np.abs(np.diff(indices)) == 1))
    ends = np.cumsum(sizes)
    batches = [np.sort(b) for b in np.split(indices, ends[:-1]) if 1 < len(b) < len(indices)]
    blocks = [b[-1] - b[0] == len(b) - 1 for b in batches]
    block = float(np.mean(blocks)) if blocks else 0.0
    share = max(neighbours, block)
    return share if share >= 0.5 else 0.0


MINIBATCHES = Exercise(
    name="minibatches",
    title="Mini-batches",
    assignment="06_training",
    points=2,
    answers=("minibatches",),
    returns=("sizes", "indices", "later", "again"),
    asked="minibatches(n, batch_size, rng) should return a list of index arrays that hold each "
    "of 0 to n - 1 once, in an order that rng draws anew, batch_size in each but the last.",
    cases=cases,
    reference=reference,
    mistakes=MISTAKES,
    alternatives=(one_by_one, cut_at_places, shuffled_in_place),
    forbidden=("tinkernet.optim", "tinkernet.data", "scipy", "sklearn"),
    probe=call_for_parts,
    measure=measure,
    fingerprint=fingerprint,
    parts=(
        "sizes of the batches",
        "all indices, sorted",
        "share left unshuffled",
        "new order, repeatable (1: yes)",
    ),
    left_open=("how the order is drawn from rng", "a list, a tuple or a generator of batches"),
)
