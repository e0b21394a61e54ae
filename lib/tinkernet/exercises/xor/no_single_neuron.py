"""best_single_neuron(): three of XOR's four points, the most that one neuron can (deck 004)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake
from .._measure import Outputs, expect_shapes
from ._step_units import XOR, first_flaw, step, sums

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Ask once: there are four points, and all of them are looked at."""
    return [Case("the four points of XOR", {})]


def reference() -> tuple[Array, float]:
    """Answer as OR does: wrong for 11 only."""
    return np.array([1.0, 1.0]), -0.5


def as_nand() -> list[Any]:
    """Answer as NAND does, wrong for 00 only, with whole numbers."""
    return [[-2, -2], 3]


def one_corner_alone() -> tuple[Any, Any]:
    """Cut off the point 10 and leave 01 on the wrong side, in single precision."""
    return np.array([1, -1], dtype="float32"), np.array(-0.5)


def found_by_trying() -> tuple[list[float], float]:
    """Try numbers in plain Python, and keep the best."""
    best, found = -1, ([0.0, 0.0], 0.0)
    for w1 in (-1.0, 0.0, 1.0):
        for w2 in (-1.0, 0.0, 1.0):
            for b in (-1.5, -0.5, 0.5, 1.5):
                right = sum((w1 * p + w2 * q + b > 0) == (p != q) for p in (0, 1) for q in (0, 1))
                if right > best:
                    best, found = right, ([w1, w2], b)
    return found


def _right(answers: Array) -> int:
    return int(np.sum(answers == XOR))


def rows_right(case: Case, outputs: Outputs) -> Outputs:
    """Return for how many of the four points the neuron gives XOR's answer."""
    expect_shapes(outputs, w=(2,), b=())
    return (np.array(_right(step(sums(*outputs)))),)


def flaw(case: Case, outputs: Outputs) -> Outputs:
    """Return what keeps the neuron from three points."""
    expect_shapes(outputs, w=(2,), b=())
    w, b = outputs
    best = 3
    answers = step(sums(w, b))
    return first_flaw(
        (
            _right(1.0 * (sums(w, b) >= 0)) == best,
            _right(step(sums(w, -b))) == best,
            _right(answers) == 1,
            bool(np.ptp(answers) == 0),
            int(np.sum(answers)) == 2,
        )
    )


def _neuron(w1: float, w2: float, b: float) -> Callable[[], tuple[Array, float]]:
    return lambda: (np.array([w1, w2]), b)


NO_SINGLE_NEURON = Exercise(
    name="no_single_neuron",
    title="The best that one neuron can do with XOR",
    assignment="03_xor",
    points=1,
    answers=("best_single_neuron",),
    returns=("w", "b"),
    asked="best_single_neuron() should return (w, b) of a step neuron that gives XOR's answer "
    "for three of the four inputs.",
    cases=cases,
    reference=reference,
    measure=rows_right,
    parts=("rows right",),
    fingerprint=flaw,
    mistakes=(
        Mistake(
            "border_through_a_point",
            "a border that runs right through a point: there the sum is exactly 0",
            "Work out the sum for each of the four inputs. What does the step say to 0 itself?",
            (_neuron(1, 1, -1), _neuron(-1, -1, 1), _neuron(0.5, 0.5, -0.5)),
        ),
        Mistake(
            "bias_sign",
            "a bias with the wrong sign, as if it were the threshold",
            "The bias is added to the sum. With two inputs of 0, which sign should the sum have?",
            (_neuron(1, 1, 0.5), _neuron(-1, -1, -1.5), _neuron(1, -1, 0.5)),
        ),
        Mistake(
            "three_wrong",
            "a neuron that is right for one point and wrong for three",
            "What would the same border say if its two sides changed places?",
            (_neuron(1, 1, -1.5), _neuron(-1, -1, 0.5), _neuron(2, -1, -1.5 + 2)),
        ),
        Mistake(
            "one_answer",
            "a neuron that gives the same answer to all four points",
            "Its border passes by all the points. Between which of them could it run?",
            (_neuron(0, 0, 0), _neuron(0, 0, 1), _neuron(1, 1, 3), _neuron(1, 1, -3)),
        ),
        Mistake(
            "two_and_two",
            "a border that leaves two points on either side",
            "Two points on a side of the square are always one 0 and one 1. Into what other "
            "groups can a line part four points?",
            (
                _neuron(1, 0, -0.5),
                _neuron(0, 1, -0.5),
                _neuron(-1, 0, 0.5),
                _neuron(0, -1, 0.5),
            ),
        ),
    ),
    alternatives=(as_nand, one_corner_alone, found_by_trying),
    forbidden=("tinkernet.nn", "sklearn"),
    left_open=("which three of the four points", "which of the many right weights, their types"),
)
