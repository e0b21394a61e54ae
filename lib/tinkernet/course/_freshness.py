"""Whether source/ is what course/ says: built in a temporary folder and compared."""

from __future__ import annotations

import tempfile
from pathlib import Path

from ._build import write_source


def freshness(root: Path, name: str) -> dict[Path, bool]:
    """Map each notebook of an assignment in ``source/`` to whether it is what ``course/`` says.

    Times of files say nothing: a clone or a copy has others.

    Parameters
    ----------
    root : Path
        The course folder.
    name : str
        The assignment; of one that is not written in ``course/`` there is nothing to say.

    Raises
    ------
    BuildError
        If a course file is wrong.
    """
    if not any((root / "course" / name).glob("*.md")):
        return {}
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder)
        (trial / "course").symlink_to((root / "course").resolve(), target_is_directory=True)
        found = {}
        for path in write_source(trial, name):
            there = root / path.relative_to(trial)
            found[there] = there.is_file() and there.read_bytes() == path.read_bytes()
        return found
