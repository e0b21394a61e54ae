"""A kernel that answers the judge: it runs cells, calls functions and returns plain JSON."""

from __future__ import annotations

import random
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any

import numpy as np
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from traitlets.config import Config

from tinkernet import probe

from ._bubblewrap import INSIDE_RUNTIME, JUDGES_ROOMS
from ._recording import Recording, RecordingSession, RecordingStream

PROBES = {"call": probe.call}
"""Ways of asking, by name: their code must lie in here, not in the exercises."""


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
        self._reply(stream, "run_reply", said, parent, ident)

    def examine_request(self, stream: Any, ident: Any, parent: dict[str, Any]) -> None:
        """Look at the answers; where all are functions of the student's own, ask every case."""
        content = parent["content"]
        self._own_streams()
        self.session.recording.start(0)
        answers, look = self._look(content["expressions"], content["forbidden"])
        self._reply(stream, "look_reply", look, parent, ident)
        if look["error"] or look["borrowed"] or any(look["kinds"]):
            return
        for response in probe.ask_all(
            answers,
            [probe.case_from_wire(case) for case in content["cases"]],
            content["returns"],
            probe=PROBES[content["probe"]],
            seconds=content["seconds"],
            forbidden=content["forbidden"],
        ):
            self._reply(stream, "ask_reply", probe.response_to_wire(response), parent, ident)

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

    def _reply(
        self, stream: Any, kind: str, content: dict[str, Any], parent: dict[str, Any], ident: Any
    ) -> None:
        self.session.send(stream, kind, content, parent, ident=ident)

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


class AnsweringKernelApp(IPKernelApp):  # type: ignore[misc]
    """IPython's kernel application, told all it has to know: no files, no command line."""

    def parse_command_line(self, argv: Any = None) -> None:
        """Parse nothing."""

    def load_config_file(self, suppress_errors: Any = None) -> None:
        """Load nothing."""

    def init_connection_file(self) -> None:
        """Read nothing."""

    def write_connection_file(self, **kwargs: Any) -> None:
        """Write nothing."""

    def init_control(self, context: Any) -> None:
        """Make the control channel, and no thread between the shell channel and the kernel."""
        super().init_control(context)
        self.shell_channel_thread = _NoThread()

    def init_io(self) -> None:
        """Let everything that would be published be recorded."""
        super().init_io()
        self.session.published = (self.iopub_socket, self.iopub_thread)


def bound_kernel(
    connection: Mapping[str, Any], *, grading: bool, taken_away: Sequence[str] = ()
) -> Callable[[], None]:
    """Make a kernel whose sockets are bound; return what starts it.

    Parameters
    ----------
    connection : mapping
        Ports and key of the connection file.
    grading : bool
        Whether the judge sits outside; otherwise it is IPython's own kernel.
    taken_away : sequence of str
        Functions that refuse to work.
    """
    config = Config()
    config.HistoryManager.enabled = False
    config.Session.key = connection["key"].encode()
    config.IPKernelApp.quiet = True
    config.IPKernelApp.capture_fd_output = False
    settings = {name: connection[name] for name in _PORTS}
    settings |= {"config": config, "transport": "ipc", "ip": f"{INSIDE_RUNTIME}/k"}
    app: Any
    if grading:
        forget_the_judge()
        probe.take_away(taken_away)
        probe.no_tricks.install()
        app = AnsweringKernelApp.instance(**answering(config), **settings)
    else:
        app = _FilelessApp.instance(**settings)
    app.initialize([])
    start: Callable[[], None] = app.start
    return start


def answering(config: Config) -> dict[str, Any]:
    """Return what makes a kernel application one of answering kernels."""
    # The same submission gives the same result: whoever draws without a seed gets this one.
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002 (the global generator is the point)
    session = RecordingSession(config=config)
    session.recording = Recording()
    return {"kernel_class": AnsweringKernel, "session": session}


class _FilelessApp(IPKernelApp):  # type: ignore[misc]
    """IPython's kernel application without files, for ``nbgrader validate``."""

    parse_command_line = AnsweringKernelApp.parse_command_line
    load_config_file = AnsweringKernelApp.load_config_file
    init_connection_file = AnsweringKernelApp.init_connection_file
    write_connection_file = AnsweringKernelApp.write_connection_file


_PORTS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")


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
