"""What earlier runs found, kept so that an unchanged notebook is not run again.

Kept in ``~/.cache/tinkernet/progress`` (in ``$XDG_CACHE_HOME/tinkernet/progress`` where that is
set). It may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import tempfile
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

MOST_RUNS = 200
"""How many are kept: the oldest go first."""

_PACKAGES = ("numpy", "scikit-learn", "ipykernel")
_MOST_BESIDE = 1_000_000  # bytes of a student's own module


def cache_folder() -> Path:
    """Return where runs are kept; it need not be there."""
    caches = os.environ.get("XDG_CACHE_HOME")
    return (Path(caches) if caches else Path.home() / ".cache") / "tinkernet" / "progress"


def key_of(sources: Sequence[str], folder: Path) -> str:
    """Hash all that a run depends on: the code, modules beside the notebook, the library.

    Parameters
    ----------
    sources : sequence of str
        The code that is run. Outputs are no part of it, so that saving does not change it.
    folder : Path
        Where it runs.
    """
    total = hashlib.sha256(_library().encode())
    total.update(json.dumps(list(sources)).encode())
    with contextlib.suppress(OSError):
        for path in sorted(folder.glob("*.py")):
            if path.is_file() and path.stat().st_size < _MOST_BESIDE:
                total.update(path.name.encode("utf-8", "surrogateescape") + path.read_bytes())
    return total.hexdigest()


def kept_run(key: str) -> Any:
    """Return what was kept under a key; None where there is nothing, or nothing sound."""
    with contextlib.suppress(OSError, ValueError):
        return json.loads((cache_folder() / f"{key}.json").read_bytes())
    return None


def keep_run(key: str, run: Any) -> list[str]:
    """Keep a run; where that is not possible, return a sentence that says so."""
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
        part = Path(name)
        try:
            with os.fdopen(handle, "w") as file:
                json.dump(run, file)
            part.replace(folder / f"{key}.json")  # whole or not at all
        finally:
            part.unlink(missing_ok=True)
        _forget_the_oldest(folder)
    except OSError as error:
        return [
            f"What was found cannot be kept in {folder} ({error.strerror}), so the next call "
            "takes as long again."
        ]
    return []


def _forget_the_oldest(folder: Path) -> None:
    runs = list(folder.glob("*.json"))
    if len(runs) > MOST_RUNS:
        runs.sort(key=lambda path: path.stat().st_mtime)
        for path in runs[: len(runs) - MOST_RUNS]:
            path.unlink(missing_ok=True)


@cache
def _library() -> str:
    """Hash the library's code, and the versions of what answers are made with."""
    total = hashlib.sha256(platform.python_version().encode())
    for package in _PACKAGES:
        total.update(f"{package} {version(package)}\n".encode())
    root = Path(__file__).resolve().parent.parent
    for path in sorted(root.rglob("*.py")):
        total.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return total.hexdigest()
