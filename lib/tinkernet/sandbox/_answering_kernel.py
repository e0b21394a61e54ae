"""A kernel that answers the judge: it runs cells, calls functions and returns plain JSON."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import zmq
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from IPython.core.profiledir import ProfileDir
from tornado.ioloop import IOLoop
from traitlets.config import Config
from zmq.eventloop.zmqstream import ZMQStream

from tinkernet import probe

from ._bubblewrap import JUDGES_ROOMS
from ._recording import Recording, RecordingSession, RecordingStream


class AnsweringKernel(IPythonKernel):  # type: ignore[misc]
    """IPython's kernel with two more requests, both answered with plain JSON.

    ``run_request`` runs a cell and returns its outputs in the reply: passing each on to a
    publisher of its own would take longer than running it. ``examine_request`` evaluates the
    expressions of a check, says what they are, and asks them one case after the other, with a
    reply each. Nothing in either says what would be right.
    """

    _supports_kernel_subshells = False

    def __init__(self, **kwargs: Any) -> None:
        self.msg_types = [*IPythonKernel.msg_types, "run_request", "examine_request"]
        super().__init__(**kwargs)
        # IPython's quit() would end the kernel a moment later, in somebody else's cell.
        self.shell.ask_exit = _refuse_to_exit

    async def run_request(self, stream: Any, ident: Any, parent: dict[str, Any]) -> None:
        """Run a cell; reply with how it ended and what it showed."""
        recording = self.session.recording
        self._own_streams()
        recording.start(parent["content"]["room"])
        reply = await self.do_execute(parent["content"]["code"], silent=False)
        status = "overflow" if recording.overflow else reply["status"]
        said = {"status": status, "outputs": recording.outputs()}
        # Sent by the kernel's loop, next: a cell that stopped it is the one without a reply.
        self.session.send(stream, "run_reply", said, parent, ident=ident)

    def examine_request(self, stream: Any, ident: Any, parent: dict[str, Any]) -> None:
        """Look at the answers; where all are functions of the student's own, ask every case."""
        content = parent["content"]
        self._own_streams()
        self.session.recording.start(0)
        answers, look = self._look(content["expressions"], content["forbidden"])
        self._reply_now(stream, "look_reply", look, parent, ident)
        if look["error"] or look["borrowed"] or any(look["kinds"]):
            return
        for response in probe.ask_all(
            answers,
            [probe.case_from_wire(case) for case in content["cases"]],
            content["returns"],
            probe=probe.PROBES[content["probe"]],
            seconds=content["seconds"],
            forbidden=content["forbidden"],
        ):
            said = probe.response_to_wire(response)
            self._reply_now(stream, "ask_reply", said, parent, ident)

    def _own_streams(self) -> None:
        """Begin with whole streams, whatever the last cell did to them."""
        sys.stdout = RecordingStream("stdout", self.session.recording)
        sys.stderr = RecordingStream("stderr", self.session.recording)

    def _look(self, expressions: list[str], forbidden: list[str]) -> tuple[Any, dict[str, Any]]:
        """Evaluate the expressions; say of each what it is, and whose work it looks like."""
        look: dict[str, Any] = {"error": "", "kinds": [], "borrowed": None}
        answers = []
        try:
            answers = [eval(each, self.shell.user_ns) for each in expressions]
            look["kinds"] = ["" if callable(each) else type(each).__name__ for each in answers]
            borrowed = probe.find_borrowed(answers, forbidden)
            look["borrowed"] = borrowed and [borrowed.name, borrowed.function]
        except BaseException as error:
            look["error"] = f"{type(error).__name__}: {error}"[:300]
        return answers, look

    def _reply_now(
        self, stream: Any, kind: str, content: dict[str, Any], parent: dict[str, Any], ident: Any
    ) -> None:
        self.session.send(stream, kind, content, parent, ident=ident)
        # Else it waits until the whole request is done, and the look seems to take as long as
        # all cases together.
        stream.flush(zmq.POLLOUT)

    def _publish_status(self, *args: Any, **kwargs: Any) -> None:
        """Tell nobody: whoever asks waits for the reply."""

    def _publish_status_and_flush(self, *args: Any, **kwargs: Any) -> None:
        """Tell nobody."""


