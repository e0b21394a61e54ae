"""One check after the other: none can crash the next, none can hold it up for long."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ._checks import Check
from ._finding import Finding, warning
from ._machine import Machine

SECONDS = 30.0
"""For one check; they take a second or two."""


def examine(
    machine: Machine, checks: Sequence[Check], *, seconds: float = SECONDS
) -> Iterator[Finding]:
    """Run checks and yield what each found.

    Parameters
    ----------
    machine : Machine
    checks : sequence of Check
    seconds : float
        How long one may take; one that takes longer is left alone.
    """
    for check in checks:
        yield replace(_limited(machine, check, seconds), check=check.name)


def _limited(machine: Machine, check: Check, seconds: float) -> Finding:
    found: list[Finding] = []

    def look() -> None:
        try:
            found.append(check.look(machine))
        except BaseException as error:  # also what a configuration calls, such as sys.exit
            said = " ".join(f"{type(error).__name__}: {error}".split())
            found.append(
                warning(f"this check failed itself: {said}", f"Look yourself: {check.about}.")
            )

    # Not the main thread, which goes on where a check hangs, as on a dead network drive.
    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    thread.join(seconds)
    if not found:
        return warning(
            f"no answer within {seconds:g} seconds",
            f"Run this again; if it stays so, look yourself: {check.about}.",
        )
    return found[0]
