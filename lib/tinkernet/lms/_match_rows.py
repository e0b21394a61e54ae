"""Which line of an LMS's file is which student."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from ._class_list import ClassList, ClassMember
from ._collected import Collected
from ._lms_names import Lms
from ._squeezed_names import squeezed

KIND_OF_KEY = {Lms.MOODLE: "moodle", Lms.CANVAS: "canvas", Lms.BLACKBOARD: "login"}


def match_rows(
    people: ClassList,
    students: Collection[str],
    collected: Mapping[str, Collected],
    class_list: ClassList,
) -> dict[str, ClassMember]:
    """Find the line of each student.

    Parameters
    ----------
    people : ClassList
        The lines of the LMS's file.
    students : collection of str
        Who has a grade.
    collected : mapping of str to Collected
        How submissions were named.
    class_list : ClassList
        The course's class list; may be empty.

    Returns
    -------
    dict of str to ClassMember
        By student, as far as found. What was remembered counts first, then ids, then the class
        list, and last a name that only one person has.

    Raises
    ------
    ValueError
        If two lines are the same student.
    """
    keys = {
        f"{KIND_OF_KEY[Lms(entry.lms)]}:{entry.key}".casefold(): student
        for student, entry in collected.items()
        if entry.lms in KIND_OF_KEY
    }
    names = Counter(name for member in people.members for name in member.names())
    found: dict[str, ClassMember] = {}
    unsure = []
    for member in people.members:
        student = _certain(member, students, keys, class_list)
        if not student:
            unsure.append(member)
        elif student in found:
            raise ValueError(
                f"{people.source} has two lines for {student!r} (lines {found[student].row + 2} "
                f"and {member.row + 2}): keep one."
            )
        else:
            found[student] = member
    by_name = {squeezed(student): student for student in students if student not in found}
    for member in unsure:
        for name in member.names():
            if name in by_name and names[name] == 1:
                found.setdefault(by_name[name], member)
    return found


def _certain(
    member: ClassMember,
    students: Collection[str],
    keys: Mapping[str, str],
    class_list: ClassList,
) -> str:
    for key in sorted(member.small_keys):
        if key in keys:
            return keys[key]
    for one in class_list.members:
        same_mail = member.email and member.email.casefold() == one.email.casefold()
        if one.student in students and (same_mail or member.small_keys & one.small_keys):
            return one.student
    return member.student if member.student in students else ""
