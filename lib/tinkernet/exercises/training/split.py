"""train_validation_split(n, fraction, rng): some examples are set aside (deck 003)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case, call_for_parts

from .._exercise import Answer, Exercise, Mistake
from .._measure import Outputs, UnfitError
from .minibatches import MANY, dealt

Array = NDArray[Any]
Rng = np.random.Generator
Pair = tuple[Any, Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give halves, shares to round up and down, none and all aside, and many examples."""

    def case(label: str, n: int, fraction: float) -> Case:
        arguments = {"n": n, "fraction": fraction, "rng": int(rng.integers(1, 10**6))}
        return Case(f"{n} examples, {label}", arguments)

    many = int(rng.integers(9, 12)) * 5
    return [
        case("half of them aside", 2, 0.5),
        case("a share to round up", 8, 0.2),
        case("a share to round down", 11, 0.2),
        case("none aside", 3, 0.0),
        case("all aside", 4, 1.0),
        case("a quarter aside", 40, 0.25),
        case("two fifths aside", many, 0.4),
    ]


def reference(n: int, fraction: float, rng: Rng) -> Pair:
    """Shuffle, then cut once."""
    order = rng.permutation(n)
    aside = round(n * fraction)
    return order[aside:], order[:aside]


def from_a_choice(n: int, fraction: float, rng: Rng) -> list[Any]:
    """Choose the validation part; all others are for training."""
    chosen = set(rng.choice(n, int(n * fraction + 0.5), replace=False).tolist())
    return [[i for i in range(n) if i not in chosen], sorted(chosen)]


def from_random_numbers(n: int, fraction: float, rng: Rng) -> Any:
    """Set those aside that draw the largest numbers."""
    order = np.argsort(rng.random(n)).astype(np.int32)
    train = n - int(np.rint(n * fraction))
    return np.split(order, [train])


def from_a_mask(n: int, fraction: float, rng: Rng) -> Pair:
    """Shuffle a mask."""
    mask = np.arange(n) < round(n * fraction)
    rng.shuffle(mask)
    return np.flatnonzero(~mask), np.flatnonzero(mask)


def measure(case: Case, outputs: Outputs) -> Outputs:
    """Count; and where there are many examples, look whether chance chose."""
    sizes, indices, later, again = outputs
    if len(sizes) != 2:
        raise UnfitError(
            f"Two index arrays should come back, train and validation, not {len(sizes)}."
        )
    chance = np.zeros(3)
    one, next_one, same_one = (set(part[sizes[0] :].tolist()) for part in (indices, later, again))
    n, aside = case.arguments["n"], round(case.arguments["n"] * case.arguments["fraction"])
    if sizes.tolist() != [n - aside, aside]:
        chance = np.ones(3)  # nothing to see of chance in parts of other sizes
    elif n >= MANY and one:
        block = max(one) - min(one) == len(one) - 1
        chance = np.array([block, one == next_one, one != same_one], dtype=float)
    return sizes, np.sort(indices), chance


def fingerprint(case: Case, outputs: Outputs) -> Outputs:
    """Do as ``measure``, but do not ask which examples came twice, or never."""
    sizes, indices, chance = measure(case, outputs)
    return sizes, dealt(case, indices), chance


def _split(
    count: Callable[[float], Any] = round,
    order_of: Callable[[int, Rng], Array] = lambda n, rng: rng.permutation(n),
    cut: Callable[[Array, int], Pair] = lambda order, aside: (order[aside:], order[:aside]),
) -> Answer:
    """Write a split that goes wrong in one of its steps."""

    def answer(n: int, fraction: float, rng: Rng) -> Pair:
        return cut(order_of(n, rng), int(count(n * fraction)))

    return answer


def _two_draws(n: int, fraction: float, rng: Rng) -> Pair:
    aside = round(n * fraction)
    return rng.choice(n, n - aside, replace=False), rng.choice(n, aside, replace=False)


