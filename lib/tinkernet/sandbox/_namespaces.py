"""The few Linux calls of a sandbox that Python 3.11 does not wrap."""

from __future__ import annotations

import ctypes
import os

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_REMOUNT, _MS_BIND = 1, 2, 4, 32, 4096
_PR_SET_NO_NEW_PRIVS, _PR_SET_CHILD_SUBREAPER = 38, 36
_CAPABILITY_VERSION_3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


def _checked(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def join(pid: int, kinds: int) -> None:
    """Enter the namespaces of another process, all at once (Linux 5.8)."""
    handle = os.pidfd_open(pid)
    try:
        _checked(_libc.setns(handle, kinds), "setns")
    finally:
        os.close(handle)


def leave_user_namespace() -> None:
    """Start a user namespace of this process's own."""
    _checked(_libc.unshare(CLONE_NEWUSER), "unshare")


def mount_memory(target: str, size: int, files: int, owner: int) -> None:
    """Mount an empty file system in memory, for one owner."""
    options = f"size={size},nr_inodes={files},mode=700,uid={owner},gid={owner}"
    flags = _MS_NOSUID | _MS_NODEV
    result = _libc.mount(b"tmpfs", target.encode(), b"tmpfs", flags, options.encode())
    _checked(result, f"mount {target}")


def make_read_only(target: str) -> None:
    """Make a mounted folder read-only from now on."""
    flags = _MS_REMOUNT | _MS_BIND | _MS_RDONLY | _MS_NOSUID | _MS_NODEV
    _checked(_libc.mount(None, target.encode(), None, flags, None), f"remount {target}")


def drop_capabilities() -> None:
    """Give up every privilege, now and for whatever this process will execute."""
    _checked(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    _checked(_libc.capset(header, nothing), "capset")


def adopt_orphans() -> None:
    """Become the parent of descendants whose own parent ends."""
    _checked(_libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), "subreaper")
