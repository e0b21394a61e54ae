"""What the walls cost: a sandboxed kernel taken apart, and an ordinary one beside it."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from tqdm import tqdm

from tinkernet.sandbox import Kernel, Limits, zygotes
from tinkernet.sandbox import _namespaces as linux
from tinkernet.sandbox._bubblewrap import SANDBOX_USER, WRITABLE, sandbox_command
from tinkernet.sandbox._folders import remove_folder
from tinkernet.sandbox._forbidden_calls import forbidden_calls
from tinkernet.sandbox._sandboxes import runtime_folder
from tinkernet.sandbox.zygote import _build

_CELL = "1"
_CELLS = 20


def sandbox_costs(times: int) -> dict[str, float]:
    """Measure everything several times.

    Parameters
    ----------
    times : int
        How often.

    Returns
    -------
    dict of str to float
        Medians in seconds, by what was measured.
    """
    began = time.perf_counter()
    with Kernel({}, Limits()):
        pass
    found: dict[str, list[float]] = {"zygote": [time.perf_counter() - began]}
    steps: tuple[tuple[str, Callable[[], dict[str, float]]], ...] = (
        ("in the sandbox", _in_the_sandbox),
        ("the walls", _walls),
        ("without walls", _without_walls),
        ("an ordinary kernel", _ordinary),
    )
    for name, measure in steps:
        for _ in tqdm(range(times), desc=f"  {name}", unit="kernel"):
            for key, seconds in measure().items():
                found.setdefault(key, []).append(seconds)
    zygotes.stop()
    return {key: median(values) for key, values in found.items()}


@contextmanager
def _noted(found: dict[str, float], name: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    found[name] = time.perf_counter() - began


def _in_the_sandbox() -> dict[str, float]:
    """Start a sandboxed kernel, let it answer, end it with all that is in it."""
    found: dict[str, float] = {}
    kernel = Kernel({}, Limits())
    with _noted(found, "start"):
        kernel.__enter__()
    try:
        with _noted(found, "first reply"):
            kernel.run(_CELL, 20.0)
        found["cell inside"] = _round_trip(kernel)
    finally:
        with _noted(found, "end"):
            kernel.__exit__()
    return found


def _without_walls() -> dict[str, float]:
    """Let the same kernel answer as a plain process."""
    with Kernel({}, Limits(walls=False)) as kernel:
        kernel.run(_CELL, 60.0)
        return {"cell outside": _round_trip(kernel)}


def _round_trip(kernel: Kernel) -> float:
    seconds = []
    for _ in range(_CELLS):
        began = time.perf_counter()
        kernel.run(_CELL, 20.0)
        seconds.append(time.perf_counter() - began)
    return median(seconds)


def _walls() -> dict[str, float]:
    """Let bubblewrap build; then enter, furnish and give up privileges as a kernel does."""
    found: dict[str, float] = {}
    runtime = runtime_folder({})
    try:
        with _noted(found, "bubblewrap"):
            sandbox, init = _build(sandbox_command(runtime))
        try:
            reading, writing = os.pipe()
            with _noted(found, "fork"):
                child = os.fork()
            if child == 0:
                _enter(init, writing)
            os.close(writing)
            with os.fdopen(reading) as answer:
                found.update(json.loads(answer.read()))
            os.waitpid(child, 0)
        finally:
            with _noted(found, "tear down"):
                sandbox.kill()
                sandbox.communicate()
    finally:
        remove_folder(runtime)
    return found


def _enter(init: int, writing: int) -> None:
    """Do what ``tinkernet.sandbox._inhabitant`` does, with a watch; end the process."""
    found: dict[str, float] = {}
    try:
        root = os.geteuid() == 0
        kinds = linux.CLONE_NEWNS | linux.CLONE_NEWPID | linux.CLONE_NEWNET
        kinds |= linux.CLONE_NEWIPC | linux.CLONE_NEWUTS
        limits = Limits()
        with _noted(found, "setns"):
            linux.join(init, kinds if root else kinds | linux.CLONE_NEWUSER)
        with _noted(found, "mounts"):
            for place in WRITABLE:
                linux.mount_memory(place, limits.disk_bytes, limits.disk_files, SANDBOX_USER)
        with _noted(found, "capabilities"):
            linux.drop_capabilities()
        with _noted(found, "seccomp"):
            forbidden_calls().load()
        os.write(writing, json.dumps(found).encode())
    finally:
        os._exit(0)


def _ordinary() -> dict[str, float]:
    """Start ipykernel as Jupyter and nbgrader do."""
    from jupyter_client.manager import start_new_kernel

    found: dict[str, float] = {}
    with _noted(found, "ordinary start"):
        manager, client = start_new_kernel(kernel_name="python3")
    try:
        with _noted(found, "ordinary first reply"):
            client.execute_interactive(_CELL, timeout=60, output_hook=_ignore)
        with _noted(found, "ordinary imports"):
            code = "import numpy, matplotlib.pyplot, tinkernet.plots, tinkernet.widgets"
            client.execute_interactive(code, timeout=60, output_hook=_ignore)
    finally:
        client.stop_channels()
        with _noted(found, "ordinary end"):
            manager.shutdown_kernel(now=True)
    return found


def _ignore(message: Any) -> None:
    """Throw an output away."""
