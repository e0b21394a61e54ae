"""The instructor's secret: where the cases come from while grading."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

SEED_FILE = ".grading-seed"
"""Lies in the course folder and is never committed."""


def secret_seed(folder: Path) -> int:
    """Read the secret seed of a course folder, or draw one the first time.

    Parameters
    ----------
    folder : Path
        The course folder. In a folder that cannot be written to, the seed lasts as long as the
        process.

    Returns
    -------
    int
        Between 0 and 2^62.
    """
    path = folder / SEED_FILE
    with contextlib.suppress(OSError, ValueError):
        return int(path.read_text())
    seed = secrets.randbelow(2**62)
    with contextlib.suppress(OSError):
        # Exclusive, so that two commands started together agree on one seed.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(f"{seed}\n")
        return seed
    with contextlib.suppress(OSError, ValueError):
        return int(path.read_text())
    return seed
