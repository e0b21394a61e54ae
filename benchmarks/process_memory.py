"""How much memory a class run takes, kind by kind of process, sampled from outside."""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

_SAMPLE_SECONDS = 0.5
_FIRST_ZYGOTE, _FORK_SERVER = "first zygote", "fork server"
KINDS = ("coordinator", _FORK_SERVER, "worker", _FIRST_ZYGOTE, "zygote", "kernel")


class MemoryWatch:
    """The largest that each kind of process was seen to be.

    Attributes
    ----------
    resident : Counter of str
        Bytes of the largest process of a kind, pages that it shares included.
    own : Counter of str
        Bytes that no other process has, of the largest.
    together : int
        Bytes of the whole run at its largest moment; shared pages count once.
    """

    def __init__(self) -> None:
        self.resident: Counter[str] = Counter()
        self.own: Counter[str] = Counter()
        self.together = 0
        self._ended = threading.Event()

    @contextmanager
    def of(self, pid: int) -> Iterator[None]:
        """Sample a process and its descendants until the block ends."""
        thread = threading.Thread(target=self._sample, args=(pid,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._ended.set()
            thread.join()

    def _sample(self, pid: int) -> None:
        while not self._ended.wait(_SAMPLE_SECONDS):
            with contextlib.suppress(psutil.Error):
                root = psutil.Process(pid)
                self._look([root, *root.children(recursive=True)])

    def _look(self, processes: list[psutil.Process]) -> None:
        kinds: dict[int, str] = {}
        together = 0
        for process in processes:
            with contextlib.suppress(psutil.Error, OSError):
                kind = _kind(process, kinds)
                kinds[process.pid] = kind
                used = process.memory_full_info()
                self.resident[kind] = max(self.resident[kind], used.rss)
                self.own[kind] = max(self.own[kind], used.uss)
                together += used.pss
        self.together = max(self.together, together)


def _kind(process: psutil.Process, kinds: dict[int, str]) -> str:
    """Tell what a process is; parents come before their children."""
    if not kinds:
        return "coordinator"
    parent, command = kinds.get(process.ppid(), ""), " ".join(process.cmdline())
    if "tinkernet.sandbox.zygote" in command:
        # Forks all have one command line: the first zygote divides, its children fork kernels.
        return {"coordinator": _FIRST_ZYGOTE, _FIRST_ZYGOTE: "zygote"}.get(parent, "kernel")
    if "forkserver" in command:
        return _FORK_SERVER if parent == "coordinator" else "worker"
    return "other"
