"""What the machine must have for a hub, and the parts that are installed for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PROXY = HERE / "node_modules" / ".bin" / "configurable-http-proxy"

PACKAGE_OF = {
    "useradd": "passwd",
    "userdel": "passwd",
    "setpriv": "util-linux",
    "unshare": "util-linux",
    "mount": "mount",
    "bash": "bash",
    "bwrap": "bubblewrap",
    "node": "nodejs",
    "npm": "npm",
}


class HubError(Exception):
    """Why there can be no hub on this machine, and what to do, in one sentence."""


def require_machine() -> None:
    """Refuse a machine on which a hub for trying cannot run.

    Raises
    ------
    HubError
        It says what is missing and what to do.
    """
    if sys.platform != "linux":
        raise HubError(f"a hub needs Linux, this is {sys.platform}: use a virtual machine.")
    if os.geteuid() != 0:
        raise HubError(
            "a hub starts servers as other users, which only root may: "
            "run it with 'sudo python3 deploy/jupyterhub/trial.py'."
        )
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
    missing = {PACKAGE_OF[name] for name in PACKAGE_OF if shutil.which(name, path=path) is None}
    if PROXY.exists():
        missing -= {"npm"}
    if missing:
        raise HubError(
            f"something is missing: install it with 'apt-get install {' '.join(sorted(missing))}'."
        )
    # A namespace of its own, in which mounts are nobody else's business.
    tried = subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False)
    if tried.returncode:
        raise HubError(
            "this machine lets nobody mount (a container without CAP_SYS_ADMIN?): "
            "try the hub in a virtual machine."
        )


def install() -> tuple[Path, Path]:
    """Install hub and proxy where they are not yet; return the Python and the proxy's command."""
    running = Path(sys.prefix) / "bin" / "python"
    python = running if _has_hub(running) else ROOT / ".venv" / "bin" / "python"
    if not _has_hub(python):
        _as_owner([sys.executable, str(ROOT / "deploy" / "install.py")])
        _as_owner([str(python), "-m", "pip", "install", "--quiet", "-r", "requirements.txt"])
    if not PROXY.exists():
        _as_owner(["npm", "ci", "--silent", "--no-audit", "--no-fund"])
    return python, PROXY


def _has_hub(python: Path) -> bool:
    if not python.exists():
        return False
    asked = [str(python), "-c", "import jupyterhub, tinkernet"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def _as_owner(command: list[str]) -> None:
    """Run an installer as the one whose clone this is, so that no file of root's lies in it."""
    import pwd

    owner = pwd.getpwuid(ROOT.stat().st_uid)
    done = subprocess.run(
        command,
        cwd=HERE,
        env={**os.environ, "HOME": owner.pw_dir},
        user=owner.pw_uid,
        group=owner.pw_gid,
        check=False,
    )
    if done.returncode:
        raise HubError(f"'{' '.join(command)}' failed in {HERE}, see above; is there a network?")
