"""What an instructor says about a download, and what is said back about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from ._lay import Laid
from ._lms_names import Lms


@dataclass(frozen=True)
class Outcome:
    """What became of one submission, or of a file that belongs to none.

    Attributes
    ----------
    laid : Laid
    student : str
        Empty where it is not known.
    file : str
        The notebook, or another file, as the download names it; shorter where the name is as
        expected.
    when : str
        When it was handed in, as ``timestamp.txt`` says it; or empty.
    late : bool
        Whether the LMS calls it late.
    notes : tuple of str
        What is worth knowing; why it was not placed.
    """

    laid: Laid
    student: str
    file: str
    when: str = ""
    late: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Collection:
    """What is going to be collected.

    Attributes
    ----------
    assignment : str
    lms : Lms
    count : int
        How many outcomes there will be.
    remarks : tuple of str
        What to know of the whole.
    outcomes : iterator of Outcome
        Lays one after the other; use it up.
    people : int
        How many handed something in.
    all_of : str
        The one other assignment that all of the download is of; empty if it is not so.
    """

    assignment: str
    lms: Lms
    count: int
    remarks: tuple[str, ...]
    outcomes: Iterator[Outcome]
    people: int
    all_of: str = ""


@dataclass(frozen=True)
class Wishes:
    """What an instructor may say about a download.

    Attributes
    ----------
    lms : Lms or None
        Where it is from; None finds out.
    class_lists : tuple of Path
        The LMS's own, say; ``students.csv`` in the course folder is read with them.
    mapping : Path or None
    update : bool
        Whether a submission that differs takes the place of an older one, which is kept aside.
    file_times : bool
        Whether the files' own times are when they were handed in.
    zone : tzinfo or None
        The LMS's time zone; None is this machine's.
    """

    lms: Lms | None = None
    class_lists: tuple[Path, ...] = ()
    mapping: Path | None = None
    update: bool = False
    file_times: bool = False
    zone: tzinfo | None = None
