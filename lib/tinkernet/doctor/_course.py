"""The course folder: its configuration, and whether what is built is what is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tinkernet.course import assignments, freshness

from ._finding import Finding, ok, warning, wrong
from ._machine import Machine

_MARKERS = ("### BEGIN SOLUTION", "### BEGIN HIDDEN TESTS")


def look_at_config(machine: Machine) -> Finding:
    """Run nbgrader_config.py as nbgrader does; what it does to this process is undone."""
    path = machine.folder / "nbgrader_config.py"
    try:
        settings = machine.settings
    except RuntimeError as error:
        return wrong(str(error), f"Mend the line that is named; it was tried out: {path}.")
    course_id = settings.config.CourseDirectory.get("course_id", "")
    if not course_id:
        return warning(
            f"{path} names no course",
            "Add c.CourseDirectory.course_id = 'NAME'; the exchange needs it.",
        )
    return ok(f"nbgrader_config.py runs; the course is {course_id!r}")


def look_at_freshness(machine: Machine) -> Finding:
    """Hold source/ against course/, and release/ against source/."""
    root = machine.folder
    names = [name for name in assignments(root) if any((root / "course" / name).glob("*.md"))]
    if not names:
        return ok("nothing to build: course/ holds no notebook")
    build = "tinkernet build, then commit course/, source/ and release/ together"
    for name in names:
        try:
            fresh = freshness(root, name)
        except ValueError as error:
            first, *more = str(error).splitlines()
            rest = f" And {len(more)} more: tinkernet build lists them all." if more else ""
            return wrong(f"{first}{rest}", "Mend that file, then run tinkernet build.")
        for path, same in fresh.items():
            if not same:
                return warning(f"source/{name} is not what course/{name} says", f"Run {build}.")
            if not _fits(path, root / "release" / name / path.name):
                return warning(f"release/{name} is not what source/{name} says", f"Run {build}.")
    return ok(f"source/ and release/ are what course/ says, {len(names)} assignments")


def _fits(source: Path, released: Path) -> bool:
    """Compare cell by cell: the same but for solutions and hidden tests, which must be gone."""
    if not released.is_file():
        return False
    ours, theirs = _cells(source), _cells(released)
    if len(ours) != len(theirs):
        return False
    for (grade_id, text), (other_id, other) in zip(ours, theirs, strict=True):
        if grade_id != other_id or any(marker in other for marker in _MARKERS):
            return False
        if not grade_id and text != other:
            return False
    return True


def _cells(path: Path) -> list[tuple[str, str]]:
    """Read grade ids and texts."""
    raw: dict[str, Any] = json.loads(path.read_bytes())
    return [
        (
            cell["metadata"].get("nbgrader", {}).get("grade_id", ""),
            "".join(cell["source"]),
        )
        for cell in raw["cells"]
    ]
