"""Make .venv and install the course into it; a second run finds nothing to do.

Needs Python and its standard library only, so that it can say in one plain line what a bare
machine is missing. `make` calls it; without make: `python3 deploy/install.py`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)
SPACE = 1_500_000_000
"""Bytes that the environment takes, with room for pip to work in."""

COURSE = "requirements.txt"
TESTS = "requirements-dev.txt"


class MissingError(Exception):
    """Something the machine lacks; the message says what, and what to do."""


def main(wanted: list[str]) -> int:
    """Install the course, and its tests where ``tests`` is among the arguments."""
    lists = [COURSE, TESTS] if "tests" in wanted else [COURSE]
    try:
        _check_python()
        if _installed(lists):
            return 0
        _check_place()
        _make_venv()
        _install(lists)
    except MissingError as missing:
        print(f"Tinkernet: {missing}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Tinkernet: cannot install into {VENV}: {error.strerror}.", file=sys.stderr)
        return 1
    return 0


def _check_python() -> None:
    if sys.version_info[:2] < OLDEST:
        raise MissingError(
            f"Python {OLDEST[0]}.{OLDEST[1]} or later is needed, this is "
            f"{sys.version_info[0]}.{sys.version_info[1]}; name a later one with "
            "'make PYTHON=python3.12 ...'."
        )


def _check_place() -> None:
    place = VENV if VENV.exists() else ROOT
    if not os.access(place, os.W_OK):
        raise MissingError(
            f"no permission to write into {place}; copy the folder to where you may write."
        )
    free = shutil.disk_usage(ROOT).free
    if free < SPACE and not VENV.exists():
        raise MissingError(
            f"the disk is too full: {free / 1e9:.1f} GB are free, {SPACE / 1e9:.1f} GB are needed."
        )


def _python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _make_venv() -> None:
    if _python().exists():
        return
    try:
        import ensurepip  # noqa: F401 - Debian splits it off, and venv fails late without it
        import venv
    except ImportError:
        raise MissingError(
            "Python's venv module is missing; install it with "
            f"'sudo apt-get install python{sys.version_info[0]}.{sys.version_info[1]}-venv'."
        ) from None
    print("Making .venv ...", flush=True)
    try:
        venv.create(VENV, with_pip=True, clear=True)
    except subprocess.CalledProcessError:
        raise MissingError(f"making {VENV} failed; is the disk full?") from None


def _fingerprint(name: str) -> str:
    """Hash what decides on an installation: a changed pin or dependency installs again."""
    digest = hashlib.sha256(sys.version.encode())
    for part in (name, "constraints.txt", "pyproject.toml"):
        digest.update((ROOT / part).read_bytes())
    # An editable install remembers where the folder was.
    digest.update(str(ROOT).encode())
    return digest.hexdigest()


def _stamp(name: str) -> Path:
    return VENV / f"installed-{name}"


def _installed(lists: list[str]) -> bool:
    return _python().exists() and all(
        _stamp(name).exists() and _stamp(name).read_text() == _fingerprint(name) for name in lists
    )


def _install(lists: list[str]) -> None:
    missing = [name for name in lists if not _installed([name])]
    print(f"Installing {' and '.join(missing)} (one to two minutes the first time) ...", flush=True)
    python = str(_python())
    command = [python, "-m", "pip", "install", "--quiet", "--no-compile"]
    command += ["--disable-pip-version-check"]
    for name in missing:
        command += ["-r", name]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise MissingError(
            "pip could not install the packages, see above; is there a network, and disk space?"
        )
    # Compiling on all cores takes half the time that pip takes on one. Packages' own tests are
    # never imported; of the two largest few modules are, and these then compile themselves.
    unasked = r"site-packages.(torch|sympy|.+[/\\]tests?)[/\\]"
    compile_all = [python, "-m", "compileall", "-q", "-j", "0", "-x", unasked]
    compile_all += [str(VENV), str(ROOT / "lib")]
    subprocess.run(compile_all, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for name in missing:
        _stamp(name).write_text(_fingerprint(name))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
