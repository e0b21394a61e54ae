"""The trusted end of a zygote: start one, ask it, share it, end it."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from ._environment import zygote_environment
from ._folders import remove_folder

_WARM_UP_SECONDS = 120
_ANSWER_SECONDS = 30
_ONE_MESSAGE = 65536

_COMMAND = (sys.executable, "-I", "-m", "tinkernet.sandbox.zygote")


@dataclass(frozen=True)
class SharedZygote:
    """What another process needs to ask a zygote of its own; can be sent to it.

    Attributes
    ----------
    requests : socket
        Close it here once it was sent: who holds it keeps the zygote alive.
    folder : str
        Goes when the zygote goes.
    """

    requests: socket.socket
    folder: str


class ZygoteProcess:
    """A zygote that is there, or on its way.

    Parameters
    ----------
    shared : SharedZygote
    process : Popen or None
        None if another process started it.

    Attributes
    ----------
    folder : Path
        For what kernels need while they live. It goes with the zygote, however that ends.
    """

    def __init__(
        self, shared: SharedZygote, process: subprocess.Popen[bytes] | None = None
    ) -> None:
        self._requests = shared.requests
        self.folder = Path(shared.folder)
        self._process = process
        self._handle = os.pidfd_open(process.pid) if process else -1
        self._warm = False

    @classmethod
    def launch(cls) -> Self:
        """Start one; do not wait for its imports."""
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        folder = tempfile.mkdtemp(prefix="tinkernet-")
        process = subprocess.Popen(
            [*_COMMAND, str(there.fileno()), folder],
            pass_fds=[there.fileno()],
            stdin=subprocess.DEVNULL,
            env=zygote_environment(),
            start_new_session=True,  # who kills a whole group leaves it the time to tidy up
        )
        there.close()
        return cls(SharedZygote(here, folder), process)

    def share(self) -> SharedZygote:
        """Let it fork another zygote, as warm, for another process; do not wait for that."""
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        # Inside this one's, which is removed by somebody whoever is killed.
        folder = tempfile.mkdtemp(prefix="", dir=self.folder)
        message = json.dumps({"do": "divide", "folder": folder}).encode()
        with there, contextlib.suppress(ConnectionError):  # then the other starts its own
            socket.send_fds(self._requests, [message], [there.fileno()])
        return SharedZygote(here, folder)

    def request(self, request: dict[str, Any]) -> dict[str, Any]:
        """Ask for something and wait for the answer.

        Raises
        ------
        OSError
            If it is gone, or does not answer.
        """
        if not self._warm:
            hello = self._receive(_WARM_UP_SECONDS)
            if self._handle < 0:
                self._handle = os.pidfd_open(hello["pid"])
            self._warm = True
        self._requests.settimeout(_ANSWER_SECONDS)
        self._requests.send(json.dumps(request).encode())
        return self._receive(_ANSWER_SECONDS)

    def _receive(self, seconds: float) -> dict[str, Any]:
        self._requests.settimeout(seconds)
        said = self._requests.recv(_ONE_MESSAGE)
        if not said:
            raise ConnectionResetError
        answer: dict[str, Any] = json.loads(said)
        return answer

    def alive(self) -> bool:
        """Tell whether it lives, and with it every sandbox it made."""
        return self._handle < 0 or not has_ended(self._handle)

    def end(self) -> None:
        """End it and every sandbox it made, and remove its folder."""
        self._requests.close()
        if self._handle >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)
            select.select([self._handle], [], [])
            os.close(self._handle)
        if self._process is not None:
            self._process.wait()
        remove_folder(self.folder)


def has_ended(handle: int) -> bool:
    """Tell of a process's descriptor whether the process has ended, reaped or not."""
    return bool(select.select([handle], [], [], 0)[0])
