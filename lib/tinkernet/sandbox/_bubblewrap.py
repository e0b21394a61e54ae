"""The walls: bubblewrap's command line, and what can be seen from inside."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

INSTALL_LINE = "sudo apt-get install bubblewrap libseccomp2"
INSIDE_RUNTIME = "/run/kernel"
INSIDE_HOME = "/home/student"
INSIDE_SCRATCH = "/scratch"
WRITABLE = (INSIDE_HOME, INSIDE_SCRATCH, "/dev/shm")
SANDBOX_USER = 65534
"""User and group number in there: nobody."""

JUDGES_ROOMS = ("checks", "cli", "course", "exercises", "grading")
"""Rooms of the library that know what is right, or of grading; see the import order."""

_DATA_OF_PACKAGES = {"sklearn": ("datasets/data", "datasets/images")}
"""What stays visible of a hidden package, because the course's own data sets read it."""

_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
_SYSTEM_LIBRARIES = ("/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64")


class SandboxUnavailableError(RuntimeError):
    """There can be no sandbox on this machine; the message says what to install or to do."""


def require_bubblewrap() -> str:
    """Return the path of ``bwrap``.

    Raises
    ------
    SandboxUnavailableError
        Where there is none, or the system is not Linux 5.14 or later.
    """
    if sys.platform != "linux":
        raise SandboxUnavailableError(
            f"Grading needs Linux with bubblewrap, but this is {platform.system()}: grade in a "
            "Linux machine, virtual machine or WSL 2."
        )
    version = tuple(int(part) for part in platform.release().split("-")[0].split(".")[:2])
    if version < (5, 14):
        raise SandboxUnavailableError(
            f"The sandbox needs Linux 5.14 or later, but this is {platform.release()}: use a "
            "newer system, such as Debian 12."
        )
    found = shutil.which("bwrap", path=os.defpath + os.pathsep + os.environ.get("PATH", ""))
    if found is None:
        raise SandboxUnavailableError(
            "bubblewrap is missing, so students' code cannot be shut in: install it with "
            f"'{INSTALL_LINE}'."
        )
    return found


def sandbox_command(
    runtime: Path,
    *,
    hidden_rooms: Sequence[str] = JUDGES_ROOMS,
    hidden_packages: Sequence[str] = (),
) -> list[str]:
    """Return the command line of one sandbox, for a kernel that will be put into it.

    Parameters
    ----------
    runtime : Path
        A folder of this kernel alone; its sockets will lie there.
    hidden_rooms : sequence of str
        Rooms of ``tinkernet`` that are not there when looked at from inside.
    hidden_packages : sequence of str
        Names of installed packages that are empty inside; names of other things are passed over.
    """
    command = [require_bubblewrap(), "--die-with-parent", "--new-session", "--hostname", "kernel"]
    command += ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    command += ["--unshare-cgroup-try"]
    if os.geteuid() != 0:  # root maps users by itself, later
        user = str(SANDBOX_USER)
        command += ["--unshare-user", "--uid", user, "--gid", user]
    package = Path(__file__).resolve().parent.parent
    for path in map(Path, [*visible_paths(), str(package)]):
        for parent in reversed(path.parents[:-1]):
            command += ["--dir", str(parent)]  # else closed to others than root
        command += ["--ro-bind", str(path), str(path)]
    for room in hidden_rooms:
        if (package / room).is_dir():
            command += ["--tmpfs", str(package / room), "--remount-ro", str(package / room)]
    for name in hidden_packages:
        for folder in _package_folders(name):
            command += ["--tmpfs", folder]
            for data in _DATA_OF_PACKAGES.get(name, ()):
                inner = Path(folder, data)
                command += ["--dir", str(inner.parent)]
                command += ["--ro-bind", str(inner), str(inner)]
            command += ["--remount-ro", folder]
    if not any(path.startswith("/tmp/") for path in visible_paths()):
        command += ["--symlink", INSIDE_SCRATCH, "/tmp"]
    for folder in ("/bin", "/dev", "/home", "/run", *WRITABLE):
        command += ["--dir", folder]
    for device in _DEVICES:
        command += ["--dev-bind", device, device]
    # A program that ends when its input does; it holds the sandbox open.
    placeholder = shutil.which("cat", path=os.defpath) or "/bin/cat"
    command += ["--ro-bind", placeholder, "/bin/placeholder"]
    command += ["--bind", str(runtime), INSIDE_RUNTIME]
    return [*command, "--remount-ro", "/", "--", "/bin/placeholder"]


def _package_folders(name: str) -> list[str]:
    """Find the folder of an installed package; none for functions and parts of packages."""
    if "." in name:
        return []
    folders = (Path(place, name) for place in sys.path if place)
    return [str(folder) for folder in folders if folder.is_dir()]


def visible_paths() -> list[str]:
    """List what a kernel sees of this machine: the Python environment and system libraries.

    Links such as Debian's ``/lib -> usr/lib`` are followed by bubblewrap. A path inside another
    is listed once.
    """
    wanted = [path for path in _SYSTEM_LIBRARIES if Path(path).is_dir()]
    if Path(sys.base_prefix) == Path("/usr"):
        wanted.append(os.path.realpath(sys.executable))
    else:
        wanted.append(sys.base_prefix)
    wanted.append(sys.prefix)
    # Packages may lie elsewhere; a folder of another name may hold anything, so it is left out.
    kinds = ("site-packages", "dist-packages")
    wanted += [path for path in sys.path if Path(path).name in kinds and Path(path).is_dir()]
    found: list[str] = []
    for path in sorted({str(Path(path).absolute()) for path in wanted}, key=len):
        if not any(path == other or path.startswith(other + "/") for other in found):
            found.append(path)
    return found
