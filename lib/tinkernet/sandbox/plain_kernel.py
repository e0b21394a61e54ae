"""An answering kernel as a program of its own, without any walls: ``--unsafe-no-sandbox``."""

from __future__ import annotations

import contextlib
import json
import os
import select
import sys
import tempfile
import threading
from pathlib import Path

from . import _no_debugger
from ._environment import PARENT
from ._folders import remove_folder

assert _no_debugger


def end_with(pid: int, folder: Path) -> None:
    """End when another process does, however it ends, and remove a folder.

    There is no sandbox to see to it.
    """

    def follow() -> None:
        with contextlib.suppress(ProcessLookupError):  # it has ended already
            select.select([os.pidfd_open(pid)], [], [])
        remove_folder(folder)
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def main() -> None:
    """Run until told to stop; the argument is a connection file."""
    from ._answering_kernel import bound_kernel, prepare_kernel

    end_with(int(os.environ.pop(PARENT)), Path(sys.argv[1]).parent)
    connection = json.loads(Path(sys.argv[1]).read_text())
    with tempfile.TemporaryDirectory() as folder:
        prepare_kernel(Path(folder))
        bound_kernel(connection)()


if __name__ == "__main__":
    main()
