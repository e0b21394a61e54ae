"""Folders that are removed while somebody may still write into them."""

from __future__ import annotations

import shutil
import time
from pathlib import Path


def remove_folder(folder: Path) -> None:
    """Remove a folder and all in it; try again while those who used it come to their end."""
    for _ in range(50):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.02)
