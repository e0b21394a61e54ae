"""Names of files that others chose: what must not become a path here, and why."""

from __future__ import annotations

import re
import unicodedata

_DRIVE = re.compile(r"^[A-Za-z]:")
_DEEPEST = 12
_LONGEST_BYTES = 240
_LEFT_BY_SYSTEMS = {"__macosx", ".ds_store", "thumbs.db", "desktop.ini", ".ipynb_checkpoints"}


def why_unsafe(path: str) -> str:
    r"""Say why a path from a download must not be used; nothing if it may.

    Parameters
    ----------
    path : str
        As it is written in the download, with slashes.

    Examples
    --------
    >>> why_unsafe("ada/01_linear_regression.ipynb")
    ''
    >>> why_unsafe("../../etc/passwd")
    "its path leads out of the download ('..')"
    >>> why_unsafe("C:\\work.ipynb")
    'its path has a backslash in it'
    """
    if "\\" in path:
        return "its path has a backslash in it"
    if path.startswith("/"):
        return "its path is absolute"
    if _DRIVE.match(path):
        return "its path begins with a drive letter"
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in path):
        return "its path holds control characters or is not valid text"
    parts = path.split("/")
    if ".." in parts:
        return "its path leads out of the download ('..')"
    if "" in parts or "." in parts:
        return "its path has an empty part"
    if len(parts) > _DEEPEST:
        return f"it lies more than {_DEEPEST} folders deep"
    if any(len(part.encode()) > _LONGEST_BYTES for part in parts):
        return f"a part of its path is longer than {_LONGEST_BYTES} bytes"
    return ""


def left_by_systems(path: str) -> bool:
    """Tell whether a file is what operating systems and editors leave behind.

    Examples
    --------
    >>> left_by_systems("__MACOSX/ada/._01.ipynb"), left_by_systems("ada/01.ipynb")
    (True, False)
    """
    parts = path.split("/")
    return parts[-1].startswith("._") or any(part.lower() in _LEFT_BY_SYSTEMS for part in parts)
