"""Processes of this machine that load what grading needs while others do something else.

Nothing large is imported here, so that they can be started before anything large is.
"""

from __future__ import annotations

import contextlib
import os
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import connection, get_context, parent_process
from typing import Any


class LocalProcesses:
    """So many pools of one process each: when a process is lost, its own work is, and no other.

    Parameters
    ----------
    count : int
        How many.
    walls : bool
        Whether they will need sandboxes, and can get ready for them.

    Attributes
    ----------
    pools : list of ProcessPoolExecutor
    """

    def __init__(self, count: int, walls: bool) -> None:
        self._walls = walls
        self._made: list[ProcessPoolExecutor] = []
        self.pools = [self.one() for _ in range(count)]

    def one(self) -> ProcessPoolExecutor:
        """Start one more, which begins to load at once."""
        context = get_context("spawn")
        pool = ProcessPoolExecutor(1, context, initializer=prepare, initargs=(self._walls,))
        pool.submit(int)
        self._made.append(pool)
        return pool

    def close(self) -> None:
        """End them all."""
        for pool in self._made:
            pool.shutdown(cancel_futures=True)
        self._made.clear()


def prepare(walls: bool) -> None:
    """Load what grading needs, and end when the parent does, however it ends."""
    parent = parent_process()
    if parent is not None:

        def follow(sentinel: Any = parent.sentinel) -> None:
            connection.wait([sentinel])
            os._exit(1)

        threading.Thread(target=follow, daemon=True).start()
    if walls:
        from tinkernet.sandbox import SandboxUnavailableError, zygotes

        with contextlib.suppress(SandboxUnavailableError):  # the parent says so
            zygotes.warm_up()
    from . import _workers

    assert _workers
