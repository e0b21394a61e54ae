"""An answering kernel as a program of its own, without any walls: ``--unsafe-no-sandbox``."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from . import _no_debugger

assert _no_debugger


def main() -> None:
    """Run until told to stop; the argument is a connection file."""
    from ._answering_kernel import bound_kernel, prepare_kernel

    connection = json.loads(Path(sys.argv[1]).read_text())
    with tempfile.TemporaryDirectory() as folder:
        prepare_kernel(Path(folder))
        bound_kernel(connection)()


if __name__ == "__main__":
    main()
