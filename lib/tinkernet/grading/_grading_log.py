"""grading-log.jsonl: what was graded when, from what, with what result; only ever added to."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ._environment import environment_digest
from ._graded import GradedSubmission, State
from ._submission import Submission

LOG = "grading-log.jsonl"


class GradingLog:
    """The log of a course.

    Parameters
    ----------
    folder : Path
        The course folder.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOG

    def filed_keys(self, assignment: str) -> dict[str, str]:
        """Return by student the key of what was graded and filed last; empty where it was not.

        A line that a kill cut short is passed over.
        """
        return {
            student: str(entry.get("key", "")) if _is_filed(entry) else ""
            for student, entry in self.last_entries(assignment).items()
        }

    def last_entries(self, assignment: str) -> dict[str, dict[str, Any]]:
        """Return by student what was noted last; lines that a kill cut short are passed over."""
        return {entry["student"]: entry for entry in self._entries(assignment)}

    def _entries(self, assignment: str) -> Iterator[dict[str, Any]]:
        if not self._path.exists():
            return
        with self._path.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                try:
                    entry = json.loads(line)
                    if entry["assignment"] == assignment and isinstance(entry["student"], str):
                        yield entry
                except (ValueError, KeyError, TypeError):
                    continue

    def standing_entries(self, assignment: str) -> dict[str, dict[str, Any]]:
        """Return by student what was noted when the result was filed that stands now."""
        return {
            entry["student"]: entry for entry in self._entries(assignment) if entry.get("filed")
        }

    def add(
        self,
        result: GradedSubmission,
        *,
        filed: bool,
        hashes: Mapping[str, str],
        notes: Any = (),
        **more: Any,
    ) -> None:
        """Add a line, whole or not at all.

        Parameters
        ----------
        result : GradedSubmission
        filed : bool
            Whether it stands in the gradebook.
        hashes : mapping of str to str
            Of the submission and of the exercise set.
        notes : sequence of str
            What the gradebook writer noted.
        **more
            What else there is to say, such as what the result depends on.
        """
        entry = {
            **result.to_dict(),
            "filed": filed,
            "hashes": {**hashes, "environment": environment_digest()},
            "notes": list(notes),
            **more,
        }
        self.write(entry)

    def write(self, entry: Mapping[str, Any]) -> None:
        """Add an entry as it is, with the time."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        entry = {"time": now, **{key: value for key, value in entry.items() if key != "time"}}
        line = json.dumps(entry, ensure_ascii=False) + "\n"
        # One write to a file opened for appending; a line break first ends a torn line.
        torn = self._path.exists() and not _ends_with_line(self._path)
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, (("\n" if torn else "") + line).encode("utf-8", "replace"))
        finally:
            os.close(handle)


def is_another(place: Path, entry: Mapping[str, Any]) -> bool:
    """Tell whether what lies in ``submitted/`` is not what an entry of the log is about.

    Parameters
    ----------
    place : Path
        The folder of the submission; one that cannot be read is another.
    entry : mapping
        The log's.
    """
    try:
        digest = Submission.read(place).digest
    except OSError:
        return True
    hashes = entry.get("hashes")
    return not isinstance(hashes, dict) or digest != hashes.get("submission")


def _is_filed(entry: Mapping[str, Any]) -> bool:
    return bool(entry.get("filed")) and entry.get("state") == State.GRADED


def _ends_with_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(0, os.SEEK_END)
        if file.tell() == 0:
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
