"""System users for a trial: made, and removed again whatever happened in between."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path


class AccountError(Exception):
    """Why an account cannot be made, and what to do, in one sentence."""


class Accounts:
    """The accounts of one trial. Their homes lie below its folder, which is how they are known.

    Parameters
    ----------
    place : Path
        The trial's folder, from ``new_place``.
    """

    PREFIX = "tinkernet-hub-"
    ABOVE = Path("/tmp")
    """Not TMPDIR, which is often closed to others: their homes will lie in there."""

    @classmethod
    def new_place(cls) -> Path:
        """Make a folder for a trial that every user can come to."""
        return Path(tempfile.mkdtemp(prefix=cls.PREFIX, dir=cls.ABOVE))

    def __init__(self, place: Path) -> None:
        self._place = place
        place.chmod(0o755)
        # Held as long as this program lives, however it ends; free means left over.
        self._lock = (place / "lock").open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def make(self, names: list[str]) -> None:
        """Make a user and a home, closed to others, for each name.

        Raises
        ------
        AccountError
            If somebody has such a name already; nobody's account is ever touched.
        """
        for name in names:
            if _known(name):
                raise AccountError(
                    f"there is an account {name} on this machine already, which this trial would "
                    f"need: end the other trial, or remove it with 'userdel {name}'."
                )
        homes = self._place / "home"
        homes.mkdir(mode=0o755)
        for name in names:
            _run(
                "useradd", "--create-home", "--base-dir", str(homes), "--shell", "/bin/bash",
                "--user-group", "--comment", "Tinkernet trial", name,
            )  # fmt: skip
            (homes / name).chmod(0o700)

    def remove(self) -> None:
        """End what these users still run, remove them and the trial's folder."""
        _remove(self._place)

    @classmethod
    def remove_left_over(cls) -> None:
        """Remove what trials left behind that were killed; one that runs is left alone."""
        known = {Path(one.pw_dir).parent.parent for one in pwd.getpwall()}
        for place in known | set(cls.ABOVE.glob(f"{cls.PREFIX}*")):
            if place.name.startswith(cls.PREFIX) and not _in_use(place):
                _remove(place)


def _in_use(place: Path) -> bool:
    try:
        with (place / "lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # no such folder any more
        return False
    return False


def _remove(place: Path) -> None:
    for one in pwd.getpwall():
        if Path(one.pw_dir).parent == place / "home":
            _end_processes(one.pw_uid)
            subprocess.run(["userdel", one.pw_name], capture_output=True, check=False)
    shutil.rmtree(place, ignore_errors=True)


def _end_processes(user: int) -> None:
    """Kill what the user runs, and wait: nobody's account is removed while they run something."""
    for _ in range(100):
        running = list(_processes(user))
        if not running:
            return
        for process in running:
            with contextlib.suppress(OSError):  # it has ended by itself
                os.kill(process, signal.SIGKILL)
        time.sleep(0.1)


def _processes(user: int) -> Iterator[int]:
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if process.stat().st_uid == user:
                yield int(process.name)


def _known(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AccountError(f"'{' '.join(command)}' failed: {done.stderr.strip()}")
