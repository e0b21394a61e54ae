"""Whose a submission is: by the mapping, the class list, what is remembered, or its name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from ._class_list import ClassList, ClassMember
from ._collected import Collected
from ._lms_names import HandedOut, Lms
from ._squeezed_names import squeezed
from ._student_names import why_no_student
from ._submissions import Arrived

_NO_LIST = "say who is who with a class list (--classlist, such as Moodle's grading worksheet)"

_NO_NUMBERS = "; give Canvas's gradebook with --classlist, or add a column lms_user_id"


class People:
    """Finds the student of each submission, one folder for one person.

    Parameters
    ----------
    class_list : ClassList
        May be empty.
    collected : mapping of str to Collected
        What is remembered of this assignment.
    earlier : mapping of str to str
        Folders that the LMS's people have in other assignments, by the LMS's key.
    there : collection of str
        Students whose submission lies in ``submitted/``.
    """

    def __init__(
        self,
        class_list: ClassList,
        collected: Mapping[str, Collected],
        earlier: Mapping[str, str],
        there: Collection[str],
    ) -> None:
        self._list = class_list
        self._collected = collected
        self._earlier = earlier
        self._there = there

    def place(self, arrived: Sequence[Arrived]) -> dict[str, Arrived]:
        """Give each submission its student; what cannot be given gets a ``problem``.

        Parameters
        ----------
        arrived : sequence of Arrived

        Returns
        -------
        dict of str to Arrived
            By student; without those that have a problem.
        """
        names = Counter(squeezed(each.first.name) for each in arrived)
        students: dict[str, list[tuple[str, Arrived]]] = defaultdict(list)
        for each in arrived:
            try:
                student = self._student(each.first, names)
            except ValueError as error:
                each.problem = each.problem or str(error)
                continue
            students[student.casefold()].append((student, each))
        placed: dict[str, Arrived] = {}
        for same in students.values():
            for student, each in same:
                others = [other.first.key for _, other in same if other is not each]
                if others:
                    each.problem = (
                        f"{len(same)} people in this download would be {student!r} "
                        f"({', '.join(sorted([each.first.key, *others]))}); {_NO_LIST}"
                    )
                elif not each.problem:
                    placed[student] = each
        return placed

    def member(self, handed: HandedOut) -> ClassMember | None:
        """Find a person in the class list."""
        if handed.student:
            return self._list.student(handed.student)
        if handed.lms is Lms.MOODLE:
            return self._list.with_key(f"moodle:{handed.key}") or self._by_name(handed.name)
        kind = "canvas" if handed.lms is Lms.CANVAS else "login"
        found = self._list.with_key(f"{kind}:{handed.key}", f"any:{handed.key}")
        by_name = self._list.canvas_named if handed.lms is Lms.CANVAS else lambda _: None
        return found or by_name(handed.name)

    def _by_name(self, name: str) -> ClassMember | None:
        # Moodle puts a group's name and a dash before the person's.
        for part in (name, *(name[at.end() :] for at in re.finditer("-", name))):
            found = self._list.named(part)
            if len(found) > 1:
                raise ValueError(
                    f"{len(found)} people in {self._list.source} are called {part!r}; "
                    "give this assignment's grading worksheet as --classlist"
                )
            if found:
                return found[0]
        return None

    def _student(self, handed: HandedOut, names: Mapping[str, int]) -> str:
        before = next(
            (student for student, entry in self._collected.items()
             if (entry.lms, entry.key) == (handed.lms, handed.key)),
            "",
        )  # fmt: skip
        member = None if handed.student else self.member(handed)
        if handed.student:
            student = handed.student
        elif member is not None:
            student = member.student
        elif self._list.members:
            raise ValueError(
                f"{handed.name or handed.key} ({handed.key}) is not in {self._list.source}"
                + (_NO_NUMBERS if handed.lms is Lms.CANVAS else "")
            )
        else:
            student = before or self._earlier.get(handed.key, "") or _from_name(handed, names)
        if before in self._there and student != before:
            source = "the mapping" if handed.student else self._list.source
            raise ValueError(
                f"it was collected as {before!r} before, and is {student!r} in {source}: say "
                f"{before!r} there or in students.csv, or rename submitted/{before}"
            )
        entry = self._collected.get(student)
        if entry and (entry.lms, entry.key) != (handed.lms, handed.key):
            raise ValueError(
                f"{student!r} is somebody else in what was collected before ({entry.key}); "
                f"{_NO_LIST}"
            )
        return _checked(student)


def _from_name(handed: HandedOut, names: Mapping[str, int]) -> str:
    """Make a folder's name without a class list; the LMS's number goes in where it is lasting."""
    name = unicodedata.normalize("NFC", handed.name).strip()
    if handed.lms is Lms.CANVAS:
        return f"{name or 'anon'}-{handed.key}"
    if handed.lms is Lms.BLACKBOARD:
        return unicodedata.normalize("NFC", handed.key)
    # Moodle's number is another one in each assignment: only the name lasts.
    if squeezed(name) in ("participant", "teilnehmer", ""):
        raise ValueError(f"the names are hidden in this download; {_NO_LIST}")
    if names[squeezed(name)] > 1:
        raise ValueError(f"{names[squeezed(name)]} people are called {name!r}; {_NO_LIST}")
    return name


def _checked(student: str) -> str:
    if why := why_no_student(student):
        raise ValueError(f"{student[:60]!r} cannot be a folder: {why}")
    return student
