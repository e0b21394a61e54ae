"""Look at what lies outside of the sandboxes, to see that nobody touched it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import socket
import threading
from pathlib import Path


class Listener:
    """Somebody who listens at a TCP port, a unix socket and an abstract one, and counts calls.

    Parameters
    ----------
    path : str
        Of the unix socket; also the abstract one's name.
    """

    def __init__(self, path: str) -> None:
        self.calls = 0
        self._sockets = []
        for family, address in (
            (socket.AF_INET, ("127.0.0.1", 0)),
            (socket.AF_UNIX, path),
            (socket.AF_UNIX, f"\0{path}"),
        ):
            server = socket.socket(family)
            server.bind(address)
            server.listen()
            self._sockets.append(server)
            threading.Thread(target=self._serve, args=(server,), daemon=True).start()
        self.port = self._sockets[0].getsockname()[1]

    def _serve(self, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                server.accept()[0].close()
                self.calls += 1

    def close(self) -> None:
        """Stop listening."""
        for server in self._sockets:
            with contextlib.suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            server.close()


def fingerprint(*folders: Path) -> str:
    """Hash all names, kinds, modes and contents below some folders."""
    total = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            facts = path.lstat()
            total.update(repr((str(path), facts.st_mode, facts.st_size)).encode())
            if path.is_file() and not path.is_symlink():
                total.update(path.read_bytes())
    return total.hexdigest()


def descendants() -> set[int]:
    """List the living processes that this one started, with all that these started.

    Browsers and servers of other tests in this process come and go as they like.
    """
    found: set[int] = set()
    waiting = [os.getpid()]
    while waiting:
        pid = waiting.pop()
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{pid}/task").iterdir():
                children = set(map(int, (task / "children").read_text().split()))
                children = {child for child in children if not _elsewhere(child)}
                waiting += children - found
                found |= children
    return {pid for pid in found if _state(pid) not in ("Z", "X", "")}


def _elsewhere(pid: int) -> bool:
    """Tell whether a process belongs to a browser or a Jupyter server."""
    with contextlib.suppress(OSError):
        line = Path(f"/proc/{pid}/cmdline").read_bytes()
        return any(name in line for name in (b"playwright", b"chromium", b"jupyter"))
    return False


def zombies() -> int:
    """Count the ended processes below this one that nobody has asked for."""
    found = 0
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError, IndexError):
            parts = (folder / "stat").read_text().rpartition(")")[2].split()
            found += parts[0] == "Z" and int(parts[1]) in descendants()
    return found


def _state(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    return ""


def left_behind() -> list[str]:
    """List what hostile code would have named so, in places that everybody can write to."""
    places = [Path(each) for each in ("/tmp", "/dev/shm", "/var/tmp", "/", "/run", "/etc", "/usr")]
    found = [path for place in places for path in place.glob("hostile-*") if path.is_file()]
    return [str(path) for path in found]
