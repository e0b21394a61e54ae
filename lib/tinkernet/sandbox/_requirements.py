"""Whether this machine can shut code in, said before a class is graded."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from ._bubblewrap import SANDBOX_USER, SandboxUnavailableError, require_bubblewrap

_TRIAL = ("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--ro-bind", "/", "/")


def require_sandbox() -> None:
    """Try an empty sandbox.

    Raises
    ------
    SandboxUnavailableError
        If bubblewrap is missing, or may not do here what it is for.
    """
    user = ["--unshare-user"] if os.geteuid() != 0 else []
    trial = [require_bubblewrap(), *user, *_TRIAL, "true"]
    done = subprocess.run(trial, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SandboxUnavailableError(
            f"bubblewrap cannot make a sandbox here ({done.stderr.strip() or 'no reason given'}): "
            "allow user namespaces, or grade outside of this container; docs/grading.md says how."
        )
    if os.geteuid() == 0 and not _maps_nobody():
        raise SandboxUnavailableError(
            "Root of this container has no other user to run code as: start it with a full range "
            "of users, or grade as an ordinary user."
        )


def _maps_nobody() -> bool:
    """Tell whether root here can become nobody; in some containers there is only root."""
    for line in Path("/proc/self/uid_map").read_text().splitlines():
        first, _, count = map(int, line.split())
        if first <= SANDBOX_USER < first + count:
            return True
    return False
