"""Run a saved notebook in a kernel of its own and listen to what its checks say."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

from tinkernet.checks import Reason

from ._listen import Heard, Listener

CELL_SECONDS = 30.0
"""For a cell that is no check; checks bring their own limits."""

AFTER_A_STOP_SECONDS = 5.0
"""In place of CELL_SECONDS once a cell was stopped: later cells often call the same loop."""

NOTEBOOK_SECONDS = 300.0
START_SECONDS = 60.0
ENDED = "ended the kernel"
TOO_SLOW = "was stopped, because it took too long"
_GRACE = 5.0  # seconds that an interrupted cell may take to end
_GLANCE = 0.25  # seconds between two looks whether the kernel lives


class NoKernelError(RuntimeError):
    """No kernel could be started; the message says why."""


@dataclass
class Run:
    """What a notebook did.

    Attributes
    ----------
    cells : list of Heard
        Of each cell that was run, in order.
    stopped : str
        What the cell after these did, so that the rest was not run; nothing where all was.
    """

    cells: list[Heard] = field(default_factory=list)
    stopped: str = ""

    @property
    def too_slow(self) -> bool:
        """Whether time ran out somewhere: on another day it might not."""
        said = [one["reason"] for cell in self.cells for one in cell.verdicts]
        late = self.stopped and self.stopped != ENDED
        return bool(late) or Reason.TOO_SLOW in said or TOO_SLOW in [x.error for x in self.cells]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values that JSON can hold."""
        return asdict(self)

    @classmethod
    def from_dict(cls, raw: Any) -> Run:
        """Make it again; whatever is wrong with ``raw`` is a ValueError."""
        try:
            cells = [Heard(list(one["verdicts"]), str(one["error"])) for one in raw["cells"]]
            return cls(cells, str(raw["stopped"]))
        except (TypeError, KeyError) as error:
            raise ValueError("not a run") from error


def run_notebook(
    sources: Sequence[str], seconds: Sequence[float], folder: Path, tick: Callable[[], object]
) -> Run:
    """Run cells one after the other, as Restart and Run All does, errors and all.

    Parameters
    ----------
    sources : sequence of str
        The code of each cell.
    seconds : sequence of float
        How long each may take; after one that had to be stopped, the others have less.
    folder : Path
        Where the kernel runs: the notebook's own folder.
    tick : callable
        Called after each cell.

    Raises
    ------
    NoKernelError
        If no kernel starts.
    """
    run, over, errors = Run(), threading.Event(), []

    def work() -> None:
        try:
            asyncio.run(_run(sources, seconds, folder, run, over))
        except Exception as error:  # handed over to who waits
            errors.append(error)

    # Beside this thread, which may be a kernel's and has a loop of its own.
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    ticked = 0
    try:
        while thread.is_alive():
            thread.join(0.1)
            for _ in range(len(run.cells) - ticked):
                tick()
                ticked += 1
    finally:
        over.set()  # Ctrl-C: the kernel ends, too
        thread.join(_GRACE)
    if errors:
        raise NoKernelError(f"no kernel could be started: {errors[0]}") from errors[0]
    return run


class _OwnKernelManager(AsyncKernelManager):  # type: ignore[misc]
    """Starts a kernel of this very Python, whatever a notebook names."""

    @property
    def kernel_spec(self) -> KernelSpec:
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        argv += ["--HistoryManager.hist_file=:memory:"]  # it is not the student who types
        # Whatever else is usual in this process: the grader's own kernels are of another kind.
        plainly = {"kernel_provisioner": {"provisioner_name": "local-provisioner"}}
        return KernelSpec(display_name="Python 3", language="python", argv=argv, metadata=plainly)


async def _run(
    sources: Sequence[str],
    seconds: Sequence[float],
    folder: Path,
    run: Run,
    over: threading.Event,
) -> None:
    manager = _OwnKernelManager()
    # As nbgrader validates: pictures are not drawn, and progress() in there does not start again.
    environment = {**os.environ, "NBGRADER_EXECUTION": "validate"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        await manager.start_kernel(cwd=str(folder), env=environment, **quiet)
        client = manager.client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=START_SECONDS)
            await _run_cells(sources, seconds, Listener(client), manager, run, over)
        finally:
            client.stop_channels()
    finally:
        if manager.has_kernel:
            await manager.shutdown_kernel(now=True)
        await manager.cleanup_resources()


async def _run_cells(
    sources: Sequence[str],
    seconds: Sequence[float],
    listener: Listener,
    manager: AsyncKernelManager,
    run: Run,
    over: threading.Event,
) -> None:
    loop = asyncio.get_running_loop()
    end = loop.time() + NOTEBOOK_SECONDS
    saved = 0.0
    with listener.listening():
        for source, limit in zip(sources, seconds, strict=True):
            if loop.time() > end:
                run.stopped = f"came after {NOTEBOOK_SECONDS:.0f} seconds, which is too late"
                return
            task = asyncio.ensure_future(listener.execute(source))
            until = min(loop.time() + max(limit - saved, 0.0), end)
            interrupted = False
            while not (await asyncio.wait({task}, timeout=_GLANCE))[0]:
                if over.is_set():
                    task.cancel()
                    return
                if not await manager.is_alive():
                    task.cancel()
                    run.stopped = ENDED
                    return
                if loop.time() < until:
                    continue
                if interrupted:
                    task.cancel()
                    run.stopped = "does not end"
                    return
                await manager.interrupt_kernel()
                interrupted, until = True, loop.time() + _GRACE
            heard = task.result()
            if interrupted:
                heard.error = TOO_SLOW
                saved = max(CELL_SECONDS - AFTER_A_STOP_SECONDS, 0.0)
            run.cells.append(heard)
