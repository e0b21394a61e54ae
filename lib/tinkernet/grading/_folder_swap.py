"""Folders that are there whole or not at all, whenever the process is killed."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

_EXCHANGE, _HERE = 2, -100  # RENAME_EXCHANGE and AT_FDCWD of Linux
_NEW, _OLD, _WHERE = "new", "old", "where"


class FolderSwap:
    """Builds a folder in a workshop beside its place and swaps it in with one rename.

    Parameters
    ----------
    root : Path
        The folder below which the places lie, such as ``autograded/``.
    workshop : Path
        Where folders are built, on the same file system.
    file_mode : int
        Permissions of the files.
    folder_mode : int
        Permissions that folders get on top of their own.
    """

    def __init__(
        self, root: Path, workshop: Path, file_mode: int = 0o444, folder_mode: int = 0
    ) -> None:
        self._root = root
        self._workshop = workshop
        self._file_mode = file_mode
        self._folder_mode = folder_mode

    def recover(self) -> None:
        """Clear away what a killed run left; put back a folder that it had taken away."""
        self._workshop.mkdir(parents=True, exist_ok=True)
        old, where = self._workshop / _OLD, self._workshop / _WHERE
        if old.exists() and where.exists():
            place = self._root / os.fsdecode(where.read_bytes())
            if not os.path.lexists(place):
                old.rename(place)
        self.discard()

    def build(self, files: Mapping[str, bytes]) -> list[str]:
        """Write a folder's files into the workshop.

        Parameters
        ----------
        files : mapping of str to bytes
            Contents by relative path, with slashes.

        Returns
        -------
        list of str
            A sentence for each file that could not be written.
        """
        self.recover()  # from a swap that raised
        new = self._workshop / _NEW
        new.mkdir()
        notes = []
        # The deeper of two paths that exclude each other ("a" and "a/b") comes first and stays.
        for name, content in sorted(files.items(), key=lambda each: (-each[0].count("/"), each)):
            if not _stays_inside(name):
                notes.append(f"The file {name!r} was left out: its path leads elsewhere.")
                continue
            path = new / name
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                path.chmod(self._file_mode)
            except OSError as error:
                if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EROFS}:
                    raise  # not this file's fault
                notes.append(f"The file {name!r} was left out: {error.strerror}.")
        if self._folder_mode:
            for folder in (new, *(path for path in new.rglob("*") if path.is_dir())):
                folder.chmod((folder.stat().st_mode | self._folder_mode) & 0o7777)
        return notes

    def place(self, place: Path) -> None:
        """Put the folder that was built at its place; what was there goes to the workshop.

        Parameters
        ----------
        place : Path
            Below the root.
        """
        new, old, where = (self._workshop / name for name in (_NEW, _OLD, _WHERE))
        place.parent.mkdir(parents=True, exist_ok=True)
        if not os.path.lexists(place):
            new.rename(place)
            return
        try:
            _exchange(new, place)
        except OSError as error:
            if error.errno not in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EXDEV}:
                raise
            # A file system that cannot exchange: two renames, and a note for `recover`.
            where.write_bytes(os.fsencode(place.relative_to(self._root)))
            place.rename(old)
            new.rename(place)

    def discard(self) -> None:
        """Remove whatever is in the workshop."""
        for name in (_NEW, _OLD, _WHERE):
            _remove(self._workshop / name)


def _stays_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and "\0" not in name and parts[0] != "/" and ".." not in parts


def _exchange(one: Path, other: Path) -> None:
    """Let two paths change places in one step that cannot be seen half done (Linux)."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        raise OSError(errno.ENOSYS, "no renameat2 here") from None
    if call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(other))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        with suppress(FileNotFoundError):
            path.unlink()
