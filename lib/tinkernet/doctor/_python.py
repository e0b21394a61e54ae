"""Python and its packages against what the library asks for."""

from __future__ import annotations

import platform
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from ._finding import Finding, ok, warning, wrong
from ._machine import Machine

_US = "tinkernet"
_CLONE = Path(__file__).resolve().parents[3]
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;#]+)", re.MULTILINE)
_MOST = 4


def look_at_python(machine: Machine) -> Finding:
    """Compare Python's version with the one that the library asks for."""
    asked = metadata(_US)["Requires-Python"]
    here = f"Python {platform.python_version()} in {sys.prefix}"
    if SpecifierSet(asked).contains(platform.python_version(), prereleases=True):
        return ok(here)
    return wrong(
        f"{here}, but {asked} is asked for",
        "Install a later Python, and the course with it: make PYTHON=python3.12 lab.",
    )


def look_at_packages(machine: Machine) -> Finding:
    """Compare installed packages with what is asked for, and with the pins of the clone."""
    unfit, names = _unfit()
    if unfit:
        return wrong(_listed(unfit), f"Install what is asked for: {_install_line()}.")
    other = [
        f"{name} {here} (pinned {pinned})"
        for name, pinned in _pins().items()
        if (here := _installed(name)) and here != pinned
    ]
    if other:
        return warning(
            f"not the versions that were tested: {_listed(other)}",
            f"To have those: {_install_line()}.",
        )
    return ok(f"{names} packages, as asked for")


def _unfit() -> tuple[list[str], int]:
    """List what is missing or too old, and count what was looked at."""
    found, count = [], 0
    for line in requires(_US) or []:
        asked = Requirement(line)
        if asked.marker and not asked.marker.evaluate({"extra": ""}):
            continue
        count += 1
        here = _installed(asked.name)
        if here is None:
            found.append(f"{asked.name} is missing")
        elif not asked.specifier.contains(here, prereleases=True):
            found.append(f"{asked.name} {here} (needed {asked.specifier})")
    return found, count


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _pins() -> dict[str, str]:
    """Read the tested versions; none where the library does not come from a clone."""
    pins: dict[str, str] = {}
    for name in ("constraints.txt", "requirements.txt"):
        path = _CLONE / name
        if path.is_file() and (_CLONE / "pyproject.toml").is_file():
            pins.update(_PIN.findall(path.read_text()))
    return pins


def _install_line() -> str:
    if (_CLONE / "requirements.txt").is_file():
        return f"{sys.executable} -m pip install -r {_CLONE / 'requirements.txt'}"
    return f"{sys.executable} -m pip install --upgrade {_US}"


def _listed(things: list[str]) -> str:
    more = f" and {len(things) - _MOST} more" if len(things) > _MOST else ""
    return ", ".join(things[:_MOST]) + more
