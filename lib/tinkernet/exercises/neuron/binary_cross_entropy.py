"""binary_cross_entropy(p, y): what if y = 1? y = 0? (deck 001)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake
from .._measure import Outputs

Array = NDArray[Any]

LARGE = 10.0
"""What a certain prediction that is wrong must cost at least."""


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give both classes, certainty right and wrong, near certainty, and random predictions."""

    def case(label: str, p: Any, y: Any) -> Case:
        return Case(label, {"p": np.array(p), "y": np.array(y)})

    fixed = [
        case("one example of class 1", [0.25], [1]),
        case("one example of class 0", [0.25], [0]),
        case("certain and right: p = 1, y = 1", [1.0], [1]),
        case("certain and right: p = 0, y = 0", [0.0], [0]),
        case("certain and wrong: p = 0, y = 1", [0.0], [1]),
        case("certain and wrong: p = 1, y = 0", [1.0], [0]),
        case("very small p, y = 1", [1e-9], [1]),
        case("p very near 1, y = 0", [1.0 - 2.0**-30], [0]),
        case("a tiny p, y = 1", [1e-30], [1]),
        case("certain, right, and one unsure", [0.0, 1.0, 0.5], [0, 1, 1]),
        case("two of class 0", [0.1, 0.7], [0, 0]),
    ]
    drawn = [
        case(f"{m} random predictions", rng.uniform(0.05, 0.95, m), rng.permutation(m) % 2)
        for m in (3, 8, 30)
    ]
    return fixed + drawn


def up_to_large(case: Case, outputs: Outputs) -> Outputs:
    """Take one certain prediction that is wrong as it is up to LARGE: its size is left open."""
    (loss,) = outputs
    p, y = case.arguments["p"], case.arguments["y"]
    if np.array_equal(p, 1 - y) and np.isfinite(loss).all():
        loss = np.clip(loss, -LARGE, LARGE)
    return (loss,)


def reference(p: Array, y: Array) -> Any:
    """Take the logarithm of the probability that what is true was given."""
    given = np.where(y == 1, p, 1 - p)
    return 0.0 - np.mean(np.log(np.maximum(given, np.finfo(float).tiny)))  # 0, never -0


def in_a_loop(p: Array, y: Array) -> float:
    """Go through the examples with plain Python."""
    total = 0.0
    for p_i, y_i in zip(p.tolist(), y.tolist(), strict=True):
        right = p_i if y_i == 1 else 1 - p_i
        total += 100.0 if right == 0 else -float(np.log(right))
    return total / len(p)


def by_formula(p: Array, y: Array) -> Any:
    """Write the formula down, and replace what is not finite."""
    log_p = np.maximum(np.log(p), -100)
    log_q = np.maximum(np.log1p(-p), -100)
    return np.mean(-(y * log_p + (1 - y) * log_q))


def as_product(p: Array, y: Array) -> Any:
    """Move only exact zeros, and add up with a product of vectors."""
    p_safe = np.where(p == 0, 1e-300, p)
    q_safe = np.where(p == 1, 1e-300, 1 - p)
    return -(y @ np.log(p_safe) + (1 - y) @ np.log(q_safe)) / p.size


Log = Callable[[Array], Array]
Formula = Callable[[Array, Array, Log], Any]

GUARDS: tuple[Log, ...] = (
    lambda t: np.log(np.maximum(t, np.finfo(float).tiny)),
    np.log,
    lambda t: np.log(np.clip(t, 1e-15, 1 - 1e-15)),
    lambda t: np.log(np.clip(t, 1e-12, 1 - 1e-12)),
    lambda t: np.log(np.clip(t, 1e-7, 1 - 1e-7)),
    lambda t: np.log(t + 1e-15),
)
"""Ways to write the logarithm, with care for 0 and without: harmless beside a mistake."""


def _guarded(formula: Formula) -> tuple[Callable[[Array, Array], Any], ...]:
    """Write a formula with each of the logarithms."""
    return tuple(lambda p, y, log=log: formula(p, y, log) for log in GUARDS)


def _clipped(eps: float) -> Callable[[Array, Array], Any]:
    return lambda p, y: _right(p, y, lambda t: np.log(np.clip(t, eps, 1 - eps)))


def _shifted(eps: float) -> Callable[[Array, Array], Any]:
    return lambda p, y: _right(p, y, lambda t: np.log(t + eps))


def _right(p: Array, y: Array, log: Log) -> Any:
    return -np.mean(y * log(p) + (1 - y) * log(1 - p))


def _each(p: Array, y: Array, log: Log) -> Any:
    return -(y * log(p) + (1 - y) * log(1 - p))


def _finite(p: Array, y: Array) -> Any:
    """Keep the losses that came out finite."""
    loss = _each(p, y, np.log)
    return loss[np.isfinite(loss)]


