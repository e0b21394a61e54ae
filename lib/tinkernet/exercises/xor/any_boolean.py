"""dnf_network(truth_table): any Boolean function, one hidden unit for each row that is 1."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Answer, Exercise, Mistake
from .._measure import Outputs, expect_shapes
from ._step_units import inputs, table

Array = NDArray[Any]
Weights = tuple[Any, Any, Any, Any]
SHAPES: dict[str, tuple[int | str, ...]] = {"b1": ("h",), "w2": ("h",), "b2": ()}


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give every table of one and of two inputs, then known and random ones of up to five."""

    def case(label: str, bits: Any) -> Case:
        return Case(label, {"truth_table": np.array(bits, dtype=np.int64)})

    small = [
        case(f"{n} input{'s' * (n > 1)}, table {''.join(f'{bit:.0f}' for bit in bits)}", bits)
        for n in (1, 2)
        for bits in inputs(2**n)
    ]
    three = inputs(3)
    known = [
        case("3 inputs, 1 where at least two are 1", three.sum(axis=1) > 1),
        case("3 inputs, 1 where the number of ones is odd", three.sum(axis=1) % 2),
        case("3 inputs, the first of them", three[:, 0]),
        case("3 inputs, always 0", np.zeros(8)),
        case("5 inputs, always 1", np.ones(32)),
    ]
    drawn = [
        case(f"{n} inputs, a random table", rng.permutation(np.arange(2**n) % 2))
        for n in (3, 4, 5)
    ]  # fmt: skip
    return small + known + drawn


def reference(truth_table: Array) -> Weights:
    """Let each hidden unit recognise one row: +1 where that has a 1, -1 where it has a 0."""
    n = int(np.log2(len(truth_table)))
    rows = [[k >> n - 1 - i & 1 for i in range(n)] for k, bit in enumerate(truth_table) if bit]
    W1 = np.reshape(rows, (-1, n)).T
    return 2.0 * W1 - 1, 0.5 - W1.sum(axis=0), np.ones(len(rows)), -0.5


def in_plain_python(truth_table: Array) -> list[Any]:
    """Write every row in binary, and return lists; weights of 0 where nothing is ever 1."""
    n = len(truth_table).bit_length() - 1
    found = [f"{k:0{n}b}" for k in range(len(truth_table)) if truth_table[k] == 1]
    if not found:
        return [[[0]] * n, [0], [0], 0]
    W1 = [[2 if text[i] == "1" else -2 for text in found] for i in range(n)]
    return [W1, [1 - 2 * text.count("1") for text in found], [2] * len(found), -1]


def one_unit_a_row(truth_table: Array) -> Weights:
    """Recognise every row there is, and let the output pick, in single precision."""
    n = len(truth_table).bit_length() - 1
    rows = np.stack(np.meshgrid(*[[0, 1]] * n, indexing="ij"), axis=-1).reshape(-1, n)
    W1 = (2 * rows.T - 1).astype("float32")
    return W1, (0.5 - rows.sum(axis=1)).astype("float32"), truth_table.astype("float32"), -0.5


def rows_that_are_zero(truth_table: Array) -> Weights:
    """Forbid every row that is 0: the conjunctive normal form."""
    n = len(truth_table).bit_length() - 1
    rows = np.array([list(np.binary_repr(k, n)) for k in range(2**n)], dtype=float)
    zero = rows[truth_table == 0]
    return (2 * zero - 1).T, 0.5 - zero.sum(axis=1), -np.ones(len(zero)), np.array(0.5)


def rows_counted(truth_table: Array) -> Weights:
    """Let unit k be on from row k onwards, and the output add up what changes there."""
    n = len(truth_table).bit_length() - 1
    W1 = np.outer(2 ** np.arange(n)[::-1], np.ones(len(truth_table)))
    return W1, 0.5 - np.arange(2**n), np.diff(truth_table, prepend=0), -0.5


def answers(case: Case, outputs: Outputs) -> Outputs:
    """Return what the network answers to every row of the table."""
    n = len(case.arguments["truth_table"]).bit_length() - 1
    expect_shapes(outputs, W1=(n, "h"), **SHAPES)
    return (table(*outputs),)


def _changed(change: Callable[[Array], Any]) -> Answer:
    """Write an answer that computes another table instead."""
    return lambda truth_table: reference(change(np.array(truth_table)))


def _bits_reversed(bits: Array) -> Any:
    n = len(bits).bit_length() - 1
    return bits.reshape((2,) * n).transpose().ravel()


def _only(bits: Array, which: int) -> Any:
    """Keep the first or the last 1."""
    kept = np.zeros_like(bits)
    kept[np.flatnonzero(bits)[[which] * bool(bits.any())]] = 1
    return kept


