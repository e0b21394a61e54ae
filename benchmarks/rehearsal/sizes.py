"""How much a term leaves on the disk."""

from __future__ import annotations

from pathlib import Path

_WHAT = {
    "submissions": "submitted/*/[!.]*/*",
    "autograded notebooks": "autograded/*/[!.]*/*",
    "feedback pages": "feedback/*/[!.]*/*",
    "feedback zips": "exports/*.zip",
    "class reports": "exports/*.html",
    "grades for LMSs": "exports/*.csv",
    "gradebook": "gradebook.db",
    "grading log": "grading-log.jsonl",
}


def sizes_of(course: Path) -> dict[str, tuple[int, int]]:
    """Return by kind of file how many there are in a course folder, and their bytes."""
    found = {}
    for what, pattern in _WHAT.items():
        sizes = [path.stat().st_size for path in course.glob(pattern) if path.is_file()]
        found[what] = (len(sizes), sum(sizes))
    return found
