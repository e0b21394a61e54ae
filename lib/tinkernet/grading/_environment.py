"""What of this machine a result depends on, as a hash."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

_NO_INFLUENCE = ("book", "cli", "course", "doctor", "lms", "report", "student")
"""Rooms that no result depends on: they come after grading, or before anything is handed in."""

_PACKAGES = ("numpy", "matplotlib", "scikit-learn", "ipykernel", "ipython", "nbgrader", "nh3")


@cache
def environment_digest() -> str:
    """Hash the library's code and the versions of the packages that results depend on."""
    total = hashlib.sha256(platform.python_version().encode())
    for package in _PACKAGES:
        total.update(f"{package} {version(package)}\n".encode())
    root = Path(__file__).resolve().parent.parent
    for path in sorted(root.rglob("*.py")):
        total.update(path.relative_to(root).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()


@cache
def environment_parts() -> dict[str, str]:
    """Return what all tests share, each by name: versions, and digests of the library's rooms.

    Exercises' own files are left out: these only count where they are asked.
    """
    parts = {"Python": platform.python_version()}
    parts |= {package: version(package) for package in _PACKAGES}
    root = Path(__file__).resolve().parent.parent
    rooms: dict[str, Any] = {}
    for path in sorted(root.rglob("*.py")):
        where = path.relative_to(root)
        room = f"tinkernet.{where.parts[0]}" if len(where.parts) > 1 else "tinkernet"
        if where.parts[0] in _NO_INFLUENCE or (where.parts[0] == "exercises" and where.parts[2:]):
            continue
        total = rooms.setdefault(room, hashlib.sha256())
        total.update(where.as_posix().encode())
        total.update(path.read_bytes())
    return parts | {room: total.hexdigest()[:16] for room, total in rooms.items()}
