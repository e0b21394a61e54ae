"""The walls around students' code; and the browser, which only tests need."""

from __future__ import annotations

import importlib
import shutil

from tinkernet.sandbox import (
    INSTALL_LINE,
    SandboxUnavailableError,
    require_bubblewrap,
    require_sandbox,
)

from ._finding import Finding, ok, warning, wrong
from ._machine import Machine

_NAMESPACES = (
    "Ubuntu 23.10 or later: give bubblewrap an AppArmor profile; containers: run as an ordinary "
    "user with seccomp unconfined. docs/grading.md, 'When it does not start', has both."
)


def look_at_sandbox(machine: Machine) -> Finding:
    """Try an empty sandbox, and the library that filters system calls."""
    try:
        require_bubblewrap()
    except SandboxUnavailableError as error:
        return wrong(str(error), f"Install it, or grade where it is: {INSTALL_LINE}.")
    try:
        importlib.import_module("pyseccomp")  # it looks for the system's library
    except (ImportError, OSError, RuntimeError) as error:
        return wrong(f"libseccomp is missing: {error}", f"Install it: {INSTALL_LINE}.")
    try:
        require_sandbox()
    except SandboxUnavailableError as error:
        return wrong(str(error), _NAMESPACES)
    return ok("bubblewrap makes a sandbox, libseccomp is there")


def look_at_chromium(machine: Machine) -> Finding:
    """Look for Debian's Chromium where there are browser tests."""
    if not (machine.folder / "tests" / "browser").is_dir():
        return ok("not needed: there are no browser tests here")
    found = shutil.which("chromium")
    if found:
        return ok(found)
    return warning(
        "chromium is missing, so browser tests are skipped; nothing else needs it",
        "sudo apt-get install chromium",
    )
