"""Take files from a folder that somebody else filled."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

MOST_FILES = 200
MOST_BYTES = 100 * 2**20
MOST_BYTES_BESIDE = 20 * 2**20
"""Of one file that is not a notebook."""
MOST_DEPTH = 5
LONGEST_NAME = 200

_LEFT_OUT = frozenset(
    [".ipynb_checkpoints", "__pycache__", ".git", ".DS_Store", "__MACOSX", ".venv"]
)


@dataclass(frozen=True)
class SubmittedFiles:
    """What was taken from a folder.

    Attributes
    ----------
    files : dict of str to bytes
        By path relative to the folder, with forward slashes, in alphabetical order.
    left_out : list of str
        One sentence for each thing that was not taken.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


def read_folder(folder: Path) -> SubmittedFiles:
    """Read the regular files of a folder, without following any link.

    Notebooks come first, so that a heap of other files never crowds them out; then by name.

    Parameters
    ----------
    folder : Path
        Must itself be a folder, not a link to one.

    Raises
    ------
    OSError
        If the folder cannot be opened as one.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    left_out: list[str] = []
    try:
        found = sorted(_walk(handle, "", 0, left_out), key=_notebooks_first)
        if len(found) > MOST_FILES:
            left_out.append(f"{len(found) - MOST_FILES} files beyond the first {MOST_FILES}.")
        files: dict[str, bytes] = {}
        room = MOST_BYTES
        for name in found[:MOST_FILES]:
            most = room if _is_notebook(name) else min(room, MOST_BYTES_BESIDE)
            content = _read(handle, name, most)
            if isinstance(content, str):
                left_out.append(f"{_shown(name)}: {content}.")
            else:
                files[name] = content
                room -= len(content)
    finally:
        os.close(handle)
    return SubmittedFiles(dict(sorted(files.items())), sorted(left_out))


def _notebooks_first(name: str) -> tuple[bool, int, str]:
    return not _is_notebook(name), name.count("/"), name


def _is_notebook(name: str) -> bool:
    return ".ipynb" in name.lower()


def _walk(handle: int, prefix: str, depth: int, left_out: list[str]) -> Iterator[str]:
    with os.scandir(handle) as entries:
        for entry in sorted(entries, key=lambda each: os.fsencode(each.name)):
            name = entry.name
            if name in _LEFT_OUT:
                continue
            if problem := _odd(name):
                left_out.append(f"{_shown(prefix + name)}: {problem}.")
            elif entry.is_symlink():
                left_out.append(f"{_shown(prefix + name)}: a link, which is not followed.")
            elif entry.is_dir(follow_symlinks=False):
                if depth == MOST_DEPTH:
                    left_out.append(f"{_shown(prefix + name)}: too deep.")
                    continue
                try:
                    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
                    inner = os.open(name, flags, dir_fd=handle)
                except OSError:
                    left_out.append(f"{_shown(prefix + name)}: cannot be opened.")
                    continue
                try:
                    yield from _walk(inner, f"{prefix}{name}/", depth + 1, left_out)
                finally:
                    os.close(inner)
            elif entry.is_file(follow_symlinks=False):
                yield prefix + name
            else:
                left_out.append(f"{_shown(prefix + name)}: not a regular file.")


def _odd(name: str) -> str:
    if len(name.encode("utf-8", "replace")) > LONGEST_NAME:
        return "the name is too long"
    if not name.isprintable() or "\\" in name:
        return "the name holds signs that cannot be printed"
    return ""


def _read(folder: int, name: str, room: int) -> bytes | str:
    """Read one regular file, or say why not."""
    *folders, last = name.split("/")
    opened = [folder]
    try:
        for part in folders:
            flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
            opened.append(os.open(part, flags, dir_fd=opened[-1]))
        # Not blocking: what was a file a moment ago may be a pipe now.
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
        handle = os.open(last, flags, dir_fd=opened[-1])
        with os.fdopen(handle, "rb") as file:
            facts = os.fstat(handle)
            if not stat.S_ISREG(facts.st_mode):
                return "not a regular file"
            content = file.read(room + 1)
            return content if len(content) <= room else "too large"
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    finally:
        for each in opened[1:]:
            os.close(each)


def _shown(name: str) -> str:
    return ascii(name[:80])[1:-1]
