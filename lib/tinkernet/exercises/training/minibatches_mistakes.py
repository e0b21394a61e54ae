"""What goes wrong where examples are dealt out to mini-batches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._exercise import Mistake

Array = NDArray[Any]
Rng = np.random.Generator
Batches = list[Array]


def _cut(order: Array, batch_size: int) -> Batches:
    return [order[start : start + batch_size] for start in range(0, len(order), batch_size)]


def _in_order(n: int, batch_size: int, rng: Rng) -> Batches:
    return _cut(np.arange(n), batch_size)


def _dropped(n: int, batch_size: int, rng: Rng) -> Batches:
    order = rng.permutation(n)
    return [order[k * batch_size : (k + 1) * batch_size] for k in range(n // batch_size)]


def _dropped_in_order(n: int, batch_size: int, rng: Rng) -> Batches:
    return [np.arange(k * batch_size, (k + 1) * batch_size) for k in range(n // batch_size)]


def _one_seed(n: int, batch_size: int, rng: Rng) -> Batches:
    return _cut(np.random.default_rng(0).permutation(n), batch_size)


def _another_chance(n: int, batch_size: int, rng: Rng) -> Batches:
    return _cut(np.random.default_rng().permutation(n), batch_size)


def _batches_shuffled(n: int, batch_size: int, rng: Rng) -> Batches:
    batches = _cut(np.arange(n), batch_size)
    return [batches[k] for k in rng.permutation(len(batches))]


def _only_full_shuffled(n: int, batch_size: int, rng: Rng) -> Batches:
    return [batch[::1][rng.permutation(len(batch))] for batch in _cut(np.arange(n), batch_size)]


def _with_replacement(n: int, batch_size: int, rng: Rng) -> Batches:
    return _cut(rng.integers(0, n, n), batch_size)


def _each_batch_anew(n: int, batch_size: int, rng: Rng) -> Batches:
    sizes = [len(batch) for batch in _cut(np.arange(n), batch_size)]
    return [rng.permutation(n)[:size] for size in sizes]


def _choice_each_batch(n: int, batch_size: int, rng: Rng) -> Batches:
    sizes = [len(batch) for batch in _cut(np.arange(n), batch_size)]
    return [rng.choice(n, size) for size in sizes]


def _even(count: Callable[[int, int], int]) -> Callable[[int, int, Rng], Batches]:
    def answer(n: int, batch_size: int, rng: Rng) -> Batches:
        return list(np.array_split(rng.permutation(n), count(n, batch_size)))

    return answer


def _filled_up(n: int, batch_size: int, rng: Rng) -> Batches:
    order = rng.permutation(n)
    count = -(-n // batch_size)
    return list(np.resize(order, (count, batch_size)))


def _filled_up_at_random(n: int, batch_size: int, rng: Rng) -> Batches:
    order = rng.permutation(n)
    missing = -n % batch_size
    return _cut(np.concatenate([order, rng.choice(n, missing)]), batch_size)


def _one_more(n: int, batch_size: int, rng: Rng) -> Batches:
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n + 1, batch_size)]


def _one_more_by_count(n: int, batch_size: int, rng: Rng) -> Batches:
    order = rng.permutation(n)
    count = n // batch_size + 1
    return [order[k * batch_size : (k + 1) * batch_size] for k in range(count)]


def _overlapping(n: int, batch_size: int, rng: Rng) -> Batches:
    order = rng.permutation(n)
    return [order[start : start + batch_size + 1] for start in range(0, n, batch_size)]


def _steps_of_one(n: int, batch_size: int, rng: Rng) -> Batches:
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(n)]


def _from_one(n: int, batch_size: int, rng: Rng) -> Batches:
    return _cut(rng.permutation(n) + 1, batch_size)


MISTAKES = (
    Mistake(
        "remainder_dropped",
        "a last batch that is left out where it would be short",
        "Every example should come once in an epoch, also where n is no multiple of batch_size.",
        (_dropped, _dropped_in_order),
    ),
    Mistake(
        "not_shuffled",
        "examples in their old order",
        "If the examples lie sorted by class, each batch holds one class only. Where does rng "
        "come in?",
        (_in_order, lambda n, batch_size, rng: _cut(np.arange(n)[::-1], batch_size)),
    ),
    Mistake(
        "batches_shuffled",
        "an order of batches that is shuffled, but not the examples in them",
        "The same examples should not meet in one batch every time: first mix, then cut.",
        (_batches_shuffled,),
    ),
    Mistake(
        "within_batches",
        "an order that is shuffled within each batch only",
        "The same examples meet in one batch every time. First mix, then cut.",
        (_only_full_shuffled,),
    ),
    Mistake(
        "one_order",
        "the same order every time: the generator does not come from outside",
        "rng is made already. What does a generator give that begins anew with each call?",
        (_one_seed,),
    ),
    Mistake(
        "another_chance",
        "an order that does not come from rng",
        "With the same rng everything should come out the same again. Who draws in your code?",
        (_another_chance,),
    ),
    Mistake(
        "with_replacement",
        "examples drawn anew each time, so that some come twice and others never",
        "In one epoch every example comes exactly once: shuffle all of them, once.",
        (_with_replacement, _each_batch_anew, _choice_each_batch),
    ),
    Mistake(
        "even_batches",
        "batches made as even as possible instead of batch_size in each but the last",
        "With 7 examples, 3 a batch, the sizes should be 3, 3 and 1.",
        (
            _even(lambda n, batch_size: -(-n // batch_size)),
            _even(lambda n, batch_size: max(n // batch_size, 1)),
        ),
    ),
    Mistake(
        "number_of_batches",
        "batch_size taken for the number of batches",
        "batch_size says how many examples are in a batch.",
        (_even(lambda n, batch_size: batch_size),),
    ),
    Mistake(
        "filled_up",
        "a last batch that is filled up with examples that had their turn",
        "The last batch may be short: no example should come twice.",
        (_filled_up, _filled_up_at_random),
    ),
    Mistake(
        "empty_batch",
        "a batch with nothing in it at the end",
        "Count the batches where n is a multiple of batch_size.",
        (_one_more, _one_more_by_count),
    ),
    Mistake(
        "overlapping",
        "batches that overlap, or begin at every example",
        "Where one batch ends, the next one begins. A slice ends just before its second number.",
        (_overlapping, _steps_of_one),
    ),
    Mistake(
        "counted_from_one",
        "indices counted from 1",
        "The first example has the index 0, the last one n - 1.",
        (_from_one,),
    ),
)
