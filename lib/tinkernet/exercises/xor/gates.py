"""gates(): AND, OR and NAND, each with one step neuron (deck 004, just a linear classifier)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case, call_for_gates

from .._exercise import Exercise, Mistake
from .._measure import Outputs, expect_shapes
from ._step_units import first_flaw, step, sums

Array = NDArray[Any]
Pairs = dict[str, tuple[Any, Any]]

TABLES = {"AND": [0.0, 0.0, 0.0, 1.0], "OR": [0.0, 1.0, 1.0, 1.0], "NAND": [1.0, 1.0, 1.0, 0.0]}
RETURNS = ("AND w", "AND b", "OR w", "OR b", "NAND w", "NAND b")


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Ask once: there are four inputs, and all of them are looked at."""
    return [Case("the four inputs 00, 01, 10, 11", {})]


def reference() -> Pairs:
    """Give each gate a border halfway between two points."""
    return {
        "AND": (np.array([1.0, 1.0]), -1.5),
        "OR": (np.array([1.0, 1.0]), -0.5),
        "NAND": (np.array([-1.0, -1.0]), 1.5),
    }


def with_whole_numbers() -> dict[str, list[Any]]:
    """Use lists of whole numbers, with another order of the keys."""
    return {"NAND": [[-2, -2], 3], "OR": [[5, 5], 0], "AND": [[1, 1], -1]}


def one_from_the_other() -> Pairs:
    """Turn every number of AND round, in single precision."""
    w, b = np.array([0.3, 0.2], dtype="float32"), np.float32(-0.4)
    return {"AND": (w, b), "NAND": (-w, -b), "OR": (w, np.array(-0.1))}


def found_by_trying() -> Pairs:
    """Try numbers in plain Python until the answers are right."""
    gates: Pairs = {}
    for name, right in TABLES.items():
        for weight in (-2, 2):
            for bias in (-3, -1, 1, 3):
                table = [weight * (p + q) + bias > 0 for p in (0, 1) for q in (0, 1)]
                if table == [bool(bit) for bit in right]:
                    gates[name] = ((weight, weight), bias)
    return gates


def _gates(outputs: Outputs) -> Iterator[tuple[Array, Array]]:
    """Yield w and b of AND, OR and NAND."""
    shapes: Any = {name: (2,) if name.endswith("w") else () for name in RETURNS}
    expect_shapes(outputs, **shapes)
    return zip(outputs[::2], outputs[1::2], strict=True)


def answers(case: Case, outputs: Outputs) -> Outputs:
    """Return what each gate answers to 00, 01, 10 and 11."""
    return tuple(step(sums(w, b)) for w, b in _gates(outputs))


def flaw(case: Case, outputs: Outputs) -> Outputs:
    """Return which flaw all gates that are wrong have in common."""
    wrong = [
        (name, w, b)
        for (name, right), (w, b) in zip(TABLES.items(), _gates(outputs), strict=True)
        if (step(sums(w, b)) != right).any()
    ]

    def all_have(check: Callable[[str, Array, Array], Any]) -> bool:
        return bool(wrong) and all(np.all(check(*each)) for each in wrong)

    other = {"AND": "OR", "OR": "AND", "NAND": "NAND"}
    return first_flaw(
        (
            all_have(lambda name, w, b: (sums(w, b) >= 0) == TABLES[name]),
            all_have(lambda name, w, b: b == 0),
            all_have(lambda name, w, b: step(sums(w, -b)) == TABLES[name]),
            all_have(lambda name, w, b: step(sums(-w, -b)) == TABLES[name]),
            all_have(lambda name, w, b: step(sums(-w, b)) == TABLES[name]),
            all_have(lambda name, w, b: step(sums(w, b)) == TABLES[other[name]]),
            all_have(lambda name, w, b: step(-sums(w, b)) == TABLES["OR"]),
            all_have(lambda name, w, b: np.ptp(step(sums(w, b))) == 0),
        )
    )


def _some(**changed: tuple[Sequence[float], float]) -> tuple[Callable[[], Pairs], ...]:
    """Write an answer for every choice of the changed gates; the others are right."""

    def answer(names: tuple[str, ...]) -> Callable[[], Pairs]:
        return lambda: {**reference(), **{name: changed[name] for name in names}}

    chosen = [names for k in range(len(changed)) for names in combinations(changed, k + 1)]
    return tuple(answer(names) for names in chosen)


GATES = Exercise(
    name="gates",
    title="AND, OR and NAND",
    assignment="03_xor",
    points=2,
    answers=("gates",),
    returns=RETURNS,
    asked='gates() should return a dict that holds (w, b) of a step neuron for "AND", "OR" and '
    '"NAND".',
    cases=cases,
    reference=reference,
    probe=call_for_gates,
    measure=answers,
    parts=("AND", "OR", "NAND"),
    fingerprint=flaw,
    mistakes=(
        Mistake(
            "border_through_a_point",
            "a border that runs right through a point: there the sum is exactly 0",
            "Work out the sum for each of the four inputs. What does the step say to 0 itself?",
            _some(AND=([1, 1], -2), OR=([1, 1], -1), NAND=([-1, -1], 1)),
        ),
        Mistake(
            "bias_forgotten",
            "a gate without a bias",
            "With both inputs 0 the sum is the bias alone. And which border does a neuron have "
            "whose bias is 0?",
            _some(AND=([1, 1], 0), NAND=([-1, -1], 0)),
        ),
        Mistake(
            "bias_sign",
            "a bias with the wrong sign, as if it were the threshold",
            "The bias is added to the sum. With two inputs of 0, which sign must the sum have?",
            _some(AND=([1, 1], 1.5), OR=([1, 1], 0.5), NAND=([-1, -1], -1.5)),
        ),
        Mistake(
            "turned_round",
            "a gate that gives 1 where it should give 0, and 0 where it should give 1",
            "Both sides of the border are what they should be, only the wrong way round. What "
            "becomes of a sum when all its numbers change sign?",
            _some(AND=([-1, -1], 1.5), OR=([-1, -1], 0.5), NAND=([1, 1], -1.5)),
        ),
        Mistake(
            "weights_sign",
            "weights with the wrong sign",
            "Switch one input from 0 to 1: should the sum grow or shrink?",
            _some(AND=([-1, -1], -1.5), OR=([-1, -1], -0.5), NAND=([1, 1], 1.5)),
        ),
        Mistake(
            "and_like_or",
            "an AND that answers as OR should, or an OR that answers as AND should",
            "Compare the rows 01 and 10: on which side of the border do they belong for this gate?",
            _some(AND=([1, 1], -0.5), OR=([1, 1], -1.5)),
        ),
        Mistake(
            "nor_for_nand",
            "NOR in place of NAND",
            "NAND is 0 in one row of its table only. In how many is yours?",
            (lambda: {**reference(), "NAND": ([-1, -1], 0.5)},),
        ),
        Mistake(
            "one_answer",
            "a gate that gives the same answer to all four inputs",
            "Work out its four sums. They all have one sign; which of them should have the other?",
            _some(AND=([1, 1], -3), OR=([1, 1], -4), NAND=([-1, -1], 4)),
        ),
    ),
    alternatives=(with_whole_numbers, one_from_the_other, found_by_trying),
    forbidden=("tinkernet.nn", "sklearn"),
    left_open=(
        "which of the many right weights, their size, their types",
        "the order of the keys",
    ),
)