def _two_draws_with_replacement(n: int, fraction: float, rng: Rng) -> Pair:
    aside = round(n * fraction)
    return rng.choice(n, n - aside), rng.choice(n, aside)


def _two_orders(n: int, fraction: float, rng: Rng) -> Pair:
    aside = round(n * fraction)
    return rng.permutation(n)[aside:], rng.permutation(n)[:aside]


SPLIT = Exercise(
    name="split",
    title="Training and validation",
    assignment="06_training",
    points=1,
    answers=("train_validation_split",),
    returns=("sizes", "indices", "later", "again"),
    asked="train_validation_split(n, fraction, rng) should return (train, validation): index "
    "arrays that share 0 to n - 1 by chance, with round(n * fraction) of them in validation.",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "not_shuffled",
            "a block of examples that is always the same",
            "Examples often lie in a certain order, by class or by day. Where does rng come in?",
            (
                _split(order_of=lambda n, rng: np.arange(n)),
                lambda n, fraction, rng: (np.arange(n - round(n * fraction)),
                                          np.arange(n - round(n * fraction), n)),
            ),
        ),
        Mistake(
            "parts_swapped",
            "a training part as large as the validation part should be",
            "fraction belongs to the validation part; and training comes first.",
            (_split(cut=lambda order, aside: (order[:aside], order[aside:])),),
        ),
        Mistake(
            "rounded_down",
            "a share that is cut off instead of rounded",
            "What is a fifth of 8 examples, rounded?",
            (_split(count=int),),
        ),
        Mistake(
            "rounded_up",
            "a share that is always rounded up",
            "What is a fifth of 11 examples, rounded?",
            (_split(count=np.ceil),),
        ),
        Mistake(
            "overlap",
            "two parts that are drawn separately, so that they share examples",
            "An example that was learnt from says nothing about new ones. Draw once, then cut.",
            (_two_draws, _two_orders, _two_draws_with_replacement),
        ),
        Mistake(
            "all_for_training",
            "a training part that holds all examples, those of the validation part too",
            "An example that was learnt from says nothing about new ones.",
            (_split(cut=lambda order, aside: (order, order[:aside])),),
        ),
        Mistake(
            "minus_zero",
            "a slice that ends at -0, where none should be set aside",
            "What does order[:-k] give where k is 0?",
            (_split(cut=lambda order, aside: (order[:-aside], order[-aside:])),),
        ),
        Mistake(
            "one_order",
            "the same choice every time: the generator does not come from outside",
            "rng is made already. What does a generator give that begins anew with each call?",
            (_split(order_of=lambda n, rng: np.random.default_rng(0).permutation(n)),),
        ),
        Mistake(
            "another_chance",
            "a choice that does not come from rng",
            "With the same rng everything should come out the same again. Who draws in your code?",
            (_split(order_of=lambda n, rng: np.random.default_rng().permutation(n)),),
        ),
        Mistake(
            "one_lost",
            "an example that is in neither part",
            "A slice begins at its first number, and ends just before its second one.",
            (_split(cut=lambda order, aside: (order[aside + 1 :], order[:aside])),),
        ),
        Mistake(
            "counted_from_one",
            "indices counted from 1",
            "The first example has the index 0, the last one n - 1.",
            (_split(order_of=lambda n, rng: rng.permutation(n) + 1),),
        ),
    ),
    alternatives=(from_a_choice, from_random_numbers, from_a_mask),
    forbidden=("tinkernet.data", "tinkernet.optim", "scipy", "sklearn"),
    probe=call_for_parts,
    measure=measure,
    fingerprint=fingerprint,
    parts=(
        "sizes of both parts",
        "all indices, sorted",
        "same block, same choice, unrepeatable (1: yes)",
    ),
    left_open=(
        "which examples are set aside, and in which order they come",
        "how half an example is rounded",
    ),
)  # fmt: skip
