"""Show the hub, and only it, this machine as its users may see it; then become the hub.

`private_view.py ROOT PATH ... -- COMMAND ...`, in a mount namespace of its own. A clone often lies
where other users cannot enter (a home), and has the solutions in it. So ROOT is covered, and so is
every folder in the way that is closed to others; what is shown is mounted into the covers. Nothing
of this is seen outside, no mode of any file is changed, and it is gone when the hub ends.
"""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path


def covers(root: Path, shown: Iterable[Path]) -> list[Path]:
    """Return the folders to be covered: the root, and what keeps others from what is shown.

    Parameters
    ----------
    root : Path
        Never seen as a whole.
    shown : iterable of Path
        What everybody must be able to read.
    """
    found = {root}
    for path in shown:
        closed = [one for one in reversed(path.parents) if not _open_to_others(one)]
        found.update(closed[:1])
    return sorted(
        one for one in found if not any(one.is_relative_to(other) for other in found - {one})
    )


def _open_to_others(folder: Path) -> bool:
    return bool(folder.stat().st_mode & stat.S_IXOTH)


def lay_view(root: Path, shown: list[Path]) -> None:
    """Mount the view; in a mount namespace of one's own.

    Parameters
    ----------
    root, shown
        As in ``covers``.
    """
    stage = Path(tempfile.mkdtemp(prefix="view-"))
    _mount("-t", "tmpfs", "-o", "mode=700", "view", str(stage))
    covered = covers(root, shown)
    inside = [path for path in shown if any(path.is_relative_to(one) for one in covered)]
    for number, path in enumerate(inside):
        _make_place(stage / str(number), path)
        _mount("--bind", str(path), str(stage / str(number)))
    are_folders = [path.is_dir() for path in inside]
    for folder in covered:
        _mount("-t", "tmpfs", "-o", "mode=755,size=16m", "view", str(folder))
    for number, (path, is_folder) in enumerate(zip(inside, are_folders, strict=True)):
        path.parent.mkdir(parents=True, exist_ok=True)
        if is_folder:
            path.mkdir(exist_ok=True)
        else:
            path.touch()
        _mount("--bind", str(stage / str(number)), str(path))
    subprocess.run(["umount", "--recursive", str(stage)], check=True)
    stage.rmdir()


def _make_place(place: Path, like: Path) -> None:
    if like.is_dir():
        place.mkdir()
    else:
        place.touch()


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)


if __name__ == "__main__":
    os.umask(0o022)
    split = sys.argv.index("--")
    base, *rest = (Path(one).resolve() for one in sys.argv[1:split])
    lay_view(base, rest)
    command = sys.argv[split + 1 :]
    os.execv(command[0], command)
