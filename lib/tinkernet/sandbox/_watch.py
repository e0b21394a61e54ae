"""Watch a sandbox: whether its kernel has ended, and how much memory it takes."""

from __future__ import annotations

import contextlib
import os
import resource
from pathlib import Path

from ._limits import Limits
from ._sandboxes import Sandbox


class KernelWatch:
    """A file descriptor that becomes readable when a kernel ends, and a look at its memory.

    Parameters
    ----------
    sandbox : Sandbox
    limits : Limits

    Attributes
    ----------
    interval : float
        Seconds between two looks at the memory while one waits: nothing tells of it by itself.
    """

    interval = 0.25

    def __init__(self, sandbox: Sandbox, limits: Limits) -> None:
        self._sandbox = sandbox
        self._most = limits.memory
        self._handle = os.pidfd_open(sandbox.kernel)
        self._first = _resident(sandbox.kernel)

    def fileno(self) -> int:
        """Return the descriptor to wait for."""
        return self._handle

    def excess(self) -> str:
        """Say what the sandbox uses too much of; nothing as long as all is well."""
        used = 0
        for pid in _descendants([self._sandbox.kernel, self._sandbox.init]):
            used += max(_resident(pid) - self._first, 0)
        if used > self._most:
            return f"it used more than {self._most // 2**20} MB of memory"
        return ""

    def close(self) -> None:
        """Stop watching."""
        os.close(self._handle)


def _resident(pid: int) -> int:
    """Return the bytes of memory that a process has to itself.

    What forks share is divided among them, where the system tells; elsewhere pages of files are
    left out.
    """
    with contextlib.suppress(OSError, IndexError, ValueError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss_Anon:"):
                return int(line.split()[1]) * 1024
    with contextlib.suppress(OSError, IndexError, ValueError):
        fields = Path(f"/proc/{pid}/statm").read_text().split()
        return (int(fields[1]) - int(fields[2])) * resource.getpagesize()
    return 0


def _descendants(pids: list[int]) -> list[int]:
    """List processes with all that they started."""
    found: list[int] = []
    waiting = list(pids)
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{pid}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
    return found
