"""An answering kernel as a program of its own, without any walls: ``--unsafe-no-sandbox``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from traitlets.config import Config

from ._answering_kernel import AnsweringKernelApp, answering, forget_the_judge


def main() -> None:
    """Run until told to stop; the argument is a connection file."""
    connection = json.loads(Path(sys.argv[1]).read_text())
    forget_the_judge()
    config = Config()
    config.HistoryManager.enabled = False
    config.Session.key = connection["key"].encode()
    config.IPKernelApp.quiet = True
    names = ("ip", "transport", "shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")
    settings = {name: connection[name] for name in names}
    app: Any = AnsweringKernelApp.instance(config=config, **answering(config), **settings)
    app.initialize([])
    app.start()


if __name__ == "__main__":
    main()
