"""What students must not read: the secret seed, the gradebook, the solutions."""

from __future__ import annotations

import stat
from pathlib import Path

from ._finding import Finding, ok, warning, wrong
from ._machine import Machine

SEED_FILE = ".grading-seed"


def look_at_seed(machine: Machine) -> Finding:
    """Look who may read the seed that secret cases are drawn from."""
    path = machine.folder / SEED_FILE
    if not path.exists():
        return ok(f"there is none yet; the first grading makes {SEED_FILE}")
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o007:
        return wrong(
            f"everybody on this machine may read {path}: its mode is {mode:04o}",
            f"chmod 600 {path}",
        )
    try:
        int(path.read_text())
    except OSError:
        return wrong(f"you may not read {path}", "Ask its owner, or grade as that user.")
    except ValueError:
        return wrong(
            f"{path} holds no number, so each grading would draw other cases",
            "Put the number back from a copy; without one, delete the file and grade again.",
        )
    if mode & 0o070:
        return warning(
            f"your group may read {path}: its mode is {mode:04o}",
            f"If students are in that group: chmod 600 {path}.",
        )
    return ok("only you may read it")


def look_at_privacy(machine: Machine) -> Finding:
    """On a machine that students share, look what of the course folder they may read."""
    try:
        settings = machine.settings
    except RuntimeError:
        return warning("not looked at: the configuration does not run", "Mend that first.")
    from nbgrader.exchange.default import Exchange

    exchange = Path(settings.config.Exchange.get("root") or Exchange.root.default_value)
    if not exchange.is_dir():
        return ok("no exchange, so no students on this machine")
    names = ("gradebook.db", "source", "submitted", "autograded", "feedback")
    for path in (Path(settings.directory.root) / name for name in names):
        if path.exists() and _reachable(path):
            return wrong(
                f"everybody on this machine may read {path}",
                f"chmod o-rwx {settings.directory.root}",
            )
    return ok("other users cannot read gradebook, solutions or submissions")


def _reachable(path: Path) -> bool:
    """Tell whether somebody who is neither owner nor in the group may read it."""
    path = path.resolve()
    above = all(folder.stat().st_mode & stat.S_IXOTH for folder in path.parents)
    return above and bool(path.stat().st_mode & stat.S_IROTH)