def _refuse_to_exit() -> None:
    raise SystemExit


class _NoThread:
    """In place of the thread that hands requests on: one at a time needs none."""

    parent_thread = threading.main_thread()

    def __bool__(self) -> bool:
        return False


PUBLIC = object()
"""In place of the public socket: what would go there is recorded."""


def prepare_kernel(folder: Path) -> None:
    """Make the kernel of this process, all but its socket; forks of the process serve.

    Most of a kernel's start is the making of IPython's shell: done once, it is there for all.

    Parameters
    ----------
    folder : Path
        Where IPython may lay its own files.
    """
    os.environ["IPYTHONDIR"] = str(folder)
    logging.getLogger("ipykernel").setLevel(logging.CRITICAL)  # nobody reads it
    config = Config()
    config.HistoryManager.enabled = False
    # Python's own kind of traceback: IPython's takes longer than most cells.
    config.InteractiveShell.xmode = "Plain"
    session = RecordingSession(config=config)
    session.recording = Recording()
    session.published = (PUBLIC,)
    profile = ProfileDir(location=str(folder / "profile"))
    kernel = AnsweringKernel.instance(
        config=config,
        session=session,
        iopub_socket=PUBLIC,
        profile_dir=profile,
        user_ns=None,  # that of a module of its own, as in every kernel
        shell_channel_thread=_NoThread(),
        log=logging.getLogger("ipykernel"),
    )
    kernel.shell.extension_manager.load_extension("storemagic")
    kernel.shell.run_cell("None", store_history=False, silent=True)  # the first takes longest
    # ``%matplotlib`` and others ask the application for its kernel.
    IPKernelApp.instance().kernel = kernel


def bound_kernel(
    connection: Mapping[str, Any], taken_away: Sequence[str] = ()
) -> Callable[[], None]:
    """Give the prepared kernel its socket; return what starts it.

    Parameters
    ----------
    connection : mapping
        As in the connection file.
    taken_away : sequence of str
        Functions that refuse to work.
    """
    # The same submission gives the same result: whoever draws without a seed gets this one.
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002 (the global generator is the point)
    forget_the_judge()
    probe.take_away(taken_away)
    kernel: Any = AnsweringKernel.instance()
    kernel.session.key = connection["key"].encode()
    kernel.session.pid = os.getpid()
    kernel.shell.ipython_dir = str(Path.home() / ".ipython")
    kernel.shell.profile_dir = ProfileDir(location=f"{kernel.shell.ipython_dir}/profile_default")
    kernel.shell.init_environment()
    asyncio.set_event_loop(asyncio.new_event_loop())
    socket = zmq.Context().socket(zmq.ROUTER)
    socket.bind(f"ipc://{connection['ip']}-{connection['shell_port']}")
    kernel.shell_stream = ZMQStream(socket)
    probe.no_tricks.install()

    def start() -> None:
        kernel.start()
        IOLoop.current().start()

    return start


def forget_the_judge() -> None:
    """Let nothing that is right be imported, and ``check`` say that the judge sits outside."""
    for room in JUDGES_ROOMS:
        sys.modules[f"tinkernet.{room}"] = None  # type: ignore[assignment]
    sys.modules["tinkernet.checks"] = _stand_in()


def _stand_in() -> ModuleType:
    """Make what ``from tinkernet import check`` finds where the judge sits elsewhere."""

    def check(name: str, *answers: Callable[..., Any]) -> None:
        """Say that this is judged elsewhere; nothing that is right is known in here."""
        print(f"{name}: judged after the notebook has run.")

    module = ModuleType("tinkernet.checks", "The judge sits outside this kernel.")
    vars(module).update(check=check, VERDICT_KEY="tinkernet")
    return module
