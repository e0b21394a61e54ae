"""What is odd about submissions: the kinds of flags, what they mean, who has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tinkernet.grading import IMPORTANT, State

from ._class_results import ClassResults, StudentWork

MEANINGS = {
    "restored": "A cell that is yours had been changed; yours was used.",
    "missing": "A cell or a notebook was not there.",
    "found": "A cell's grade id was lost; it was found by its place or by what it defines.",
    "duplicate": "A cell occurs twice; the first that was written in counts.",
    "retyped": "A cell's type was changed, and ignored.",
    "metadata": "Tags or nbgrader's marks of a cell were changed, and ignored.",
    "misnamed": "The notebook had another name.",
    "damaged": "The file was cut off, oddly encoded or oversized.",
    "left out": "Files or cells that were not taken; a second notebook: the work may be in it.",
    "timeout": "A cell was interrupted: it took too long.",
    "overflow": "A cell was interrupted: too much output.",
    "by hand": "A raw test says its points with a number; a person decides.",
    "killed": "A cell ended its kernel, or had to be ended; the rest was graded in a new one.",
    "tampered": "In this kernel a failing assertion passes: look at this submission yourself.",
    "unsafe": "Graded without a sandbox.",
    str(State.UNREADABLE): "Nothing in what was handed in can be read as this notebook.",
    str(State.FAILED): "The grader itself failed the last time; grade this submission again.",
}
"""A sentence for each kind; docs/grading.md has the same."""

_STATES = (str(State.FAILED), str(State.UNREADABLE))


@dataclass(frozen=True)
class FlagKind:
    """A kind of flag.

    Attributes
    ----------
    kind, meaning : str
    important : bool
        Whether nobody should overlook it.
    students : tuple of (StudentWork, tuple of dict)
        Who has it, each with what the log says: cell and detail.
    """

    kind: str
    meaning: str
    important: bool
    students: tuple[tuple[StudentWork, tuple[Mapping[str, str], ...]], ...]


def flag_kinds(results: ClassResults) -> list[FlagKind]:
    """List the flags of a class by kind, the important ones first."""
    found: dict[str, dict[str, tuple[StudentWork, list[Mapping[str, str]]]]] = {}
    for student in results.students:
        for flag in flags_of(student):
            _, flags = found.setdefault(str(flag.get("kind", "")), {}).setdefault(
                student.student, (student, [])
            )
            flags.append(flag)
    order = (*_STATES, *IMPORTANT, *MEANINGS)
    rank = {kind: place for place, kind in reversed([*enumerate(order)])}
    return [
        FlagKind(
            kind,
            MEANINGS.get(kind, ""),
            kind in _STATES or kind in IMPORTANT,
            tuple((student, tuple(flags)) for student, flags in found[kind].values()),
        )
        for kind in sorted(found, key=lambda kind: (rank.get(kind, len(rank)), kind))
    ]


def flags_of(student: StudentWork) -> list[Mapping[str, str]]:
    """List a student's flags; that nothing could be graded counts as one."""
    state = {"kind": student.state, "cell": "", "detail": student.reason}
    return [*([state] if student.state in _STATES else []), *student.flags]
