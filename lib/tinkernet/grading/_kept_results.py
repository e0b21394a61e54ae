"""What a dry run found out, kept so that applying it gives exactly that."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from ._graded import Flag, GradedNotebook, GradedSubmission, State

KEPT = ".regrade"
"""Folder in the course folder; it may be thrown away at any time."""


class KeptResults:
    """Results of regrades that are not filed yet.

    Parameters
    ----------
    folder : Path
        The course folder. Where it cannot be written to, nothing is kept.
    assignment : str
    """

    def __init__(self, folder: Path, assignment: str) -> None:
        self._folder = folder / KEPT / assignment

    def keep(self, key: str, result: GradedSubmission) -> None:
        """Keep a student's result, in place of an earlier one.

        Parameters
        ----------
        key : str
            Hash of all that it depends on.
        result : GradedSubmission
            Its files are not kept: they are those of the submission.
        """
        content = {"key": key, "result": _to_json(result)}
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path = self._path(result.student)
            new = path.with_suffix(f".{os.getpid()}")
            new.write_text(json.dumps(content))
            new.replace(path)  # whole or not at all

    def find(self, student: str, key: str, files: Mapping[str, bytes]) -> GradedSubmission | None:
        """Return what was kept for a student, if nothing that it depends on has changed."""
        try:
            content = json.loads(self._path(student).read_bytes())
            if content["key"] == key:
                return replace(_from_json(content["result"]), files=dict(files))
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return None

    def drop(self, student: str) -> None:
        """Forget a student's result; with the last of them the folder goes, too."""
        with suppress(OSError):
            self._path(student).unlink(missing_ok=True)
            self._folder.rmdir()
            self._folder.parent.rmdir()

    def _path(self, student: str) -> Path:
        # Students' names are anything; not all of them are good names for files.
        return self._folder / f"{hashlib.sha256(student.encode()).hexdigest()[:32]}.json"


def _to_json(result: GradedSubmission) -> dict[str, Any]:
    told = asdict(replace(result, files={}))
    for notebook in told["notebooks"]:
        notebook["content"] = base64.b64encode(notebook["content"]).decode()
    return told


def _from_json(told: dict[str, Any]) -> GradedSubmission:
    notebooks = [
        GradedNotebook(
            **{
                **each,
                "content": base64.b64decode(each["content"]),
                "unanswered": tuple(each["unanswered"]),
            }
        )
        for each in told["notebooks"]
    ]
    return GradedSubmission(
        **{
            **told,
            "state": State(told["state"]),
            "notebooks": tuple(notebooks),
            "flags": tuple(Flag(**flag) for flag in told["flags"]),
        }
    )
