"""What commands that grade have in common: a bar that goes on, exit codes."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

UNREADABLE, FAILED, INTERRUPTED = 3, 4, 130
"""Exit codes: some submissions could not be read; the grader itself failed on some; Ctrl-C."""


@contextmanager
def ticking(bar: Any) -> Iterator[None]:
    """Draw the bar anew each second, so that one can see that something goes on."""
    over = threading.Event()

    def tick() -> None:
        while sys.stderr.isatty() and not over.wait(1.0):
            bar.refresh()

    thread = threading.Thread(target=tick, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
