"""Jupyter's way to a sandboxed kernel: a kernel provisioner, and a manager that asks for it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any as Anything

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerBase
from jupyter_client.utils import run_sync
from traitlets import Any, Bool, Instance, Tuple

from ._folders import remove_folder
from ._limits import Limits
from ._sandboxes import Sandbox, zygotes
from ._submitted_files import read_folder
from ._zygote_process import has_ended

PROVISIONER = "tinkernet-sandbox"
"""Name of the entry point in ``jupyter_client.kernel_provisioners``."""


class SandboxProvisioner(KernelProvisionerBase):  # type: ignore[misc]
    """Launches kernels out of the zygote, each behind bubblewrap's walls.

    Attributes
    ----------
    limits : Limits
        What a kernel may use up.
    files : mapping of str to bytes, or None
        What lies in its home; None copies the regular files of the working folder asked for.
    grading : bool
        Whether the judge sits outside. Otherwise, as for ``nbgrader validate``, the checks
        and what they need can be imported inside.
    taken_away : tuple of str
        Functions and packages that are not to be had inside.
    """

    limits = Instance(Limits, ())
    files = Any(None, allow_none=True)
    grading = Bool(False)
    taken_away = Tuple()

    def __init__(self, **kwargs: Anything) -> None:
        super().__init__(**kwargs)
        self._sandbox: Sandbox | None = None
        self._runtime: Path | None = None
        self._exit: int | None = None

    @property
    def sandbox(self) -> Sandbox | None:
        """The sandbox, while the kernel lives."""
        return self._sandbox

    @property
    def has_process(self) -> bool:
        """Whether there is a kernel to look after."""
        return self._sandbox is not None

    async def pre_launch(self, **kwargs: Anything) -> dict[str, Anything]:
        """Make the runtime folder and let the manager write its connection file there."""
        manager = self.parent
        files = self.files
        if files is None:
            folder = kwargs.get("cwd")
            files = read_folder(Path(folder)).files if folder else {}
        self._runtime = zygotes.runtime_folder(files)
        manager.transport = "ipc"
        manager.ip = f"{self._runtime}/k"
        for number, name in enumerate(_PORTS, 1):
            setattr(manager, name, number)
        manager.connection_file = f"{self._runtime}/connection.json"
        self.connection_info = manager.get_connection_info()
        variables = {name: value for name, value in os.environ.items() if name in _PASSED_ON}
        return await super().pre_launch(
            cmd=[], **{**kwargs, "env": {**variables, **(kwargs.get("extra_env") or {})}}
        )

    async def launch_kernel(self, cmd: list[str], **kwargs: Anything) -> Anything:
        """Fork a kernel into its sandbox."""
        info = self.connection_info
        key = info["key"]
        connection = {name: info[name] for name in _PORTS}
        connection["key"] = key.decode() if isinstance(key, bytes) else key
        assert self._runtime is not None
        self._sandbox = zygotes.start(
            self._runtime,
            connection,
            limits=self.limits,
            environment=kwargs["env"],
            grading=self.grading,
            taken_away=self.taken_away,
        )
        return info

    async def poll(self) -> int | None:
        """Return None while the kernel runs."""
        if self._sandbox is None:
            return self._exit or 0
        return None if alive(self._sandbox.kernel) else 1

    async def wait(self) -> int | None:
        """Wait until the kernel has ended, then tear the sandbox down."""
        if self._sandbox is not None:
            with contextlib.suppress(ProcessLookupError):
                handle = os.pidfd_open(self._sandbox.kernel)
                loop = asyncio.get_running_loop()
                ended = loop.create_future()
                loop.add_reader(handle, _settle, ended)
                try:
                    await ended
                finally:
                    loop.remove_reader(handle)
                    os.close(handle)
            self.tear_down()
        return self._exit or 0

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel."""
        if self._sandbox is not None and alive(self._sandbox.kernel):
            os.kill(self._sandbox.kernel, signum)

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel and every process it left behind."""
        self.tear_down()

    async def terminate(self, restart: bool = False) -> None:
        """Ask the kernel to end."""
        await self.send_signal(signal.SIGTERM)

    async def cleanup(self, restart: bool = False) -> None:
        """Remove what is left."""
        self.tear_down()

    def tear_down(self) -> None:
        sandbox, self._sandbox = self._sandbox, None
        if sandbox is not None:
            zygotes.end(sandbox)
        if self._runtime is not None:
            remove_folder(self._runtime)
            self._runtime = None


_PORTS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")
_PASSED_ON = ("NBGRADER_EXECUTION",)


def _settle(ended: asyncio.Future[None]) -> None:
    if not ended.done():
        ended.set_result(None)


def alive(pid: int) -> bool:
    """Tell whether a process still runs; one that ended but was not reaped does not."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return False
    try:
        return not has_ended(handle)
    finally:
        os.close(handle)


class SandboxedKernelManager(AsyncKernelManager):  # type: ignore[misc]
    """Starts kernels in the sandbox, whatever the kernel's specification says.

    For ``c.Execute.kernel_manager_class`` in ``nbgrader_config.py``. Attributes are those of
    ``SandboxProvisioner``.
    """

    limits = Instance(Limits, ())
    files = Any(None, allow_none=True)
    grading = Bool(False)
    taken_away = Tuple()

    @property
    def kernel_spec(self) -> KernelSpec:
        """The specification, with the sandbox as its provisioner."""
        spec = KernelSpec(display_name="Python 3 (sandboxed)", language="python", argv=["python"])
        names = ("limits", "files", "grading", "taken_away")
        config = {name: getattr(self, name) for name in names}
        stanza = {"provisioner_name": PROVISIONER, "config": config}
        spec.metadata = {"kernel_provisioner": stanza}
        return spec

    @property
    def sandbox(self) -> Sandbox | None:
        """The sandbox, while the kernel lives."""
        return self.provisioner.sandbox if self.provisioner else None

    def start(self, environment: Mapping[str, str]) -> None:
        """Start the kernel, with some environment variables more; do not return before."""
        run_sync(self._start)(extra_env=dict(environment))

    async def _start(self, **wishes: Anything) -> None:
        """Do what ``start_kernel`` does, without a nap afterwards and without a control channel."""
        command, wishes = await self.pre_start_kernel(**wishes)
        await self._launch_kernel(command, **wishes)

    def end(self) -> None:
        """Kill everything in the sandbox; return when nothing of it is left."""
        if self.provisioner is not None:
            self.provisioner.tear_down()
        if self._created_context:
            self.context.destroy(linger=0)
