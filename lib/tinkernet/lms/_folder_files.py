"""The files of an unpacked download; links are refused, not followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

from ._zip_files import FILE_BYTES, Entry, RefusedError


def folder_files(folder: Path) -> Iterator[Entry]:
    """List all files below a folder, in the order of their names.

    Parameters
    ----------
    folder : Path
        An unpacked download.
    """
    for place, folders, names in os.walk(folder):
        folders.sort()
        links = [name for name in folders if Path(place, name).is_symlink()]
        for name in sorted([*names, *links]):
            yield _entry(folder, Path(place) / name)


def _entry(folder: Path, path: Path) -> Entry:
    shown = path.relative_to(folder).as_posix()
    about = path.lstat()
    refused = ""
    if stat.S_ISLNK(about.st_mode):
        refused = "it is a link"
    elif not stat.S_ISREG(about.st_mode):
        refused = "it is no ordinary file"
    elif about.st_size > FILE_BYTES:
        refused = f"it is larger than {FILE_BYTES / 1e6:.0f} MB"
    changed = datetime.fromtimestamp(about.st_mtime)
    return Entry(shown, about.st_size, changed, lambda: _open(path), refused)


def _open(path: Path) -> IO[bytes]:
    """Open a file that was an ordinary one a moment ago, and still must be."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except OSError as error:
        raise RefusedError(f"it cannot be read ({error.strerror})") from error
    return os.fdopen(handle, "rb")
