"""Kernels without walls, for those who insist: a plain process of whoever grades."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.utils import run_sync

from ._environment import PARENT
from ._folders import remove_folder
from ._inhabitant import FILES
from ._sandboxes import Sandbox, runtime_folder

_lock = threading.Lock()
_folders: set[Path] = set()
"""Of this process's kernels that have not been ended."""


def remove_plain_folders() -> None:
    """Remove what plain kernels of this process use, for when it ends now; no more are made."""
    _lock.acquire()  # for ever
    for folder in _folders:
        remove_folder(folder)


class PlainKernelManager(AsyncKernelManager):  # type: ignore[misc]
    """Starts a kernel in a folder of its own, and nothing more.

    Parameters
    ----------
    files : mapping of str to bytes
        What lies in that folder.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__()
        with _lock:
            self._runtime = runtime_folder(files)
            _folders.add(self._runtime)
        (self._runtime / FILES).mkdir(exist_ok=True)
        self.transport = "ipc"
        self.ip = f"{self._runtime}/k"
        self.connection_file = f"{self._runtime}/connection.json"

    @property
    def kernel_spec(self) -> KernelSpec:
        """The answering kernel as a program."""
        argv = [sys.executable, "-m", "tinkernet.sandbox.plain_kernel", "{connection_file}"]
        return KernelSpec(display_name="Python 3 (no sandbox)", language="python", argv=argv)

    @property
    def sandbox(self) -> Sandbox:
        """The process, in the form that a sandboxed kernel has it."""
        pid = self.provisioner.pid
        return Sandbox(pid, pid)

    def start(self, environment: Mapping[str, str]) -> None:
        """Start the kernel."""
        run_sync(self._async_start_kernel)(
            cwd=str(self._runtime / FILES),
            env={**os.environ, **environment, PARENT: str(os.getpid())},
        )

    def end(self) -> None:
        """Kill the kernel."""
        if self.has_kernel:
            run_sync(self._async_shutdown_kernel)(now=True)
        remove_folder(self._runtime)
        with _lock:
            _folders.discard(self._runtime)
        if self._created_context:
            self.context.destroy(linger=0)
