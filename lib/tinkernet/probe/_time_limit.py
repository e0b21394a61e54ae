"""Stop code that takes too long, whatever machine and thread it runs on."""

from __future__ import annotations

import ctypes
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TimeLimitError(BaseException):
    """The time is up. Not an ``Exception``, so that a student's ``except`` lets it pass."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise ``TimeLimitError`` in the body once ``seconds`` have passed.

    A timer signal does it where there is one (main thread, not Windows), because it also ends
    a ``sleep``; elsewhere a second thread does, between two instructions of Python code.

    Parameters
    ----------
    seconds : float
        Wall-clock time, in seconds.

    Examples
    --------
    >>> try:
    ...     with time_limit(0.05):
    ...         while True:
    ...             pass
    ... except TimeLimitError:
    ...     print("stopped")
    stopped
    """
    in_main_thread = threading.current_thread() is threading.main_thread()
    if sys.platform != "win32" and in_main_thread:
        with _alarm(seconds):
            yield
    else:
        with _watchdog(seconds):
            yield


if sys.platform != "win32":

    @contextmanager
    def _alarm(seconds: float) -> Iterator[None]:
        armed = True

        def ring(signum: int, frame: FrameType | None) -> None:
            if armed:
                raise TimeLimitError

        started = time.monotonic()
        handler = signal.signal(signal.SIGALRM, ring)
        # Rings again each half second: code may swallow the first one.
        remaining, interval = signal.setitimer(signal.ITIMER_REAL, max(seconds, 1e-3), 0.5)
        try:
            try:
                yield
            finally:
                # Two levels, because the bell may ring on this very line.
                armed = False
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, handler)
            if remaining:  # somebody else's timer was running: let it go on
                left = max(remaining - (time.monotonic() - started), 1e-3)
                signal.setitimer(signal.ITIMER_REAL, left, interval)


@contextmanager
def _watchdog(seconds: float) -> Iterator[None]:
    thread = threading.get_ident()
    lock = threading.Lock()
    done = False

    def bark() -> None:
        with lock:
            if not done:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(
                    ctypes.c_ulong(thread), ctypes.py_object(TimeLimitError)
                )

    timer = threading.Timer(seconds, bark)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            done = True
        timer.cancel()
