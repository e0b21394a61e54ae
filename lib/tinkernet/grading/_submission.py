"""What a student handed in, as bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tinkernet.sandbox import read_folder

_TIMESTAMP = "timestamp.txt"


@dataclass(frozen=True)
class Submission:
    """A student's files, taken without following links; travels to workers as it is.

    Attributes
    ----------
    student : str
        The student's folder name.
    files : mapping of str to bytes
        By path relative to the submission.
    left_out : tuple of str
        What was not taken, a sentence each.
    """

    student: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()

    @classmethod
    def read(cls, path: Path) -> Submission:
        """Read a submission.

        Parameters
        ----------
        path : Path
            The folder ``submitted/STUDENT/ASSIGNMENT``, or a notebook in it.

        Raises
        ------
        OSError
            If it cannot be opened, or is a link to somewhere else.
        """
        folder = path.parent if path.suffix == ".ipynb" and not path.is_dir() else path
        taken = read_folder(folder)
        return cls(folder.absolute().parent.name, taken.files, tuple(taken.left_out))

    @cached_property
    def digest(self) -> str:
        """Hash of all files and their names; the student's name is not part of it."""
        total = hashlib.sha256(repr(self.left_out).encode())
        for name, content in sorted(self.files.items()):
            total.update(repr((name, hashlib.sha256(content).hexdigest())).encode())
        return total.hexdigest()

    @property
    def timestamp(self) -> str:
        """When it was handed in, as nbgrader's ``timestamp.txt`` says; or nothing."""
        return self.files.get(_TIMESTAMP, b"")[:100].decode("ascii", "replace").strip()

    def extra_files(self) -> dict[str, bytes]:
        """Return what is neither a notebook nor nbgrader's own."""
        return {
            name: content
            for name, content in self.files.items()
            if ".ipynb" not in name.lower() and name not in (_TIMESTAMP, "feedback")
        }