def _between(p: Array, y: Array) -> Any:
    """Keep the losses of predictions that are not certain."""
    return _each(p, y, np.log)[(p > 0) & (p < 1)]


SIZES = (1e-16, 1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3)

BINARY_CROSS_ENTROPY = Exercise(
    name="binary_cross_entropy",
    title="Binary cross-entropy",
    assignment="02_neuron",
    points=2,
    answers=("binary_cross_entropy",),
    returns=("loss",),
    asked="binary_cross_entropy(p, y) should return the mean of -(y log p + (1 - y) log(1 - p)) "
    "with the natural logarithm, finite also where p is 0 or 1, and exact elsewhere.",
    cases=cases,
    reference=reference,
    measure=up_to_large,
    parts=("loss (10 stands for 10 or more)",),
    mistakes=(
        Mistake(
            "log_of_zero",
            "a logarithm of 0",
            "log 0 is minus infinity. Where y = 1 and p = 0 it makes the loss infinite; where it "
            "is multiplied by 0, the product is not a number. Treat zeros before the logarithm.",
            (
                lambda p, y: _right(p, y, np.log),
                lambda p, y: -np.mean(np.log(np.where(y == 1, p, 1 - p))),
            ),
        ),
        Mistake(
            "clipped",
            "predictions moved away from 0 and 1 by too much",
            "Only p = 0 and p = 1 themselves need care; at 1e-30 the logarithm is still well.",
            (*(_clipped(eps) for eps in SIZES), *(_shifted(eps) for eps in SIZES)),
        ),
        Mistake(
            "examples_skipped",
            "certain predictions that are left out or charged nothing",
            "Every example counts in the mean: certain and right costs 0, certain and wrong costs "
            "a lot.",
            (
                lambda p, y: np.sum(_finite(p, y)) / len(p),
                lambda p, y: np.sum(_finite(p, y)) / max(len(_finite(p, y)), 1),
                lambda p, y: np.mean(_finite(p, y)),
                lambda p, y: np.mean(_between(p, y)),
                lambda p, y: np.sum(_between(p, y)) / max(len(_between(p, y)), 1),
            ),
        ),
        Mistake(
            "sum_for_mean",
            "the sum over the examples instead of the mean",
            "The cost of two examples that are alike is the cost of one of them.",
            _guarded(lambda p, y, log: np.sum(_each(p, y, log))),
        ),
        Mistake(
            "not_averaged",
            "one loss for each example: their mean is missing",
            "The cost is a single number.",
            _guarded(_each),
        ),
        Mistake(
            "divided_twice",
            "a mean that is divided by the number of examples once more",
            "np.mean divides already.",
            _guarded(lambda p, y, log: _right(p, y, log) / len(p)),
        ),
        Mistake(
            "sign",
            "the minus sign missing",
            "The logarithm of a probability is negative. A loss should be large when it is bad.",
            _guarded(lambda p, y, log: -_right(p, y, log)),
        ),
        Mistake(
            "second_term_missing",
            "only the term for y = 1",
            "What does your formula charge for an example of class 0?",
            _guarded(lambda p, y, log: -np.mean(y * log(p))),
        ),
        Mistake(
            "first_term_missing",
            "only the term for y = 0",
            "What does your formula charge for an example of class 1?",
            _guarded(lambda p, y, log: -np.mean((1 - y) * log(1 - p))),
        ),
        Mistake(
            "log_p_for_both",
            "log p for every example, whatever its class",
            "If y is 0, a small p was a good prediction.",
            _guarded(lambda p, y, log: -np.mean(log(p))),
        ),
        Mistake(
            "classes_exchanged",
            "the classes exchanged",
            "If y is 1 and p nearly 1, the loss should be nearly 0.",
            _guarded(lambda p, y, log: _right(p, 1 - y, log)),
        ),
        Mistake(
            "other_base",
            "a logarithm to the base 2 or 10",
            "log here is the natural logarithm, to the base e.",
            (
                *_guarded(lambda p, y, log: _right(p, y, log) / np.log(2)),
                *_guarded(lambda p, y, log: _right(p, y, log) / np.log(10)),
            ),
        ),
        Mistake(
            "squared_error",
            "the squared error",
            "The cross-entropy takes logarithms, not squares.",
            (lambda p, y: np.mean((p - y) ** 2), lambda p, y: np.mean((p - y) ** 2) / 2),
        ),
    ),
    alternatives=(in_a_loop, by_formula, as_product),
    forbidden=("tinkernet.nn", "tinkernet.optim", "scipy", "sklearn"),
    left_open=(
        "how large the loss of a certain and wrong prediction is (p = 0, y = 1), as long as it "
        "is finite and at least 10",
    ),
)
