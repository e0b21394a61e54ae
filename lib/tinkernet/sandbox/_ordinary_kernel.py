"""IPython's own kernel in a sandbox, for ``nbgrader validate``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from ipykernel.zmqshell import ZMQInteractiveShell
from traitlets.config import Config

from ._answering_kernel import AnsweringKernel

_PORTS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")


class OrdinaryKernelApp(IPKernelApp):  # type: ignore[misc]
    """IPython's kernel application, told all it has to know: no files, no command line."""

    kernel_class = IPythonKernel

    def parse_command_line(self, argv: Any = None) -> None:
        """Parse nothing."""

    def load_config_file(self, suppress_errors: Any = None) -> None:
        """Load nothing."""

    def init_connection_file(self) -> None:
        """Read nothing."""

    def write_connection_file(self, **kwargs: Any) -> None:
        """Write nothing."""


def bound_ordinary_kernel(connection: Mapping[str, Any]) -> Callable[[], None]:
    """Make a kernel whose sockets are bound; return what starts it.

    Parameters
    ----------
    connection : mapping
        As in the connection file.
    """
    # There may be one that was prepared to answer the judge.
    IPKernelApp.clear_instance()
    AnsweringKernel.clear_instance()
    ZMQInteractiveShell.clear_instance()
    config = Config()
    config.HistoryManager.enabled = False
    config.Session.key = connection["key"].encode()
    config.IPKernelApp.quiet = True
    config.IPKernelApp.capture_fd_output = False
    ports = {name: connection[name] for name in _PORTS}
    app: Any = OrdinaryKernelApp.instance(
        config=config, transport="ipc", ip=connection["ip"], **ports
    )
    app.initialize([])
    start: Callable[[], None] = app.start
    return start
