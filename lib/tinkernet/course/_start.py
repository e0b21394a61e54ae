"""A student's way in: the released notebooks in a folder of their own."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from ._folders import released_folder


@dataclass(frozen=True)
class Started:
    """What was laid into a student's folder.

    Attributes
    ----------
    folder : Path
        The folder.
    new, kept : list of Path
        Files copied now, and files the student already had, relative to the folder.
    """

    folder: Path
    new: list[Path]
    kept: list[Path]


def start(folder: Path) -> Started:
    """Copy the released notebooks into ``folder``; a file that is there is never touched.

    Parameters
    ----------
    folder : Path
        Where the student works; made if it is not there.

    Raises
    ------
    OSError
        If the folder cannot be made or written to.
    """
    released = released_folder()
    new: list[Path] = []
    kept: list[Path] = []
    for path in sorted(released.rglob("*")):
        relative = path.relative_to(released)
        if not path.is_file() or path.name == "README.md" or ".ipynb_checkpoints" in path.parts:
            continue
        target = folder / relative
        if target.exists():
            kept.append(relative)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        new.append(relative)
    folder.mkdir(parents=True, exist_ok=True)
    return Started(folder, new, kept)
