"""Sandboxed kernels, handed out warm by a zygote of this process."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ._bubblewrap import INSIDE_HOME, JUDGES_ROOMS, SANDBOX_USER, require_bubblewrap
from ._inhabitant import FILES
from ._limits import Limits

_WARM_UP_SECONDS = 120
_START_SECONDS = 30
_ONE_MESSAGE = 65536

_ZYGOTE = (sys.executable, "-I", "-m", "tinkernet.sandbox.zygote")

ENVIRONMENT = {
    "HOME": INSIDE_HOME,
    "LANG": "C.UTF-8",
    "LOGNAME": "student",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PATH": "/usr/bin:/bin",
    "TMPDIR": "/tmp",
    "USER": "student",
    # One kernel a core: more threads would only wait for each other.
    "MKL_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
"""Every environment variable that a kernel gets; the caller may add some."""


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
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._folder = Path()
        self._warm = False
        atexit.register(self.stop)

    def warm_up(self) -> None:
        """Let the zygote begin with its imports; do not wait for it."""
        with self._lock:
            self._ensure()

    def runtime_folder(self, files: Mapping[str, bytes]) -> Path:
        """Make a runtime folder that goes when the zygote goes, however this process ends."""
        with self._lock:
            self._ensure()
            return runtime_folder(files, self._folder)

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
        process = self._process
        return process is not None and process.poll() is None

    def stop(self) -> None:
        """End the zygote and every sandbox."""
        with self._lock:
            self._forget()

    def _request(self, request: dict[str, Any]) -> dict[str, Any]:
        with self._lock:
            self._ensure()
            assert self._socket is not None
            try:
                if not self._warm:
                    self._socket.settimeout(_WARM_UP_SECONDS)
                    if not self._socket.recv(_ONE_MESSAGE):
                        raise ConnectionResetError
                    self._warm = True
                self._socket.settimeout(_START_SECONDS)
                self._socket.send(json.dumps(request).encode())
                answer = self._socket.recv(_ONE_MESSAGE)
                if not answer:
                    raise ConnectionResetError
            except OSError as error:
                self._forget()
                raise SandboxLostError(
                    "The process that kernels are forked from ended unexpectedly."
                ) from error
        facts: dict[str, Any] = json.loads(answer)
        if "error" in facts:
            raise RuntimeError(facts["error"])
        return facts

    def _ensure(self) -> None:
        if self._process is not None and self._process.poll() is None:
            return
        self._forget()
        require_bubblewrap()
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._folder = Path(tempfile.mkdtemp(prefix="tinkernet-"))
        self._process = subprocess.Popen(
            [*_ZYGOTE, str(there.fileno()), str(self._folder)],
            pass_fds=[there.fileno()],
            stdin=subprocess.DEVNULL,
            env=_zygote_environment(),
            start_new_session=True,  # who kills a whole group leaves it the time to tidy up
        )
        there.close()
        self._socket, self._warm = here, False

    def _forget(self) -> None:
        if self._socket is not None:
            self._socket.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            remove_runtime_folder(self._folder)
        self._socket = self._process = None


def _zygote_environment() -> dict[str, str]:
    """Return a short environment: a fork's memory begins with its parent's."""
    cache = Path(tempfile.gettempdir(), f"tinkernet-{os.getuid()}")
    with contextlib.suppress(FileExistsError):
        cache.mkdir(mode=0o700)
    mine = cache.is_dir() and not cache.is_symlink() and cache.stat().st_uid == os.getuid()
    fonts = {"MPLCONFIGDIR": str(cache)} if mine else {}
    # A fixed order of sets of texts: the same submission gives the same result.
    return {**ENVIRONMENT, **fonts, "PYTHONHASHSEED": "0", "NBGRADER_EXECUTION": "autograde"}


def runtime_folder(files: Mapping[str, bytes], parent: Path | None = None) -> Path:
    """Make a kernel's runtime folder, with the files that should lie in its home.

    Parameters
    ----------
    files : mapping of str to bytes
        By path relative to the home; paths are trusted to stay inside.
    parent : Path or None
        Where to make it; None takes the machine's folder for temporary files.
    """
    runtime = Path(tempfile.mkdtemp(prefix="tinkernet-", dir=parent))
    if os.geteuid() == 0:
        os.chown(runtime, SANDBOX_USER, SANDBOX_USER)  # its sockets are bound from inside
    for name, content in files.items():
        path = runtime / FILES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return runtime


def remove_runtime_folder(runtime: Path) -> None:
    """Remove a runtime folder and what is left in it."""
    shutil.rmtree(runtime, ignore_errors=True)


zygotes = Zygotes()
"""The one of this process."""
