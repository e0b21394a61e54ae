"""A student's way in: the released notebooks in a folder of their own."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from itertools import chain, count
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


class NoSuchAssignmentError(ValueError):
    """There is no released assignment of that name; the message lists those there are."""


def fresh_copy(folder: Path, name: str) -> Path:
    """Lay one released notebook beside the student's own; nothing is ever overwritten.

    Parameters
    ----------
    folder : Path
        Where the student works.
    name : str
        The assignment.

    Returns
    -------
    Path
        The copy: ``NAME.ipynb`` where there is none, else ``NAME-fresh.ipynb``, or, where that is
        there, ``NAME-fresh-2.ipynb``.

    Raises
    ------
    NoSuchAssignmentError
        If there is no such assignment.
    OSError
        If the folder cannot be made or written to.
    """
    released = released_folder()
    names = sorted(path.parent.name for path in released.glob("*/*.ipynb"))
    if name not in names:
        raise NoSuchAssignmentError(f"There is no notebook {name!r}; there are {', '.join(names)}.")
    content = (released / name / f"{name}.ipynb").read_bytes()
    (folder / name).mkdir(parents=True, exist_ok=True)
    endings = chain(["", "-fresh"], (f"-fresh-{number}" for number in count(2)))
    for ending in endings:
        target = folder / name / f"{name}{ending}.ipynb"
        try:
            with target.open("xb") as file:
                file.write(content)
        except FileExistsError:
            continue
        break
    return target


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