def _without(bits: Array, row: int) -> Any:
    bits[row] = 0
    return bits


def _units(
    weight_of_zero: float, bias: Callable[[Any, int], Any], output: float | None = None
) -> Answer:
    """Write an answer with other hidden units, or another bias of the output."""

    def answer(truth_table: Array) -> Weights:
        n = len(truth_table).bit_length() - 1
        rows = inputs(n)[np.array(truth_table) > 0]
        W1 = np.where(rows > 0, 1.0, weight_of_zero).T
        return W1, bias(rows.sum(axis=1), n), np.ones(len(rows)), -0.5 if output is None else output

    return answer


def _all_needed(truth_table: Array) -> Weights:
    W1, b1, w2, _ = reference(truth_table)
    return W1, b1, w2, 0.5 - len(w2)


ANY_BOOLEAN = Exercise(
    name="any_boolean",
    title="Any Boolean function",
    assignment="03_xor",
    points=4,
    answers=("dnf_network",),
    returns=("W1", "b1", "w2", "b2"),
    asked="dnf_network(truth_table) should return (W1, b1, w2, b2) of a network of step units "
    "with that truth table; row k of it belongs to the inputs that write k in binary.",
    cases=cases,
    reference=reference,
    measure=answers,
    parts=("truth table",),
    mistakes=(
        Mistake(
            "bits_reversed",
            "the right network for inputs in the opposite order",
            "Row 1 of three inputs is 0, 0, 1: which input is the highest bit?",
            (_changed(_bits_reversed),),
        ),
        Mistake(
            "turned_round",
            "a network that says 0 where the table says 1, and 1 where it says 0",
            "Does your network look for the rows that are 1, and does the output say 1 when one "
            "of them is found?",
            (_changed(lambda bits: 1 - bits),),
        ),
        Mistake(
            "zeros_not_looked_at",
            "hidden units that ask for the ones of their row, but do not mind further ones",
            "What keeps the unit of row 01 quiet when the inputs are 1, 1? Which weight does an "
            "input need that should be 0?",
            (_units(0.0, lambda ones, n: 0.5 - ones),),
        ),
        Mistake(
            "all_needed",
            "an output that waits until all hidden units are on",
            "Each hidden unit recognises another row, so how many can be on at once?",
            (_all_needed,),
        ),
        Mistake(
            "only_row_of_ones",
            "hidden units that recognise the row of all ones only",
            "How large does the sum of a unit get on its own row? Inputs are 0 or 1, not -1 or 1, "
            "so it depends on how many ones that row has.",
            (_units(-1.0, lambda ones, n: 0.5 - n + 0.0 * ones),),
        ),
        Mistake(
            "same_bias_for_all",
            "hidden units whose biases do not count the ones of their rows",
            "A unit for the row 0, 0 and one for the row 1, 1 need different biases. What must a "
            "bias take into account?",
            (_units(-1.0, lambda ones, n: 0.0 * ones),),
        ),
        Mistake(
            "always_zero",
            "a network that says 0 to everything",
            "Work out the sum of a hidden unit on its own row, and the sum of the output when "
            "that unit is on. Both must be above 0; exactly 0 is not enough.",
            (_units(-1.0, lambda ones, n: -ones), _units(-1.0, lambda ones, n: 0.5 - ones, -1.0)),
        ),
        Mistake(
            "always_one",
            "a network that says 1 to everything",
            "Work out the sum of the output when no hidden unit is on.",
            (_units(-1.0, lambda ones, n: 0.5 - ones, 0.5),),
        ),
        Mistake(
            "one_row_only",
            "a network that knows a single row of the table",
            "Does the loop go on after the first row that is 1, and does it keep what it found "
            "before?",
            (_changed(lambda bits: _only(bits, 0)), _changed(lambda bits: _only(bits, -1))),
        ),
        Mistake(
            "end_left_out",
            "a network that never looks at the first or at the last row of the table",
            "The first row has the number 0. Where does the loop begin, and after how many rows "
            "does it end?",
            (_changed(lambda bits: _without(bits, 0)), _changed(lambda bits: _without(bits, -1))),
        ),
        Mistake(
            "one_row_further",
            "a network for the table moved on by a row",
            "Row k of the table writes k in binary: begin to count at 0.",
            (_changed(lambda bits: np.roll(bits, 1)), _changed(lambda bits: np.roll(bits, -1))),
        ),
    ),
    alternatives=(in_plain_python, one_unit_a_row, rows_that_are_zero, rows_counted),
    forbidden=("tinkernet.nn", "sklearn"),
    left_open=(
        "how many hidden units there are, also none for a table that is always 0",
        "what they stand for, their order, size and types of the weights",
    ),
)
