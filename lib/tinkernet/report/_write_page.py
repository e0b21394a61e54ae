"""Put the page where its reader wants it: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

SUFFIXES = (".html", ".htm")


def write_page(path: Path, text: str) -> None:
    """Write a page, readable by its owner alone where there is no such file yet.

    It names students with their scores: whoever may read it is for its owner to say.

    Parameters
    ----------
    path : Path
    text : str

    Raises
    ------
    ValueError
        If the name is not that of a page.
    FileNotFoundError
        If there is no such folder.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise ValueError(f"{path} should end in .html, so that no other file is overwritten.")
    if not path.parent.is_dir():
        raise FileNotFoundError(f"There is no folder {path.parent}: make it first.")
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o600
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".report-", suffix=".html")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
