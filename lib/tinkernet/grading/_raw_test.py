"""Run an instructor's raw test, guarded."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tinkernet.sandbox import CellRun

from ._canaries import statements
from ._test_cell import CodeStep

CANARIES = 3
"""How many are run beside a statement, where so many are known."""


@dataclass
class RawTest:
    """How a raw test went.

    Attributes
    ----------
    passed : bool
        Whether every statement ran, and none that had to fail did.
    tampered : bool
        Whether one passed that had to fail: then this kernel's word is worth nothing.
    by_hand : bool
        Whether the test ends with a number that says how many points to give, as nbgrader
        allows: that number is the kernel's word, so a person decides.
    outputs : list of dict
        What its own statements showed.
    """

    passed: bool = True
    tampered: bool = False
    by_hand: bool = False
    outputs: list[dict[str, Any]] = field(default_factory=list)


def run_raw_test(
    step: CodeStep,
    proven: Mapping[str, Sequence[str]],
    run: Callable[[str], CellRun],
    rng: random.Random,
) -> RawTest:
    """Run the statements of a raw test, each among its canaries, until one fails.

    Parameters
    ----------
    step : CodeStep
    proven : mapping of str to sequence of str
        Canaries by statement that are known to fail where the solution is right.
    run : callable
        Runs code in the student's kernel.
    rng : random.Random
        Where the order and the choice of canaries come from: secret, and the same for the same
        submission.
    """
    result = RawTest()
    if run("assert 1 == 2").status == "ok":
        return RawTest(passed=False, tampered=True)
    for statement in statements(step.code) if step.parses else [step.code]:
        known = list(proven.get(statement, ()))
        birds = rng.sample(known, min(CANARIES, len(known)))
        order = [statement, *birds]
        rng.shuffle(order)
        runs = {code: run(code) for code in order}
        own = runs.pop(statement)
        result.outputs += own.outputs
        if own.status != "ok":
            result.passed = False
            return result
        if any(each.status == "ok" for each in runs.values()):
            return RawTest(passed=False, tampered=True)
        result.by_hand = any(map(_is_number, own.outputs)) and not birds
    return result


def _is_number(output: dict[str, Any]) -> bool:
    data = output.get("data") if output.get("output_type") == "execute_result" else None
    text = data.get("text/plain") if isinstance(data, dict) else None
    try:
        float(text)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False
    return True
