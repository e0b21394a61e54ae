"""What is remembered of a collected submission, so that grades and feedback find the way back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from ._tables import write_whole

MEMORY = ".tinkernet"
"""Folder in the course folder; nothing in it counts as handed in."""


@dataclass(frozen=True)
class Collected:
    """How a student's submission was named when it was collected.

    Attributes
    ----------
    lms : str
        ``moodle``, ``canvas``, ``blackboard`` or ``csv``.
    key : str
        What the LMS calls the person.
    name : str
        The name that the LMS shows.
    prefix : str
        What stood before the file's own name.
    file : str
        The notebook's own name.
    late : bool
        Whether the LMS called it late.
    """

    lms: str
    key: str
    name: str = ""
    prefix: str = ""
    file: str = ""
    late: bool = False


def collected_file(course_folder: Path, assignment: str) -> Path:
    """Return where it is written down."""
    return course_folder / MEMORY / "collected" / f"{assignment}.json"


def read_collected(course_folder: Path, assignment: str) -> dict[str, Collected]:
    """Return what is remembered of an assignment, by student.

    Raises
    ------
    ValueError
        If the file is damaged.
    """
    path = collected_file(course_folder, assignment)
    if not path.exists():
        return {}
    try:
        known: dict[str, dict[str, Any]] = json.loads(path.read_text())
        names = {field.name for field in fields(Collected)}
        return {
            student: Collected(**{name: entry[name] for name in names & entry.keys()})
            for student, entry in known.items()
        }
    except (ValueError, TypeError, AttributeError) as error:
        raise ValueError(
            f"{path} is damaged ({error}): remove it and collect the download again."
        ) from error


def write_collected(course_folder: Path, assignment: str, known: Mapping[str, Collected]) -> None:
    """Write down what is to be remembered of an assignment."""
    entries = {student: asdict(entry) for student, entry in sorted(known.items())}
    text = json.dumps(entries, indent=1, ensure_ascii=False) + "\n"
    path = collected_file(course_folder, assignment)
    if not path.exists() or path.read_text() != text:
        write_whole(path, text.encode())


def earlier_students(course_folder: Path, assignment: str, lms: str) -> dict[str, str]:
    """Map an LMS's people to the folders they have in other assignments; newest names last."""
    found: dict[str, str] = {}
    for path in sorted((course_folder / MEMORY / "collected").glob("*.json")):
        if path.stem != assignment:
            for student, entry in read_collected(course_folder, path.stem).items():
                if entry.lms == lms:
                    found.setdefault(entry.key, student)
    return found
