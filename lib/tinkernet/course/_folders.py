"""Where the course lies: in a clone, or inside an installed package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


class NoCourseError(FileNotFoundError):
    """There is no course folder here; the message says where one was looked for."""


def course_root(start: Path | None = None) -> Path:
    """Find the folder that holds ``course/`` and ``nbgrader_config.py``.

    Parameters
    ----------
    start : Path or None
        Look here and in every folder above; None takes the current folder, then the clone that
        this package was installed from.

    Raises
    ------
    NoCourseError
        If there is none.
    """
    begin = (start or Path.cwd()).resolve()
    places = [begin, *begin.parents]
    if start is None:
        places.append(_PACKAGE.parent.parent)
    for place in places:
        if (place / "course").is_dir() and (place / "nbgrader_config.py").is_file():
            return place
    raise NoCourseError(
        f"No course was found in {begin} or above it: a course folder holds course/ and "
        "nbgrader_config.py. Go there, or clone the course first."
    )


def released_folder() -> Path:
    """Find the released notebooks: beside the clone's code, or packed into the wheel.

    Raises
    ------
    NoCourseError
        If there are neither.
    """
    for place in (_PACKAGE / "released", _PACKAGE.parent.parent / "release"):
        if place.is_dir():
            return place
    raise NoCourseError("The released notebooks are missing: install tinkernet again.")
