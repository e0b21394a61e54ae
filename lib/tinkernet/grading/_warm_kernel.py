"""Kernels that start warm: forked from a process that has done the slow imports already."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from multiprocessing import forkserver
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

PROVISIONER = "tinkernet-warm-provisioner"
"""Name of the entry point; ``JUPYTER_DEFAULT_PROVISIONER_NAME`` selects it."""


class WarmProvisioner(LocalProvisioner):
    """Launch kernels out of a fork server that has imported what notebooks import.

    A cold kernel spends two seconds on imports, a forked one none. The fork server is the
    standard library's; it starts with the first kernel and ends with the process that asked.
    """

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork a kernel; ``cmd`` is the command line that a cold one would be started with."""
        start_fork_server()
        context = multiprocessing.get_context("forkserver")
        arguments = cmd[cmd.index("-f") :]
        environment = dict(kwargs.get("env") or os.environ)
        process = context.Process(
            target=_become_kernel,
            args=(arguments, str(kwargs.get("cwd") or Path.cwd()), environment),
            daemon=True,
        )
        process.start()
        self.process: Any = _Handle(process)
        self.pid = process.pid
        self.cwd = kwargs.get("cwd")
        # Its own group, so that an interrupt reaches what the student's code started, too.
        self.pgid = process.pid
        return self.connection_info


def start_fork_server() -> None:
    """Start the process that kernels are forked from, unless it runs already; do not wait."""
    multiprocessing.get_context("forkserver").set_forkserver_preload(
        ["tinkernet.grading._warm_imports"]
    )
    forkserver.ensure_running()


class _Handle:
    """What jupyter_client expects of ``subprocess.Popen``, for a forked process."""

    stdin = stdout = stderr = None

    def __init__(self, process: BaseProcess) -> None:
        self._process = process
        self.pid = process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int | None:
        self._process.join(timeout)
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self.pid is not None and self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


def _become_kernel(arguments: list[str], folder: str, environment: dict[str, str]) -> None:
    """Run as a kernel, in the forked process, until told to stop."""
    from ipykernel.kernelapp import launch_new_instance

    # A cold kernel would not know of a fork server either.
    multiprocessing.set_start_method(None, force=True)
    os.setpgrp()
    # Its console is nobody's; what cells print goes over the wire.
    silent = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(silent, stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["ipykernel_launcher", *arguments]
    launch_new_instance()
