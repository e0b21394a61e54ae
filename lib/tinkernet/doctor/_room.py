"""Room to work in: disk, memory, folders to keep things in; and the time."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from ._finding import Finding, ok, warning, wrong
from ._machine import Machine, Role

GB = 1e9
LEAST_DISK, LITTLE_DISK = 0.2 * GB, 1.0 * GB
LEAST_MEMORY, LITTLE_MEMORY = 0.5 * GB, 1.0 * GB
A_WORKER = 2.0 * GB
"""What a kernel may take while grading, and the rest."""

_A_DAY = 86_400.0
_CGROUP = Path("/sys/fs/cgroup")


def look_at_disk(machine: Machine) -> Finding:
    """Look at what is free where work is saved, and where temporary files go."""
    places = dict.fromkeys([machine.folder, Path(tempfile.gettempdir())])
    free, place = min((shutil.disk_usage(place).free, place) for place in places)
    found = f"{free / GB:.1f} GB free in {place}"
    if free < LEAST_DISK:
        return wrong(found, "Free some space before you save or grade anything.")
    if free < LITTLE_DISK:
        return warning(found, "Free some space soon; a class of 150 takes about 1 GB.")
    return ok(found)


def look_at_memory(machine: Machine) -> Finding:
    """Look at what is free, and how many submissions can be graded at a time."""
    free = min(float(psutil.virtual_memory().available), _left_to_this_container())
    found = f"{free / GB:.1f} GB free"
    if free < LEAST_MEMORY:
        return wrong(found, "Close other programs, or notebooks whose kernels still run.")
    if free < LITTLE_MEMORY:
        return warning(found, "Close other programs if a kernel ends by itself.")
    cores = os.cpu_count() or 1
    workers = max(1, int(free / A_WORKER))
    if machine.role is Role.INSTRUCTOR and workers < cores:
        return warning(
            f"{found}, too little for {cores} submissions at a time",
            f"Grade with --workers {workers}.",
        )
    return ok(found)


def _left_to_this_container() -> float:
    """Return what a container may still take; infinity where nobody limits it."""
    try:
        most = (_CGROUP / "memory.max").read_text().strip()
        if most == "max":
            return float("inf")
        return float(most) - float((_CGROUP / "memory.current").read_text())
    except (OSError, ValueError):
        return float("inf")


def look_at_caches(machine: Machine) -> Finding:
    """Look whether fonts, runs and temporary files can be kept; nothing is written."""
    home = os.environ.get("XDG_CACHE_HOME")
    caches = Path(home) if home else Path.home() / ".cache"
    fonts = Path(os.environ.get("MPLCONFIGDIR") or caches / "matplotlib")
    for place, what in ((fonts, "MPLCONFIGDIR"), (caches / "tinkernet", "XDG_CACHE_HOME")):
        if not _writable(place):
            return warning(
                f"{place} cannot be written, so each start takes longer",
                f"Make it yours, or name another folder: export {what}=FOLDER.",
            )
    temporary = Path(tempfile.gettempdir())
    if not _writable(temporary):
        return wrong(f"{temporary} cannot be written", "Name another folder: export TMPDIR=FOLDER.")
    return ok(f"{caches} and {temporary} can be written")


def _writable(place: Path) -> bool:
    """Tell whether a folder can be written to, or made."""
    for folder in (place, *place.parents):
        if folder.exists():
            return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
    return False


def look_at_clock(machine: Machine) -> Finding:
    """Compare the time with that of files that are there already."""
    now = time.time()
    newest, path = max(((path.stat().st_mtime, path) for path in _files(machine)), default=(0, ""))
    said = time.strftime("%Y-%m-%d %H:%M %Z", time.localtime(now))
    if newest > now + _A_DAY:
        later = time.strftime("%Y-%m-%d", time.localtime(newest))
        how = "sudo timedatectl set-ntp true" if sys.platform == "linux" else "in the settings"
        return warning(
            f"the clock says {said}, but {path} is of {later}",
            f"Set the clock ({how}): deadlines and late penalties go by it.",
        )
    return ok(said)


def _files(machine: Machine) -> Iterator[Path]:
    """Name some files that were written not long ago, as far as one knows."""
    yield from Path(__file__).resolve().parent.parent.glob("*.py")
    for pattern in ("nbgrader_config.py", "gradebook.db", "course/*/*.md", "submitted/*/*/*.txt"):
        yield from machine.folder.glob(pattern)
