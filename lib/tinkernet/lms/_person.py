"""All that is known of a student when grades are exported."""

from __future__ import annotations

from dataclasses import dataclass

from ._class_list import ClassMember
from ._collected import Collected
from ._lms_names import Lms
from ._totals import Total


@dataclass(frozen=True)
class Person:
    """A student with grade, line of the class list, and what the LMS calls them.

    Attributes
    ----------
    student : str
    total : Total or None
    member : ClassMember or None
    collected : Collected or None
    """

    student: str
    total: Total | None
    member: ClassMember | None
    collected: Collected | None

    @property
    def first_name(self) -> str:
        """As the gradebook or the class list has it."""
        return self._either("first_name")

    @property
    def last_name(self) -> str:
        """As the gradebook or the class list has it."""
        return self._either("last_name")

    @property
    def email(self) -> str:
        """As the gradebook or the class list has it."""
        return self._either("email")

    def full_name(self) -> str:
        """Return the name as the LMS shows it."""
        both = f"{self.first_name} {self.last_name}".strip()
        listed = (self.collected and self.collected.name) or (self.member and self.member.full_name)
        return both or listed or self.student

    def key(self, lms: Lms) -> str:
        """Return what an LMS calls the person, as collected or listed; or nothing."""
        if self.collected and self.collected.lms == lms:
            return self.collected.key
        return self.listed(lms.value)

    def listed(self, kind: str) -> str:
        """Return a key of the class list, such as the ``login``; or nothing."""
        known = sorted(self.member.keys if self.member else ())
        return next((key.partition(":")[2] for key in known if key.startswith(f"{kind}:")), "")

    def _either(self, name: str) -> str:
        return str(getattr(self.total, name, "") or getattr(self.member, name, ""))
