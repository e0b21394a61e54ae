"""Processes of this machine that load what grading needs while others do something else.

Nothing large is imported up here, so that they can be started before anything large is.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import connection, get_context, parent_process
from multiprocessing.forkserver import ensure_running
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tinkernet.sandbox import SharedZygote

_PAUSES = (0.05, 0.2, 1.0, 0.0)
"""Seconds after each attempt to start a worker."""


class LocalProcesses:
    """So many pools of one process each: when a process is lost, its own work is, and no other.

    They are forked from one that has loaded what grading needs, and their kernels from zygotes
    that are forked from one: everything slow is done once.

    Parameters
    ----------
    count : int
        How many.
    walls : bool
        Whether they will need sandboxes.

    Attributes
    ----------
    pools : list of ProcessPoolExecutor

    Raises
    ------
    SandboxUnavailableError
        If they need sandboxes, and this machine has none.
    RuntimeError
        If the program that runs was not read from a file that they could import.
    """

    def __init__(self, count: int, walls: bool) -> None:
        main = getattr(sys.modules["__main__"], "__file__", None)
        if main is not None and not Path(main).exists():
            raise RuntimeError(
                f"Workers import the program that runs, but {main} is no file: save it as one, or "
                "use the command 'tinkernet grade'."
            )
        self._walls = walls
        self._made: list[ProcessPoolExecutor] = []
        self._context = get_context("forkserver")
        self._ended, self._end = self._context.Pipe(duplex=False)
        # In this order: the second loads NumPy, which looks once how many threads it may have.
        self._context.set_forkserver_preload(
            ["tinkernet.grading._one_thread", "tinkernet.grading._workers"]
        )
        ensure_running()
        if walls:
            from tinkernet.sandbox import require_sandbox, zygotes

            require_sandbox()
            zygotes.warm_up()
        self.pools = [self.one() for _ in range(count)]

    def one(self) -> ProcessPoolExecutor:
        """Start one more."""
        shared = None
        if self._walls:
            from tinkernet.sandbox import zygotes

            shared = zygotes.share()
        pool = self._started(shared)
        if shared is not None:
            shared.requests.close()  # it is the worker's now
        self._made.append(pool)
        return pool

    def _started(self, shared: SharedZygote | None) -> ProcessPoolExecutor:
        for pause in _PAUSES:
            pool = ProcessPoolExecutor(
                1, self._context, initializer=prepare, initargs=(shared, self._ended)
            )
            try:
                pool.submit(int)
            except (EOFError, ConnectionError):  # the fork server is ending; the next is a new one
                time.sleep(pause)
            else:
                return pool
        raise RuntimeError("No process could be started to grade in.")

    def close(self) -> None:
        """End them all, whatever they are at."""
        self._end.close()
        for pool in self._made:
            pool.shutdown(wait=False, cancel_futures=True)
        for pool in self._made:
            pool.shutdown()
        self._made.clear()
        if self._walls:
            from tinkernet.sandbox import zygotes

            zygotes.stop()


def prepare(shared: SharedZygote | None, ended: Any) -> None:
    """Take the zygote; end when the parent does, however it ends, or when it says so.

    Parameters
    ----------
    shared : SharedZygote or None
        None where there are no sandboxes.
    ended : Connection
        Its other end is closed when the work is over.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who started the run
    parent = parent_process()
    signs = [ended] if parent is None else [ended, parent.sentinel]

    def follow() -> None:
        connection.wait(signs)
        if shared is None:
            from tinkernet.sandbox import remove_plain_folders

            remove_plain_folders()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
    if shared is not None:
        from tinkernet.sandbox import zygotes

        zygotes.adopt(shared)
