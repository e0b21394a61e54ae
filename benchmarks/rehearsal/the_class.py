"""The class on disk: what it hands in, as downloads, and the course folders it is graded in."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from class_of_students import lay_course
from tqdm import tqdm

from .downloads import ORDER, Download, write_download, write_students
from .hand_ins import HandIn, hand_ins
from .students import Student

_INDEX = "index.json"


def all_hand_ins(
    root: Path, assignments: Sequence[str], students: Sequence[Student], seed: int
) -> dict[str, list[HandIn]]:
    """Return by assignment all that is handed in; the same seed gives the same bytes."""
    bar = tqdm(assignments, desc="answers", unit="assignment", leave=False)
    return {assignment: hand_ins(root, assignment, students, seed) for assignment in bar}


def write_downloads(
    place: Path, handed: Mapping[str, Sequence[HandIn]], students: Sequence[Student]
) -> dict[str, list[Download]]:
    """Write two downloads for each assignment, or find those that were written before.

    Parameters
    ----------
    place : Path
        Holds all of them, or does not exist.
    handed : mapping of str to sequence of HandIn
    students : sequence of Student

    Returns
    -------
    dict of str to list of Download
        After the deadline; and again after the last, where anything came late.
    """
    if not place.exists():
        half = place.with_suffix(".half")
        shutil.rmtree(half, ignore_errors=True)
        index = {
            assignment: [asdict(each) for each in _both(half, assignment, files, students)]
            for assignment, files in handed.items()
        }
        text = json.dumps(index, default=str).replace(str(half), str(place))
        (half / _INDEX).write_text(text, encoding="utf-8")
        half.rename(place)
    index = json.loads((place / _INDEX).read_text(encoding="utf-8"))
    return {name: [_download(each) for each in both] for name, both in index.items()}


def _both(
    place: Path, assignment: str, files: Sequence[HandIn], students: Sequence[Student]
) -> list[Download]:
    lms = ORDER[(int(assignment[:2]) - 1) % len(ORDER)]
    early = [one for one in files if not one.late]
    downloads = [write_download(place / assignment / "1", lms, assignment, early, students)]
    if len(early) < len(files):
        downloads.append(write_download(place / assignment / "2", lms, assignment, files, students))
    return downloads


def _download(known: Mapping[str, object]) -> Download:
    sheet = Path(str(known["sheet"])) if known["sheet"] != "None" and known["sheet"] else None
    options = tuple(str(each) for each in known["options"])
    return Download(str(known["lms"]), Path(str(known["path"])), options, sheet)


def copy_course(course: Path, place: Path) -> None:
    """Copy a course folder, as it is at this moment; a copy that is there is made anew."""
    for old in (half := place.with_suffix(".half"), place):
        shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(course, half, symlinks=True)
    half.rename(place)


def lay_empty_course(folder: Path, students: Sequence[Student], seed: int) -> Path:
    """Lay a course folder in which nobody has handed in; one that is there stays."""
    if not folder.exists():
        half = folder.with_suffix(".half")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(parents=True)
        lay_course(half, [], seed)
        write_students(half / "students.csv", students)
        (half / "exports").mkdir()
        half.rename(folder)
    return folder
