"""Lays a submission: whole or not at all, and never over another one unasked."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from tinkernet.sandbox import read_folder

from ._zip_files import RefusedError

_TIMESTAMP = "timestamp.txt"


class Laid(StrEnum):
    """What became of a submission."""

    NEW = "new"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    KEPT = "kept"
    NOT_PLACED = "not placed"


class Layer:
    """Lays submissions below one folder.

    Parameters
    ----------
    root : Path
        ``submitted/``.
    replaced : Path
        Where a submission goes that gives way to a newer one.
    """

    def __init__(self, root: Path, replaced: Path) -> None:
        self._root = root
        self._workshop = root / ".tinkernet"
        self._replaced = replaced

    def recover(self) -> None:
        """Clear away what a killed run left half done."""
        shutil.rmtree(self._workshop, ignore_errors=True)

    def lay(self, student: str, assignment: str, files: Mapping[str, bytes], update: bool) -> Laid:
        """Lay one submission.

        Parameters
        ----------
        student, assignment : str
            Plain names.
        files : mapping of str to bytes
            By relative path; paths that were looked at.
        update : bool
            Whether it may take the place of another; that one is moved aside.

        Returns
        -------
        Laid

        Raises
        ------
        RefusedError
            If it would land elsewhere.
        OSError
            If the disk is full, say; then nothing has changed.
        """
        place = self._root / student / assignment
        if place.parent.is_symlink():
            raise RefusedError(f"submitted/{student} is a link, and links are not followed")
        there = os.path.lexists(place)
        if there:
            if _same(place, files):
                return Laid.UNCHANGED
            if not update:
                return Laid.KEPT
        new = self._workshop / "new"
        shutil.rmtree(new, ignore_errors=True)
        for name, content in files.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        place.parent.mkdir(parents=True, exist_ok=True)
        if there:
            self._move_aside(place, student, assignment)
        # Killed here, the old one lies safe and the next run lays the new one.
        new.rename(place)
        return Laid.UPDATED if there else Laid.NEW

    def _move_aside(self, place: Path, student: str, assignment: str) -> None:
        stamp = datetime.now(UTC).strftime("%Y-%m-%d-%H-%M-%S-%f")
        aside = self._replaced / assignment / student / stamp
        aside.parent.mkdir(parents=True, exist_ok=True)
        try:
            place.rename(aside)
        except OSError:
            # On another disk: first all of it there, then gone from here.
            half = aside.with_name(f".{stamp}")
            shutil.copytree(place, half, symlinks=True)
            half.rename(aside)
            shutil.rmtree(place)


def _same(place: Path, files: Mapping[str, bytes]) -> bool:
    """Compare with what lies there; a time that was noted by hand is no difference."""
    if place.is_symlink() or not place.is_dir():
        return False
    try:
        taken = read_folder(place)
    except OSError:
        return False
    there = dict(taken.files)
    if _TIMESTAMP not in files:
        there.pop(_TIMESTAMP, None)
    return not taken.left_out and there == dict(files)
