"""The process that kernels are forked from: it has done the slow imports once.

It never runs a student's code and knows nothing of what is right. Requests come over a socket,
one JSON object each; started with ``python -I -m tinkernet.sandbox.zygote FD FOLDER``. It ends when
the process that asks it does, and all its sandboxes, and the folder given, go with it. It can
divide: another process gets a zygote of its own, as warm.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from ._bubblewrap import sandbox_command
from ._folders import remove_folder
from ._inhabitant import Inhabitant, move_in
from ._limits import Limits
from ._namespaces import adopt_orphans

_START_SECONDS = 20
_ONE_REQUEST = 65536


class Zygote:
    """Answers requests until its socket is closed."""

    def __init__(self, requests: socket.socket) -> None:
        self._requests = requests
        self._sandboxes: dict[int, subprocess.Popen[bytes]] = {}
        self._divided: set[int] = set()

    def run(self) -> None:
        """Serve until the other side hangs up, which it may have done already."""
        with contextlib.suppress(ConnectionError):
            self._requests.send(json.dumps({"pid": os.getpid()}).encode())
            while self._serve():
                pass
        # Their folders lie in this one's, which goes now.
        for pid in self._divided:
            os.kill(pid, signal.SIGKILL)
            _reap(pid)

    def _serve(self) -> bool:
        content, descriptors, _, _ = socket.recv_fds(self._requests, _ONE_REQUEST, 1)
        if not content:
            return False
        request = json.loads(content)
        if request["do"] == "divide":
            self._divide(socket.socket(fileno=descriptors[0]), request["folder"])
            return True
        try:
            answer = self._handle(request)
        except Exception as error:  # say so, and be there for the next one
            answer = {"error": f"{type(error).__name__}: {error}"}
        self._requests.send(json.dumps(answer).encode())
        return True

    def _divide(self, requests: socket.socket, folder: str) -> None:
        """Fork a zygote for another process."""
        self._divided -= {pid for pid in self._divided if os.waitpid(pid, os.WNOHANG)[0]}
        if other := os.fork():
            self._divided.add(other)
            requests.close()
            return
        try:
            self._requests.close()
            adopt_orphans()
            Zygote(requests).run()
        finally:
            remove_folder(Path(folder))
            os._exit(0)

    def _handle(self, request: dict[str, Any]) -> dict[str, Any]:
        if request["do"] == "start":
            return self._start(request)
        return self._end(request["init"], request["kernel"])

    def _start(self, request: dict[str, Any]) -> dict[str, Any]:
        """Build the walls, fork a kernel, put it inside."""
        command = sandbox_command(
            Path(request["runtime"]),
            hidden_rooms=request["hidden_rooms"],
            hidden_packages=request["taken_away"],
        )
        sandbox, init = _build(command)
        try:
            kernel = _fork(
                init,
                Inhabitant(
                    connection=request["connection"],
                    limits=Limits(**request["limits"]),
                    environment=request["environment"],
                    grading=request["grading"],
                    taken_away=request["taken_away"],
                ),
            )
        except BaseException:
            sandbox.kill()
            sandbox.wait()
            raise
        self._sandboxes[init] = sandbox
        return {"init": init, "kernel": kernel}

    def _end(self, init: int, kernel: int) -> dict[str, Any]:
        """Reap a sandbox; the asker has killed its first process, and with it all the others."""
        sandbox = self._sandboxes.pop(init)
        # The kernel first: the sandbox's first process cannot go before all others were reaped.
        _reap(kernel)
        sandbox.kill()
        sandbox.wait()
        _reap(init)
        for pipe in (sandbox.stdin, sandbox.stdout):
            if pipe is not None:
                pipe.close()
        return {}


def _reap(pid: int) -> None:
    """Wait for a process that has ended, if it is, or became, this one's child."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, 0)


def _build(command: list[str]) -> tuple[subprocess.Popen[bytes], int]:
    """Start bubblewrap; return it with the process number of the sandbox's first process."""
    # Not a pipe: if this process is killed now, bubblewrap would be killed writing into it, and
    # its child would wait for it for ever.
    facts = os.memfd_create("facts")
    # Options come before the "--" that starts the command inside.
    cut = command.index("--")
    command = [*command[:cut], "--info-fd", str(facts), *command[cut:]]
    sandbox = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=[facts],
        env={},
    )
    assert sandbox.stdin is not None
    assert sandbox.stdout is not None
    assert sandbox.stderr is not None
    with os.fdopen(facts, "rb") as information, sandbox.stderr as complaints:
        with contextlib.suppress(BrokenPipeError):
            sandbox.stdin.write(b"?")
            sandbox.stdin.flush()
        # The placeholder inside echoes: everything is mounted.
        if sandbox.stdout.read(1) != b"?":
            why = complaints.read().decode(errors="replace").strip() or "no reason given"
            sandbox.wait()
            raise RuntimeError(f"bubblewrap could not make the sandbox: {why}")
        information.seek(0)
        return sandbox, int(json.load(information)["child-pid"])


def _fork(init: int, inhabitant: Inhabitant) -> int:
    """Fork a kernel into a sandbox; return its process number once its sockets are there."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    mover = os.fork()
    if mover == 0:
        try:
            move_in(init, inhabitant, there)
        except BaseException as error:
            with contextlib.suppress(OSError):
                there.send(json.dumps({"error": f"{type(error).__name__}: {error}"}).encode())
        finally:
            os._exit(1)
    there.close()
    try:
        here.settimeout(_START_SECONDS)
        answer = here.recv(_ONE_REQUEST)
    except TimeoutError:
        os.kill(mover, signal.SIGKILL)
        answer = b'{"error": "it did not start in time"}'
    finally:
        here.close()
        os.waitpid(mover, 0)
    facts = json.loads(answer) if answer else {"error": "it ended at once"}
    if "error" in facts:
        raise RuntimeError(f"The kernel could not be put into its sandbox: {facts['error']}")
    return int(facts["kernel"])


def main() -> None:
    """Import what notebooks import, then serve."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who started the run
    adopt_orphans()
    requests, folder = socket.socket(fileno=int(sys.argv[1])), Path(sys.argv[2])
    try:
        from . import _no_debugger, _warm_imports
        from ._answering_kernel import prepare_kernel

        assert _no_debugger
        assert _warm_imports
        prepare_kernel(folder)
        gc.collect()
        gc.freeze()  # shared with every kernel; collecting it there would copy it
        Zygote(requests).run()
    finally:
        remove_folder(folder)


if __name__ == "__main__":
    main()
