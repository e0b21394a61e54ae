"""The trusted end of a sandboxed kernel: run a cell, ask a case, believe nothing."""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import zmq
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.session import Session
from jupyter_core.utils import run_sync

from ._cell_outputs import read_outputs
from ._limits import Limits
from ._plain_manager import PlainKernelManager
from ._provisioner import SandboxedKernelManager
from ._sandboxes import SandboxLostError, zygotes
from ._watch import KernelWatch

_LARGEST_MESSAGE = 24 * 2**20
_WAITING_MESSAGES = 16
_GRACE_SECONDS = 2.0


class KernelGoneError(Exception):
    """The kernel died, hung or had to be ended; the message says which."""


@dataclass
class CellRun:
    """What a cell did.

    Attributes
    ----------
    status : str
        What the kernel says of it: "ok" or "error"; "timeout" or "overflow" where it was stopped.
    outputs : list of dict
        As the kernel sent them, in nbformat's form, not sanitised. Bounded in number and size.
    """

    status: str = "ok"
    outputs: list[dict[str, Any]] = field(default_factory=list)


class Kernel:
    """One kernel in its sandbox, used in a ``with`` statement.

    Parameters
    ----------
    files : mapping of str to bytes
        What lies in its home.
    limits : Limits
    taken_away : sequence of str
        Functions that refuse to work inside, and packages that are not there.
    """

    def __init__(
        self, files: Mapping[str, bytes], limits: Limits, taken_away: Sequence[str] = ()
    ) -> None:
        self._limits = limits
        self._left = limits.notebook_output_bytes
        # What a kernel sends is bounded before it is read.
        context: zmq.Context[Any] = zmq.Context()
        context.setsockopt(zmq.MAXMSGSIZE, _LARGEST_MESSAGE)
        context.setsockopt(zmq.RCVHWM, _WAITING_MESSAGES)
        context.setsockopt(zmq.LINGER, 0)
        self._context = context
        self._manager: SandboxedKernelManager | PlainKernelManager = (
            SandboxedKernelManager(
                files=dict(files), limits=limits, grading=True, taken_away=tuple(taken_away)
            )
            if limits.walls
            else PlainKernelManager(files)
        )
        self._client: BlockingKernelClient | None = None
        self._watch: KernelWatch | None = None

    def __enter__(self) -> Self:
        try:
            self._manager.start({"NBGRADER_EXECUTION": "autograde"})
            client = BlockingKernelClient(context=self._context)
            client.load_connection_info(self._manager.get_connection_info())
            client.start_channels(shell=True, iopub=False, stdin=False, hb=False, control=False)
            self._client = client
            self._shell = client.shell_channel.socket
            assert self._manager.sandbox is not None
            self._watch = KernelWatch(self._manager.sandbox, self._limits)
            self._poller = zmq.Poller()
            self._poller.register(self._shell, zmq.POLLIN)
            self._poller.register(self._watch.fileno(), zmq.POLLIN)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        """Kill everything in the sandbox; when this returns, nothing of it is left."""
        if self._watch is not None:
            self._watch.close()
        self._manager.end()
        if self._client is not None:
            self._client.stop_channels()
        self._context.destroy(linger=0)

    def run(self, code: str, seconds: float) -> CellRun:
        """Run a cell.

        Parameters
        ----------
        code : str
        seconds : float
            Wall time; then the cell is interrupted.

        Raises
        ------
        KernelGoneError
            If the kernel died, or could neither go on nor be interrupted.
        """
        room = min(self._limits.cell_output_bytes, self._left)
        asked = self._send("run_request", {"code": code, "room": room})
        interrupted = False
        end = time.monotonic() + seconds
        while True:
            content = self._next(asked, ("run_reply",), end)
            if content is not None:
                break
            if interrupted:
                raise KernelGoneError("it could neither finish nor be interrupted")
            interrupted = True
            run_sync(self._manager.interrupt_kernel)()
            end = time.monotonic() + _GRACE_SECONDS
        status = content.get("status")
        run = CellRun(status if status in ("ok", "overflow") else "error")
        if interrupted:
            run.status = "timeout"
        run.outputs, size = read_outputs(content.get("outputs"), room)
        self._left = max(self._left - size, 0)
        return run

    def examine(
        self, content: Mapping[str, Any], seconds: tuple[float, float]
    ) -> Iterator[dict[str, Any]]:
        """Let the kernel look at answers and ask them cases; yield what it says.

        Parameters
        ----------
        content : mapping
            What ``AnsweringKernel.examine_request`` takes.
        seconds : pair of float
            Wall time to look, and to ask all cases.

        Yields
        ------
        dict
            First what the answers are, then what came back for each case; ask for no more
            than there are.

        Raises
        ------
        KernelGoneError
            If the kernel died, or did not answer in time.
        """
        asked = self._send("examine_request", dict(content))
        end = time.monotonic() + seconds[0]
        kind = "look_reply"
        while True:
            said = self._next(asked, (kind,), end)
            if said is None:
                raise KernelGoneError("it did not finish: is there a loop that never ends?")
            yield said
            if kind == "look_reply":
                kind, end = "ask_reply", time.monotonic() + seconds[1]

    def _send(self, kind: str, content: dict[str, Any]) -> str:
        assert self._client is not None
        message = self._client.session.msg(kind, content)
        self._client.shell_channel.send(message)
        identity: str = message["header"]["msg_id"]
        return identity

    def _next(self, asked: str, kinds: tuple[str, ...], end: float) -> dict[str, Any] | None:
        """Wait for a reply to a request; None when the time is up.

        Raises
        ------
        KernelGoneError
            If the kernel ended or outgrew its limits meanwhile.
        """
        while (message := self._received()) is not None or self._wait(end):
            if message is None:
                continue
            header, parent = message["header"], message["parent_header"]
            if parent.get("msg_id") == asked and header["msg_type"] in kinds:
                content: dict[str, Any] = message["content"]
                return content
        return None

    def _wait(self, end: float) -> bool:
        assert self._watch is not None
        while (left := end - time.monotonic()) > 0:
            ready = dict(self._poller.poll(int(min(left, self._watch.interval) * 1000) + 1))
            if self._shell in ready:
                return True
            if self._watch.fileno() in ready:
                if self._limits.walls and not zygotes.alive():
                    raise SandboxLostError("The process that kernels are forked from was killed.")
                raise KernelGoneError("it ended the Python process")
            if excess := self._watch.excess():
                raise KernelGoneError(excess)
        return False

    def _received(self) -> Any:
        """Read a message that is there already; what is not a message is not there."""
        assert self._client is not None
        for _ in range(10 * _WAITING_MESSAGES):
            try:
                parts = self._shell.recv_multipart(zmq.NOBLOCK)
            except zmq.Again:
                return None
            if (message := _read(self._client.session, parts)) is not None:
                return message
        return None


def _read(session: Session, parts: list[bytes]) -> dict[str, Any] | None:
    """Take a message apart; None for what is forged, cut off or nested without end.

    As ``Session.deserialize`` does, but without looking for dates in it.
    """
    try:
        _, parts = session.feed_identities(parts)
        signature, header, parent, metadata, content = parts[:5]
        if not hmac.compare_digest(signature, session.sign([header, parent, metadata, content])):
            return None
        message = {
            "header": json.loads(header),
            "parent_header": json.loads(parent),
            "content": json.loads(content),
        }
    except Exception:
        return None
    whole = all(isinstance(part, dict) for part in message.values())
    return message if whole and isinstance(message["header"].get("msg_type"), str) else None
