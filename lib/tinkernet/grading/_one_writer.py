"""One process at a time files results of a course."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def only_writer(file: Path) -> Iterator[None]:
    """Hold a lock that ends with the process, however it ends.

    Parameters
    ----------
    file : Path
        A file to lock; made if it is not there.

    Raises
    ------
    RuntimeError
        If another process holds it.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        if sys.platform != "win32":
            _lock(handle, file)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, file: Path) -> None:
    import fcntl

    # Not flock: forked workers would inherit it and hold it after a kill of their parent.
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in {errno.EACCES, errno.EAGAIN}:
            return  # a file system without locks; nothing is lost but this warning
        raise RuntimeError(
            f"Another process is filing results of this course (it holds {file}): "
            "wait until it is done, or end it."
        ) from None
