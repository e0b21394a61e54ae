"""nbgrader's exchange: the folder through which notebooks go to students and back."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ._finding import Finding, ok, warning, wrong
from ._machine import Machine, Role


def look_at_exchange(machine: Machine) -> Finding:
    """Look who may do what in the exchange; on a laptop there is none."""
    try:
        config = machine.settings.config
    except RuntimeError:
        return warning("not looked at: the configuration does not run", "Mend that first.")
    kind = config.ExchangeFactory.get("exchange")
    if kind:
        return ok(f"not a folder: {kind}")
    from nbgrader.exchange.default import Exchange

    root = Path(config.Exchange.get("root") or Exchange.root.default_value)
    if not root.exists():
        return ok(f"there is none in {root}, and only a hub needs one")
    if not root.is_dir():
        return wrong(f"{root} is no folder", f"Make it one: sudo mkdir -m 777 {root}.")
    if not os.access(root, os.W_OK | os.X_OK):
        return wrong(f"you may not write in {root}", f"Its owner must: sudo chmod ugo+rwx {root}.")
    if machine.role is Role.STUDENT:
        return ok(f"{root}, and you may write there")
    course_id = config.CourseDirectory.get("course_id", "")
    return _shared(root) or _course_folders(root / course_id) or ok(f"{root}, open to all")


def _shared(root: Path) -> Finding | None:
    if stat.S_IMODE(root.stat().st_mode) & 0o777 != 0o777:
        return wrong(
            f"students may not use {root}: its mode is {_mode(root)}",
            f"sudo chmod ugo+rwx {root}",
        )
    return None


def _course_folders(course: Path) -> Finding | None:
    """Look at what nbgrader made in there for this course, if it did."""
    inbound, outbound, feedback = (course / name for name in ("inbound", "outbound", "feedback"))
    if inbound.is_dir():
        if _mode_of(inbound) & 0o004:
            return wrong(
                f"students can see who handed in: the mode of {inbound} is {_mode(inbound)}",
                f"chmod o-r {inbound}",
            )
        if _mode_of(inbound) & 0o003 != 0o003:
            return wrong(
                f"students cannot hand in: the mode of {inbound} is {_mode(inbound)}",
                f"chmod o+wx {inbound}",
            )
    if outbound.is_dir() and _mode_of(outbound) & 0o007 != 0o005:
        return wrong(
            f"students should read, and not write, what is released: the mode of {outbound} is "
            f"{_mode(outbound)}",
            f"chmod o=rx {outbound}",
        )
    if feedback.is_dir() and _mode_of(feedback) & 0o007 != 0o001:
        return wrong(
            f"students can see who got feedback, or not get theirs: the mode of {feedback} is "
            f"{_mode(feedback)}",
            f"chmod o=x {feedback}",
        )
    return None


def _mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _mode(path: Path) -> str:
    return f"{_mode_of(path):04o}"
