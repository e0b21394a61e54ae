"""Which notebooks a course's assignments have."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from tinkernet.grading import CourseConfig

from ._lms_names import HandedOut
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
    counts = Counter(home for home in _homes(files, known) if home)
    if len(counts) != 1:
        what = f"of {', '.join(sorted(counts))}" if counts else "that the course knows"
        raise ValueError(
            f"The download holds notebooks {what}: say which assignment it is, "
            f"tinkernet collect ASSIGNMENT {shown}"
            + ("" if known else ", and run 'tinkernet build' first")
            + "."
        )
    return next(iter(counts))


def one_other_assignment(
    handed: Iterable[HandedOut], known: dict[str, list[str]], assignment: str
) -> str:
    """Return the one assignment that everybody's notebooks are of, if it is another one.

    Parameters
    ----------
    handed : iterable of HandedOut
    known : dict of str to list of str
        Notebooks by assignment.
    assignment : str
        The one that was asked for.

    Returns
    -------
    str
        Empty if they are of this one, of several, or of none for anybody.
    """
    files: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in handed:
        files[each.lms, each.key].append(each.file)
    found = {home for each in files.values() for home in set(_homes(each, known)) or {""}}
    return found.pop() if len(found) == 1 and assignment not in found else ""


def _homes(files: Iterable[str], known: dict[str, list[str]]) -> Iterator[str]:
    """Give each notebook's assignment; nothing for a name that the course does not know."""
    homes = {name.casefold(): each for each, names in known.items() for name in names}
    for file in files:
        base = file.rpartition("/")[2]
        if base.lower().endswith(".ipynb"):
            stem = base[: -len(".ipynb")].casefold()
            yield homes.get(stem) or homes.get(without_copy_mark(stem), "")
