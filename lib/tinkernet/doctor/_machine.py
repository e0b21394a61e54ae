"""What is looked at: this machine, for one role, perhaps with a course folder."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from tinkernet.course import course_root


class Role(StrEnum):
    """For whom the machine is looked at."""

    STUDENT = "student"
    INSTRUCTOR = "instructor"


@dataclass(frozen=True)
class Machine:
    """The machine, and for whom it is looked at.

    Attributes
    ----------
    role : Role
    folder : Path
        The course folder; a student's current folder.
    """

    role: Role
    folder: Path

    @classmethod
    def here(cls, role: Role | None = None) -> Machine:
        """Look from the current folder: whoever is in a course folder is an instructor.

        Parameters
        ----------
        role : Role or None
            None finds out.

        Raises
        ------
        OSError
            If an instructor is not in a course folder.
        """
        if role is Role.STUDENT:
            return cls(role, Path.cwd())
        try:
            return cls(Role.INSTRUCTOR, course_root(Path.cwd()))
        except OSError:
            if role is Role.INSTRUCTOR:
                raise
            return cls(Role.STUDENT, Path.cwd())

    @cached_property
    def settings(self) -> Any:
        """The course's configuration, as nbgrader reads it; asked for by several checks.

        Raises
        ------
        RuntimeError
            If the configuration cannot be run.
        """
        from tinkernet.grading import course_config

        return course_config(self.folder)
