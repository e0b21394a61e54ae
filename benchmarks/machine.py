"""The machine that a benchmark ran on, without its name or anybody's paths."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

import psutil


def machine(*packages: str) -> dict[str, str]:
    """Return what of a machine, and of some packages, makes numbers differ."""
    memory = psutil.virtual_memory().total / 2**30
    return {
        "Processor": f"{_processor()}; {len(os.sched_getaffinity(0))} cores for this run",
        "Memory": f"{memory:.0f} GB",
        "System": f"Linux {platform.release().split('-')[0]}, {platform.machine()}",
        "Python": platform.python_version(),
        "Packages": ", ".join(f"{name} {version(name)}" for name in packages),
        "Busy before the run": f"{os.getloadavg()[0]:.1f} processes wanted to run (load average)",
    }


def bubblewrap() -> dict[str, str]:
    """Return the version of bubblewrap."""
    done = subprocess.run(["bwrap", "--version"], capture_output=True, text=True, check=True)
    return {"bubblewrap": done.stdout.split()[-1]}


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return "unknown"
