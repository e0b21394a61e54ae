"""Where a student's notebooks lie."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from tinkernet.course import released_folder

_USUAL = Path("my-work")


class NoWorkError(ValueError):
    """There are no notebooks of the course; the message says where they were looked for."""

    def _render_traceback_(self) -> list[str]:
        """Show one line in a notebook instead of the library's own frames."""
        return [str(self)]


def find_work(folder: Path | None, names: Iterable[str]) -> tuple[Path, dict[str, Path]]:
    """Find the notebooks of the course.

    Parameters
    ----------
    folder : Path or None
        The folder that ``tinkernet start`` made, the folder of one notebook, or a notebook. None
        looks in the current folder, in the one above where this is the folder of one notebook,
        and in ``my-work``.
    names : iterable of str
        The assignments.

    Returns
    -------
    folder : Path
        Where they lie.
    notebooks : dict of str to Path
        By assignment; those without a folder are left out. A notebook may be missing in its
        folder.

    Raises
    ------
    NoWorkError
        If there is none.
    """
    names = list(names)
    if folder is not None:
        if folder.suffix == ".ipynb":
            if folder.stem in names:
                return folder.parent, {folder.stem: folder}
            raise NoWorkError(
                f"{folder.name} is no notebook of the course by its name: expected one of "
                f"{names[0]}.ipynb to {names[-1]}.ipynb."
            )
        places = [folder]
    else:
        here = Path.cwd()
        # A kernel runs in the folder of its notebook; the others lie beside that.
        beside = [here.parent] if here.name in names and _below(here.parent, names) else []
        places = [*beside, here, here / _USUAL]
    for place in places:
        found = _below(place, names)
        if found:
            return place, found
    raise NoWorkError(
        f"No notebook of the course was found in {places[0]}: 'tinkernet start' lays them into "
        "my-work; name the folder where yours are, as in 'tinkernet progress my-work'."
    )


def work_folder() -> Path:
    """Return where the notebooks of who works here lie, or ``my-work`` where there are none yet.

    As ``find_work`` finds them, and written from the current folder: ``..`` beside a notebook.
    """
    released = released_folder()
    names = sorted(path.parent.name for path in released.glob("*/*.ipynb"))
    try:
        place, notebooks = find_work(None, names)
    except NoWorkError:
        return _USUAL
    # An author's folders have the same names, and nobody works in what is released.
    if place.resolve() == released or not any(path.is_file() for path in notebooks.values()):
        return _USUAL
    return Path(os.path.relpath(place))


def _below(place: Path, names: list[str]) -> dict[str, Path]:
    """Find notebooks in folders of their own, as they were laid, or all in this one."""
    found = {}
    for name in names:
        own, flat = place / name / f"{name}.ipynb", place / f"{name}.ipynb"
        if flat.is_file():
            found[name] = flat
        elif own.parent.is_dir():
            found[name] = own
    return found
