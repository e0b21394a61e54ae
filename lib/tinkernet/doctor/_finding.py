"""What one check found."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum


class State(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """What one check found.

    Attributes
    ----------
    state : State
    found : str
        One line.
    advice : str
        What to do, one line; nothing where all is well.
    check : str
        The name of the check.
    """

    state: State
    found: str
    advice: str = ""
    check: str = ""

    def to_dict(self) -> dict[str, str]:
        """Return plain values that JSON can hold."""
        return {name: str(value) for name, value in asdict(self).items()}


def ok(found: str) -> Finding:
    """Say that all is well."""
    return Finding(State.OK, found)


def warning(found: str, advice: str) -> Finding:
    """Say what will do, but not always."""
    return Finding(State.WARNING, found, advice)


def wrong(found: str, advice: str) -> Finding:
    """Say what will not do."""
    return Finding(State.WRONG, found, advice)
