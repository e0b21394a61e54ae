"""Which canaries fail with the instructor's own solution, as each of them must."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from tinkernet.sandbox import (
    Kernel,
    KernelGoneError,
    Limits,
    SandboxUnavailableError,
    require_sandbox,
)

from ._canaries import canaries, statements
from ._test_cell import CodeStep, read_steps

_ATTEMPTS = 3
"""A kernel that somebody else killed must not leave the tests unguarded; one that the solution
itself ends leaves those tests without proven canaries that come after it."""

Proven = dict[str, tuple[str, ...]]
"""Canaries by statement: those that failed with the right solution, before it and after it."""


@lru_cache(maxsize=8)
def prove(solved: str, files: tuple[tuple[str, bytes], ...]) -> Proven:
    """Run a notebook with its solution, and try every canary of its raw tests there.

    Parameters
    ----------
    solved : str
        The instructor's notebook as JSON, solutions in.
    files : tuple of pairs
        Data files that lie beside it, by name.

    Returns
    -------
    dict of str to tuple of str
        Empty where the notebook has no raw tests, which costs nothing.
    """
    cells = json.loads(solved)["cells"]
    if not any(canaries(each) for cell in cells for each in _raw_statements(cell)):
        return {}
    limits = Limits(walls=_can_shut_in())
    for _ in range(_ATTEMPTS):
        proven: Proven = {}
        try:
            with Kernel(dict(files), limits) as kernel:
                _try_all(kernel, cells, proven, limits.cell_seconds)
                break
        except KernelGoneError:
            continue
    return proven


def _try_all(kernel: Kernel, cells: list[dict[str, Any]], proven: Proven, seconds: float) -> None:
    for cell in cells:
        if cell["cell_type"] == "code" and not _is_test(cell):
            kernel.run("".join(cell["source"]), seconds)
        for statement in _raw_statements(cell):
            _try_out(kernel, statement, proven, seconds)


def _try_out(kernel: Kernel, statement: str, proven: Proven, seconds: float) -> None:
    """Run a statement between two runs of all its canaries."""

    def failing(those: list[str]) -> list[str]:
        return [each for each in those if kernel.run(each, seconds).status == "error"]

    every = canaries(statement)
    kept = failing(every)
    right = kernel.run(statement, seconds).status == "ok"
    # Where there is no right solution to try them with, they have to do as they are.
    kept = failing(kept) if right else every
    before = proven.get(statement)
    proven[statement] = tuple(each for each in kept if before is None or each in before)


def _raw_statements(cell: dict[str, Any]) -> Iterator[str]:
    if not _is_test(cell):
        return
    for step in read_steps("".join(cell["source"])):
        if isinstance(step, CodeStep) and step.parses:
            yield from statements(step.code)


def _is_test(cell: dict[str, Any]) -> bool:
    marks = cell["metadata"].get("nbgrader", {})
    test = marks.get("grade") and not marks.get("solution")
    return cell["cell_type"] == "code" and bool(test)


def _can_shut_in() -> bool:
    """Tell whether there is a sandbox; an instructor's own solution may do without one."""
    try:
        require_sandbox()
    except SandboxUnavailableError:
        return False
    return True
