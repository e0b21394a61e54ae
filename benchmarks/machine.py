"""The machine that a benchmark ran on, without its name or anybody's paths."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

import psutil


def machine() -> dict[str, str]:
    """Return what of a machine makes numbers differ."""
    memory = psutil.virtual_memory().total / 2**30
    bubblewrap = subprocess.run(["bwrap", "--version"], capture_output=True, text=True, check=True)
    packages = ("nbgrader", "ipykernel", "jupyter_client", "numpy", "matplotlib")
    return {
        "Processor": f"{_processor()}; {len(os.sched_getaffinity(0))} cores for this run",
        "Memory": f"{memory:.0f} GB",
        "System": f"Linux {platform.release().split('-')[0]}, {platform.machine()}",
        "Python": platform.python_version(),
        "Packages": ", ".join(f"{name} {version(name)}" for name in packages),
        "bubblewrap": bubblewrap.stdout.split()[-1],
        "Busy before the run": f"{os.getloadavg()[0]:.1f} processes wanted to run (load average)",
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return "unknown"
