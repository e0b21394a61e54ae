"""How Moodle, Canvas and Blackboard name what they hand out.

Moodle: ``Ada Lovelace_12345_assignsubmission_file/work.ipynb`` (until 4.0 with one more ``_``), or
``Ada Lovelace_12345_assignsubmission_file_work.ipynb``. Underscores in names become spaces, and the
number belongs to one person in one assignment.
Canvas: ``lovelaceada_LATE_12345_67890_work.ipynb``: the first two parts that are numbers are the
person's and the file's; ``anon_x7Ko2_67890_work.ipynb`` where marking is anonymous.
Blackboard: ``Assignment 1_ada_attempt_2026-10-01-12-30-00_work.ipynb``, and a ``.txt`` beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ._download import Found


class Lms(StrEnum):
    """Where a download comes from; ``csv`` is any other place, with a mapping."""

    MOODLE = "moodle"
    CANVAS = "canvas"
    BLACKBOARD = "blackboard"
    CSV = "csv"


@dataclass(frozen=True)
class HandedOut:
    """A file of a download, as its name tells it.

    Attributes
    ----------
    lms : Lms
    key : str
        What the LMS calls the person: Moodle's participant number, Canvas's user id,
        Blackboard's user name.
    name : str
        The person's name, as the LMS shows it or squeezes it; may be empty.
    file : str
        The file's own name, with folders below the submission.
    prefix : str
        What stands before the file's own name, as an upload of feedback must repeat it.
    found : Found
        The file.
    late : bool
        Whether the LMS calls it late.
    when : datetime or None
        When it was handed in, as the LMS's clock said.
    order : int
        Newer files of one submission have a higher one; 0 where the LMS does not tell.
    student : str
        The student, where a mapping says so.
    """

    lms: Lms
    key: str
    name: str
    file: str
    prefix: str
    found: Found
    late: bool = False
    when: datetime | None = None
    order: int = 0
    student: str = ""


_MOODLE = re.compile(
    r"(?P<prefix>(?P<name>[^_]+)_(?P<key>\d+)_assign(?P<kind>submission_[a-z]+))(?P<rest>_.*)?"
)
_ATTEMPT = re.compile(
    r"(?P<head>.+?)_attempt_(?P<when>\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d)(?:_(?P<file>.+)|\.txt)"
)


def which_lms(files: Iterable[Found]) -> Lms | None:
    """Tell from all names together which LMS gave them; None where it is none of them.

    Students choose the ends of the names, so no single one decides.

    Raises
    ------
    ValueError
        If it could be either of two.
    """
    counts: Counter[Lms] = Counter()
    for found in files:
        counts.update(lms for lms, read in _READERS.items() if read(found))
    if not counts:
        return None
    most = max(counts.values())
    best = [lms for lms in _READERS if counts[lms] == most]
    if len(best) > 1 and best[0] is not Lms.MOODLE:
        raise ValueError(
            "The names in this download could be Canvas's or Blackboard's; "
            "say which: --lms canvas or --lms blackboard."
        )
    return best[0]


def read_names(files: Iterable[Found], lms: Lms) -> tuple[list[HandedOut], list[Found]]:
    """Read the names of a download.

    Parameters
    ----------
    files : iterable of Found
    lms : Lms
        Where it comes from; names of another are not read.

    Returns
    -------
    list of HandedOut
        What belongs to somebody.
    list of Found
        What has another name.
    """
    known, others = [], []
    for found in files:
        handed = _READERS[lms](found)
        if handed is None:
            others.append(found)
        else:
            known.append(handed)
    return known, others


def _moodle(found: Found) -> HandedOut | None:
    for place, part in enumerate(found.parts[: found.given]):
        match = _MOODLE.fullmatch(part)
        if not match:
            continue
        rest = (match["rest"] or "").removeprefix("_")
        inside = found.parts[place + 1 :]
        prefix = match["prefix"] + ("_" if match["rest"] else "")
        if not rest and inside:
            prefix += "/"
        file = "/".join(each for each in (rest, *inside) if each)
        if not file:
            return None
        if match["kind"] != "submission_file":
            file = ""  # a text that was typed into Moodle: nobody's notebook
        return HandedOut(Lms.MOODLE, match["key"], match["name"], file, prefix, found)
    return None


def _canvas(found: Found) -> HandedOut | None:
    name, *inside = found.parts[found.given - 1 :]
    parts = name.split("_")
    late = "LATE" in parts[:-1]
    numbers = [place for place, part in enumerate(parts[:-1]) if part.isascii() and part.isdigit()]
    start = 1 if parts[0] == "LATE" else 0
    if parts[start] == "anon" and len(numbers) > 0 and numbers[0] == start + 2:
        user, file, shown = start + 1, numbers[0], ""
    elif len(numbers) > 1 and numbers[1] == numbers[0] + 1:
        user, file = numbers[:2]
        shown = "_".join(part for part in parts[:user] if part != "LATE")
        late = "LATE" in parts[:user]
    else:
        return None
    if parts[user] in ("", "LATE"):
        return None
    own = "/".join(("_".join(parts[file + 1 :]), *inside))
    prefix = "_".join(parts[: file + 1]) + "_"
    order = int(parts[file][:18])
    return HandedOut(Lms.CANVAS, parts[user], shown, own, prefix, found, late, order=order)


def _blackboard(found: Found) -> HandedOut | None:
    name, *inside = found.parts[found.given - 1 :]
    match = _ATTEMPT.fullmatch(name)
    if not match or "_" not in match["head"]:
        return None
    try:
        when = datetime.strptime(match["when"], "%Y-%m-%d-%H-%M-%S")
    except ValueError:
        return None
    file = "/".join((match["file"], *inside)) if match["file"] else ""
    user = match["head"].rpartition("_")[2]
    prefix = f"{match['head']}_attempt_{match['when']}_"
    order = int(match["when"].replace("-", ""))
    return HandedOut(Lms.BLACKBOARD, user, "", file, prefix, found, when=when, order=order)


_READERS = {Lms.MOODLE: _moodle, Lms.CANVAS: _canvas, Lms.BLACKBOARD: _blackboard}
