"""From a fork of the zygote to a kernel behind walls."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import socket
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import _namespaces as linux
from ._bubblewrap import INSIDE_HOME, INSIDE_RUNTIME, SANDBOX_USER, WRITABLE
from ._forbidden_calls import forbidden_calls
from ._limits import Limits

FILES = "files"
"""Folder in a kernel's runtime folder with what should lie in its home."""


@dataclass(frozen=True)
class Inhabitant:
    """Who moves in.

    Attributes
    ----------
    connection : mapping
        Ports and key, as jupyter_client's connection file has them.
    limits : Limits
    environment : mapping of str to str
        All its environment variables.
    grading : bool
        Whether judging happens outside, so that ``check`` in there must not look for a judge.
    taken_away : sequence of str
        Functions that refuse to work in there.
    """

    connection: Mapping[str, Any]
    limits: Limits
    environment: Mapping[str, str]
    grading: bool
    taken_away: Sequence[str] = ()


def move_in(init: int, inhabitant: Inhabitant, zygote: socket.socket) -> None:
    """Enter the sandbox whose first process is ``init``, furnish it, fork the kernel.

    Runs in a process of its own, which still has privileges inside the sandbox (none outside)
    and ends when the kernel stands; the kernel itself never has any.
    """
    kinds = linux.CLONE_NEWNS | linux.CLONE_NEWPID | linux.CLONE_NEWNET
    kinds |= linux.CLONE_NEWIPC | linux.CLONE_NEWUTS
    root = os.geteuid() == 0
    host = os.open("/proc", os.O_PATH | os.O_DIRECTORY) if root else -1
    linux.join(init, kinds if root else kinds | linux.CLONE_NEWUSER)
    limits = inhabitant.limits
    for place in WRITABLE:
        linux.mount_memory(place, limits.disk_bytes, limits.disk_files, SANDBOX_USER)
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    kernel = os.fork()
    if kernel == 0:
        try:
            _become(inhabitant, there, root)
        finally:
            os._exit(1)
    there.close()
    if root:
        _expect(here, b"in")
        _map_user(host, kernel)
        here.send(b"mapped")
    _expect(here, b"bound")
    # Only now, so that nothing of a student's is there while the kernel starts.
    _furnish()
    # Its sockets are there; nothing else shall ever be.
    linux.make_read_only(INSIDE_RUNTIME)
    here.send(b"go")
    zygote.send(json.dumps({"kernel": kernel}).encode())
    os._exit(0)


def _furnish() -> None:
    """Copy the data files from the runtime folder into the home, as their new owner's."""
    files = Path(INSIDE_RUNTIME, FILES)
    if files.is_dir():
        shutil.copytree(files, INSIDE_HOME, dirs_exist_ok=True)
        if os.geteuid() == 0:
            for path in (Path(INSIDE_HOME), *Path(INSIDE_HOME).rglob("*")):
                os.chown(path, SANDBOX_USER, SANDBOX_USER)


def _expect(stream: socket.socket, word: bytes) -> None:
    heard = stream.recv(4096)
    if heard != word:
        raise RuntimeError(heard.decode(errors="replace") or "the kernel ended while starting")


def _map_user(proc: int, kernel: int) -> None:
    """Root: give the kernel's own user namespace its one user, who is nobody outside."""
    line = f"{SANDBOX_USER} {SANDBOX_USER} 1\n".encode()
    for name in ("uid_map", "gid_map"):
        handle = os.open(f"{kernel}/{name}", os.O_WRONLY, dir_fd=proc)
        os.write(handle, line)
        os.close(handle)


def _become(inhabitant: Inhabitant, mover: socket.socket, root: bool) -> None:
    """Give up every privilege, then run as a kernel until told to stop."""
    try:
        _close_all_but(mover.fileno())
        os.setsid()
        _limit(inhabitant.limits)
        if root:
            os.setgroups([])
            linux.leave_user_namespace()
            mover.send(b"in")
            _expect(mover, b"mapped")
            os.setresgid(SANDBOX_USER, SANDBOX_USER, SANDBOX_USER)
            os.setresuid(SANDBOX_USER, SANDBOX_USER, SANDBOX_USER)
        linux.drop_capabilities()
        forbidden_calls().load()
        os.environ.clear()
        os.environ.update(inhabitant.environment)
        os.chdir(INSIDE_HOME)
        # At the end: a student's own modules can be imported, none can replace another.
        sys.path[:] = [path for path in sys.path if path] + [INSIDE_HOME]
        sys.argv = ["kernel"]

        # Here, because the grader itself imports this file and has no use for kernels.
        from ._answering_kernel import bound_kernel
        from ._ordinary_kernel import bound_ordinary_kernel

        connection = {**inhabitant.connection, "ip": f"{INSIDE_RUNTIME}/k"}
        if inhabitant.grading:
            start = bound_kernel(connection, inhabitant.taken_away)
        else:
            start = bound_ordinary_kernel(connection)
    except BaseException as error:
        with contextlib.suppress(OSError):
            mover.send(f"{type(error).__name__}: {error}".encode())
        return
    mover.send(b"bound")
    _expect(mover, b"go")
    mover.close()
    start()


def _close_all_but(kept: int) -> None:
    silent = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(silent, stream)
    os.closerange(3, kept)
    os.closerange(kept + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def _limit(limits: Limits) -> None:
    pages = int(Path("/proc/self/statm").read_text().split()[0]) if _has_proc() else 2**18
    memory = pages * resource.getpagesize() + limits.memory
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_NPROC, limits.processes),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_FSIZE, limits.file_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
    ):
        ceiling = resource.getrlimit(what)[1]
        most = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
        resource.setrlimit(what, (most, most))


def _has_proc() -> bool:
    return Path("/proc/self/statm").exists()
