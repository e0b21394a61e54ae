"""Which notebooks a course's assignments have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tinkernet.grading import CourseConfig

from ._submissions import without_copy_mark


def notebooks_of(course: CourseConfig) -> dict[str, list[str]]:
    """Return the notebooks' names, without ``.ipynb``, by assignment."""
    directory = course.directory
    found: dict[str, set[str]] = {}
    for step in (directory.source_directory, directory.release_directory):
        place = Path(directory.format_path(step, ".", "*"))
        for path in sorted(place.parent.glob("*/*.ipynb")):
            found.setdefault(path.parent.name, set()).add(path.stem)
    return {assignment: sorted(names) for assignment, names in sorted(found.items())}


def assignment_of(files: Iterable[str], known: dict[str, list[str]], shown: Path) -> str:
    """Tell from the notebooks' names which assignment was handed in.

    Parameters
    ----------
    files : iterable of str
        Names of files, as their students called them.
    known : dict of str to list of str
        Notebooks by assignment.
    shown : Path
        The download, for the error.

    Raises
    ------
    ValueError
        If it is not one and only one.
    """
    homes = {name.casefold(): each for each, names in known.items() for name in names}
    counts: Counter[str] = Counter()
    for file in files:
        base = file.rpartition("/")[2]
        if base.lower().endswith(".ipynb"):
            stem = base[: -len(".ipynb")].casefold()
            home = homes.get(stem) or homes.get(without_copy_mark(stem))
            counts.update([home] if home else [])
    if len(counts) != 1:
        what = f"of {', '.join(sorted(counts))}" if counts else "that the course knows"
        raise ValueError(
            f"The download holds notebooks {what}: say which assignment it is, "
            f"tinkernet collect ASSIGNMENT {shown}"
            + ("" if known else ", and run 'tinkernet build' first")
            + "."
        )
    return next(iter(counts))
