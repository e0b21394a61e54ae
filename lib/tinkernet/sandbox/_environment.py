"""The environment variables of kernels, and of the process they are forked from."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from ._bubblewrap import INSIDE_HOME

ENVIRONMENT = {
    "HOME": INSIDE_HOME,
    "LANG": "C.UTF-8",
    "LOGNAME": "student",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PATH": "/usr/bin:/bin",
    "TMPDIR": "/tmp",
    "USER": "student",
    # One kernel a core: more threads would only wait for each other.
    "MKL_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
"""Every environment variable that a kernel gets; the caller may add some."""


PARENT = "TINKERNET_PARENT"
"""Tells a kernel without walls the number of the process that it is to end with."""


def zygote_environment() -> dict[str, str]:
    """Return a short environment: a fork's memory begins with its parent's."""
    cache = Path(tempfile.gettempdir(), f"tinkernet-{os.getuid()}")
    with contextlib.suppress(FileExistsError):
        cache.mkdir(mode=0o700)
    mine = cache.is_dir() and not cache.is_symlink() and cache.stat().st_uid == os.getuid()
    fonts = {"MPLCONFIGDIR": str(cache)} if mine else {}
    # A fixed order of sets of texts: the same submission gives the same result.
    return {**ENVIRONMENT, **fonts, "PYTHONHASHSEED": "0", "NBGRADER_EXECUTION": "autograde"}
