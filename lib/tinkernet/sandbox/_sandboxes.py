"""Sandboxed kernels, handed out warm by a zygote of this process."""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ._bubblewrap import JUDGES_ROOMS, SANDBOX_USER, require_bubblewrap
from ._environment import ENVIRONMENT
from ._inhabitant import FILES
from ._limits import Limits
from ._zygote_process import SharedZygote, ZygoteProcess

_LOST = "The process that kernels are forked from ended unexpectedly."


class SandboxLostError(RuntimeError):
    """The machinery of the sandbox broke, not what runs inside: try again."""


@dataclass(frozen=True)
class Sandbox:
    """A kernel behind walls.

    Attributes
    ----------
    init : int
        Process number, outside, of the sandbox's first process: when it dies, all die.
    kernel : int
        Process number, outside, of the kernel.
    """

    init: int
    kernel: int


class Zygotes:
    """The zygote of this process, started when first needed, replaced when it dies."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._zygote: ZygoteProcess | None = None
        atexit.register(self.stop)

    def warm_up(self) -> None:
        """Let the zygote begin with its imports; do not wait for it."""
        with self._lock:
            self._ensure()

    def share(self) -> SharedZygote:
        """Make a zygote for another process out of the one of this process."""
        with self._lock:
            return self._ensure().share()

    def adopt(self, shared: SharedZygote) -> None:
        """Take the zygote that another process shares, if there is none yet."""
        with self._lock:
            self._forget()
            self._zygote = ZygoteProcess(shared)

    def runtime_folder(self, files: Mapping[str, bytes]) -> Path:
        """Make a runtime folder that goes when the zygote goes, however this process ends."""
        with self._lock:
            try:
                return runtime_folder(files, self._ensure().folder)
            except FileNotFoundError as error:
                self._forget()
                raise SandboxLostError(_LOST) from error

    def start(
        self,
        runtime: Path,
        connection: Mapping[str, Any],
        *,
        limits: Limits,
        environment: Mapping[str, str],
        grading: bool,
        taken_away: Sequence[str] = (),
    ) -> Sandbox:
        """Put a fresh kernel into a sandbox of its own.

        Parameters
        ----------
        runtime : Path
            A new folder; the kernel's sockets go there. Data files lie in its ``files/``.
        connection : mapping
            Ports and key.
        limits : Limits
        environment : mapping of str to str
            Added to ``ENVIRONMENT``.
        grading : bool
            Whether the judge sits outside: then nothing that is right is visible inside.
        taken_away : sequence of str
            Functions that refuse to work, and packages that are not there.

        Raises
        ------
        RuntimeError
            If the sandbox could not be made, with the reason.
        """
        hidden = JUDGES_ROOMS if grading else set(JUDGES_ROOMS) - {"checks", "exercises"}
        facts = self._request(
            {
                "do": "start",
                "runtime": str(runtime),
                "connection": dict(connection),
                "limits": asdict(limits),
                "environment": {**ENVIRONMENT, **environment},
                "grading": grading,
                "hidden_rooms": sorted(hidden),
                "taken_away": list(taken_away),
            }
        )
        return Sandbox(facts["init"], facts["kernel"])

    def end(self, sandbox: Sandbox) -> None:
        """Kill everything in a sandbox; return when all of it is gone."""
        with contextlib.suppress(ProcessLookupError):
            handle = os.pidfd_open(sandbox.init)
            try:
                signal.pidfd_send_signal(handle, signal.SIGKILL)
            finally:
                os.close(handle)
        with contextlib.suppress(RuntimeError, OSError):  # a zygote that died took it along
            self._request({"do": "end", "init": sandbox.init, "kernel": sandbox.kernel})

    def alive(self) -> bool:
        """Tell whether the zygote lives, and with it every sandbox it made."""
        zygote = self._zygote
        return zygote is not None and zygote.alive()

    def stop(self) -> None:
        """End the zygote and every sandbox."""
        with self._lock:
            self._forget()

    def _request(self, request: dict[str, Any]) -> dict[str, Any]:
        with self._lock:
            try:
                facts = self._ensure().request(request)
            except OSError as error:
                self._forget()
                raise SandboxLostError(_LOST) from error
        if "error" in facts:
            raise RuntimeError(facts["error"])
        return facts

    def _ensure(self) -> ZygoteProcess:
        if self._zygote is None or not self._zygote.alive():
            self._forget()
            require_bubblewrap()
            self._zygote = ZygoteProcess.launch()
        return self._zygote

    def _forget(self) -> None:
        if self._zygote is not None:
            self._zygote.end()
        self._zygote = None


def runtime_folder(files: Mapping[str, bytes], parent: Path | None = None) -> Path:
    """Make a kernel's runtime folder, with the files that should lie in its home.

    Parameters
    ----------
    files : mapping of str to bytes
        By path relative to the home; paths are trusted to stay inside.
    parent : Path or None
        Where to make it; None takes the machine's folder for temporary files.
    """
    runtime = Path(tempfile.mkdtemp(prefix="" if parent else "tinkernet-", dir=parent))
    if os.geteuid() == 0:
        os.chown(runtime, SANDBOX_USER, SANDBOX_USER)  # its sockets are bound from inside
    for name, content in files.items():
        path = runtime / FILES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return runtime


zygotes = Zygotes()
"""The one of this process."""
