"""What is done of a rehearsal, so that a rehearsal that was interrupted itself goes on."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

_FILE = "state.json"


@dataclass
class State:
    """Everything a rehearsal knows after each step.

    Attributes
    ----------
    plan : dict
        What was asked for: students, assignments, seed, workers.
    folder : Path
    begun : dict of str to dict of str to int
        By pass and step, the progress before it was first started.
    ran : dict of str to dict of str to dict
        By pass and step, the figures of what ran to its end.
    killed : dict of str to dict
        By step, how it was interrupted.
    found : dict of str to dict
        By pass, what was counted at its end.
    """

    plan: dict[str, Any]
    folder: Path
    begun: dict[str, dict[str, int]] = field(default_factory=dict)
    ran: dict[str, dict[str, Any]] = field(default_factory=dict)
    killed: dict[str, dict[str, Any]] = field(default_factory=dict)
    found: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path, plan: dict[str, Any]) -> State:
        """Go on with what a folder holds, or begin.

        Raises
        ------
        ValueError
            If it holds another rehearsal, or something else.
        """
        path = folder / _FILE
        if not path.exists():
            if folder.exists() and any(folder.iterdir()):
                raise ValueError(f"{folder} holds something else: choose another with --folder.")
            folder.mkdir(parents=True, exist_ok=True)
            state = cls(plan, folder)
            state.save()
            return state
        known = json.loads(path.read_text(encoding="utf-8"))
        if known["plan"] != plan:
            raise ValueError(
                f"{folder} holds an unfinished rehearsal of {known['plan']}: go on with that, "
                "or remove the folder, or choose another with --folder."
            )
        return cls(folder=folder, **known)

    def save(self) -> None:
        """Write it down, whole or not at all."""
        known = asdict(self)
        del known["folder"]
        new = self.folder / f"{_FILE}.new"
        new.write_text(json.dumps(known, indent=1), encoding="utf-8")
        new.replace(self.folder / _FILE)
