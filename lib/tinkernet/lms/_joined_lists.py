"""Several class lists as one: who is who from the first, what the LMS alone knows from others."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ._class_list import CLASS_LIST, ClassList, ClassMember, read_class_list
from ._squeezed_names import bare


def read_class_lists(course_folder: Path, given: Sequence[Path] = ()) -> ClassList:
    """Read ``students.csv`` of the course folder and the lists that are given, as one.

    Parameters
    ----------
    course_folder : Path
    given : sequence of Path
        The LMS's own lists, say.

    Returns
    -------
    ClassList
        Lists with a column ``id`` decide the folders of the people in them, ``students.csv``
        before all others.
    """
    usual = course_folder / CLASS_LIST
    paths = [*([usual] if usual.exists() else []), *given]
    different = {path.resolve(): path for path in reversed(paths)}
    lists = [read_class_list(path) for path in reversed(different.values())]
    usuals, others = (lists[:1], lists[1:]) if usual.exists() else ([], lists)
    inorder = [*usuals, *sorted(others, key=lambda each: each.kind != "own")]
    return functools.reduce(joined, inorder) if inorder else ClassList()


def joined(first: ClassList, second: ClassList) -> ClassList:
    """Join two lists: the same person by e-mail, else by an id, else by a name of nobody else.

    Parameters
    ----------
    first : ClassList
        Decides the folders of the people in it.
    second : ClassList
        Adds what the LMS calls them and when they handed in; who is only in it stays.

    Raises
    ------
    ValueError
        If two people would be one.

    Examples
    --------
    >>> own = ClassList((ClassMember("ada", email="ada@example.org"),), "students.csv")
    >>> sheet = ClassList((ClassMember("x", email="Ada@Example.org", keys={"m:1"}),), "w")
    >>> [(each.student, set(each.keys)) for each in joined(own, sheet).members]
    [('ada', {'m:1'})]
    """
    if any(key.startswith("moodle:") for each in second.members for key in each.keys):
        # Moodle's numbers are others in each assignment, and the times with them.
        first = replace(first, members=tuple(_without_numbers(each) for each in first.members))
    same: dict[int, ClassMember] = {}
    taken: set[str] = set()
    for signs in (_mail, _ids, _names):
        for ours, theirs in _alike(first, second, signs):
            if theirs.row not in same and ours.student not in taken:
                same[theirs.row] = ours
                taken.add(ours.student)
    members = [each for each in first.members if each.student not in taken]
    folders = {each.student.casefold() for each in first.members}
    for theirs in second.members:
        if theirs.row in same:
            members.append(_one(same[theirs.row], theirs))
        elif theirs.student.casefold() in folders:
            raise ValueError(
                f"{theirs.student!r} is one person in {first.source} and another in "
                f"{second.source}: give both the same email, or another id in {first.source}."
            )
        else:
            members.append(theirs)
    return ClassList(tuple(members), f"{first.source} or {second.source}", first.kind)


def _mail(member: ClassMember) -> set[str]:
    return {member.email.casefold()} - {""}


def _ids(member: ClassMember) -> set[str]:
    """Return what the person is called by; a bare number may be of any LMS."""
    numbers = {key.partition(":")[2] for key in member.small_keys if not key.startswith("moodle:")}
    return numbers | {member.student.casefold()}


def _names(member: ClassMember) -> set[str]:
    return {bare(name) for name in member.names()}


def _alike(
    first: ClassList, second: ClassList, signs: Callable[[ClassMember], set[str]]
) -> Iterator[tuple[ClassMember, ClassMember]]:
    """Pair those who share a sign that nobody else has, in either list."""
    ours, theirs = (_owners(each, signs) for each in (first, second))
    for sign, owners in theirs.items():
        if len(owners) == len(ours.get(sign, [])) == 1:
            yield ours[sign][0], owners[0]


def _owners(
    people: ClassList, signs: Callable[[ClassMember], set[str]]
) -> dict[str, list[ClassMember]]:
    owners: dict[str, list[ClassMember]] = defaultdict(list)
    for member in people.members:
        for sign in sorted(signs(member)):
            owners[sign].append(member)
    return owners


def _without_numbers(member: ClassMember) -> ClassMember:
    keys = frozenset(key for key in member.keys if not key.startswith("moodle:"))
    return replace(member, keys=keys, handed_in=None)


def _one(ours: ClassMember, theirs: ClassMember) -> ClassMember:
    return replace(
        theirs,
        student=ours.student,
        first_name=ours.first_name or theirs.first_name,
        last_name=ours.last_name or theirs.last_name,
        full_name=theirs.full_name or ours.full_name,
        email=ours.email or theirs.email,
        keys=ours.keys | theirs.keys,
        handed_in=theirs.handed_in or ours.handed_in,
    )
