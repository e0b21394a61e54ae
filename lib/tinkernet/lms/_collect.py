"""Collect: from what an LMS handed out to submitted/, with a report of every file."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC
from pathlib import Path

from tinkernet.grading import CourseConfig, course_config, only_writer, printable

from ._blackboard_users import blackboard_users
from ._class_list import CLASS_LIST, ClassList
from ._collected import MEMORY, Collected, earlier_students, read_collected, write_collected
from ._course_notebooks import assignment_of, notebooks_of, one_other_assignment
from ._download import Download, Found
from ._joined_lists import read_class_lists
from ._lay import Laid, Layer
from ._lms_names import HandedOut, Lms, read_names, which_lms
from ._mapping import Mapping
from ._outcome import Collection, Outcome, Wishes
from ._people import People
from ._shown_files import shown_file
from ._submissions import Arrived, gather
from ._zip_files import RefusedError

_NAMES_ALONE = (
    "Without a class list, Moodle's names are all that tells students apart: give the grading "
    f"worksheet with --classlist, or write {CLASS_LIST} in the course folder."
)


_NOT_ONE_STUDENTS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


def collect(
    course_folder: Path, assignment: str, path: Path, wishes: Wishes | None = None
) -> Collection:
    """Lay what an LMS handed out into ``submitted/``.

    Parameters
    ----------
    course_folder : Path
    assignment : str
        Empty: the one that the notebooks' names say.
    path : Path
        One zip or one folder.
    wishes : Wishes or None

    Returns
    -------
    Collection
        Its outcomes are laid while they are used up.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If it cannot be read, or it is not clear what it holds.
    """
    wishes = wishes or Wishes()
    course = course_config(course_folder)
    class_list = read_class_lists(course.folder, wishes.class_lists)
    with ExitStack() as on_error:
        download = on_error.enter_context(Download(path))
        prepared = _prepared(course, assignment.rstrip("/"), path, download, class_list, wishes)
        on_error.pop_all()
    return prepared


def _prepared(
    course: CourseConfig,
    assignment: str,
    path: Path,
    download: Download,
    class_list: ClassList,
    wishes: Wishes,
) -> Collection:
    """Find out what is whose, without laying anything."""
    mapping = Mapping.read(wishes.mapping) if wishes.mapping else Mapping({})
    lms = wishes.lms or which_lms(download.files) or Lms.CSV
    handed, others, unused = _handed(download.files, lms, mapping, class_list)
    if not handed and not wishes.mapping:
        _refuse_nothing(download, path)
    known = notebooks_of(course)
    if not assignment:
        assignment = assignment_of((each.file for each in handed), known, path)
    if assignment not in known:
        there = f"there are {', '.join(known)}" if known else "run 'tinkernet build' first"
        raise ValueError(f"The course has no assignment {assignment!r}: {there}.")
    elsewhere = {name for each, names in known.items() if each != assignment for name in names}
    arrived = gather(handed, known[assignment], elsewhere - set(known[assignment]))
    people = People(
        class_list,
        read_collected(course.folder, assignment),
        earlier_students(course.folder, assignment, lms),
        {path.parent.name for path in _submitted(course).glob(f"[!.]*/{assignment}")},
    )
    placed = people.place(arrived)
    lost = [
        *(Outcome(Laid.NOT_PLACED, "", shown_file(each, known[assignment]), late=each.first.late,
                  notes=(each.problem, *each.notes)) for each in arrived if each.problem),
        *(Outcome(Laid.NOT_PLACED, "", name, notes=(f"{why}.",)) for name, why in download.refused),
        *(Outcome(Laid.NOT_PLACED, "", file.path, notes=(_whose(lms),)) for file in others),
        *(Outcome(Laid.NOT_PLACED, "", name, notes=("in the mapping, but not in the download",))
          for name in unused),
    ]  # fmt: skip
    shown = {student: shown_file(each, known[assignment]) for student, each in placed.items()}
    outcomes = _laid(course, assignment, download, people, placed, shown, lost, wishes)
    remarks = (_NAMES_ALONE,) if lms is Lms.MOODLE and not class_list.members else ()
    count = len(placed) + len(lost)
    all_of = one_other_assignment(handed, known, assignment)
    return Collection(assignment, lms, count, remarks, outcomes, len(arrived), all_of)


def _handed(
    files: Sequence[Found], lms: Lms, mapping: Mapping, class_list: ClassList
) -> tuple[list[HandedOut], list[Found], list[str]]:
    """Read who handed in what: as the LMS names it, and as the mapping says."""
    mapped, unused = mapping.students_of(files)
    named, others = ([], list(files)) if lms is Lms.CSV else read_names(files, lms)
    if lms is Lms.BLACKBOARD:
        users = blackboard_users(named, class_list.logins())
        named = [replace(each, key=users[each.prefix]) for each in named]
    handed = []
    for each in named:
        student = mapped.get(each.found.path, ("", ""))[0]
        handed.append(replace(each, student=student) if student else each)
    for file in others:
        if file.path in mapped:
            student, own = mapped[file.path]
            handed.append(HandedOut(Lms.CSV, student, "", own, "", file, student=student))
    return handed, [file for file in others if file.path not in mapped], unused


def _whose(lms: Lms) -> str:
    if lms is Lms.CSV:
        return "the name does not say whose it is; say so in a file for --mapping"
    return f"it is not named as {lms.capitalize()} names files; say whose it is with --mapping"


def _refuse_nothing(download: Download, path: Path) -> None:
    """Say what is wrong with a download that holds nobody's submission."""
    zips = sorted(each.name for each in path.glob("*.[zZ][iI][pP]"))
    if zips:
        raise ValueError(
            f"{path} holds downloads, not submissions: give one zip, such as {path / zips[0]}."
        )
    if download.refused:  # the report says of each file why
        return
    if not download.files:
        raise ValueError(f"{path} is empty: give the zip of all submissions, as the LMS made it.")
    first = ", ".join(printable(each.path) for each in download.files[:3])
    raise ValueError(
        f"{path} holds nothing that is named as Moodle, Canvas or Blackboard name submissions, but "
        f"{first}: give the zip of all submissions, or say whose each file is with --mapping."
    )


def _submitted(course: CourseConfig) -> Path:
    directory = course.directory
    return Path(directory.format_path(directory.submitted_directory, ".", ".")).resolve()


def _laid(
    course: CourseConfig,
    assignment: str,
    download: Download,
    people: People,
    placed: dict[str, Arrived],
    shown: dict[str, str],
    lost: Sequence[Outcome],
    wishes: Wishes,
) -> Iterator[Outcome]:
    root = _submitted(course)
    memory = course.folder / MEMORY
    layer = Layer(root, memory / "replaced")
    known = read_collected(course.folder, assignment)
    there = {path.name.casefold(): path.name for path in root.glob("[!.]*")}
    with download, only_writer(memory / "collect.lock"):
        layer.recover()
        try:
            for student, arrived in sorted(placed.items()):
                outcome = Outcome(Laid.NOT_PLACED, student, shown[student], late=arrived.first.late)
                notes = arrived.notes
                try:
                    if there.get(student.casefold(), student) != student:
                        raise RefusedError(
                            f"there is {there[student.casefold()]!r} in submitted/ already, which "
                            "differs only in upper and lower case"
                        )
                    files = {name: each.found.read() for name, each in arrived.files.items()}
                    if when := _when(arrived.first, people, wishes):
                        files["timestamp.txt"] = when.encode()
                    laid = layer.lay(student, assignment, files, wishes.update)
                except (RefusedError, OSError) as error:
                    if isinstance(error, OSError) and error.errno in _NOT_ONE_STUDENTS:
                        raise
                    yield replace(outcome, notes=(f"{error}.", *notes))
                    continue
                new = _remembered(arrived.first)
                old = known.get(student, new) if laid is Laid.KEPT else new
                # A folder that was renamed since is remembered by its new name alone.
                known = {name: entry for name, entry in known.items() if not _same(entry, new)}
                known[student] = old
                if laid is Laid.KEPT:
                    notes = ["differs from what is there, which was kept", *notes]
                yield replace(outcome, laid=laid, when=when, notes=tuple(notes))
        finally:
            write_collected(course.folder, assignment, known)
            layer.recover()
        yield from lost


def _remembered(first: HandedOut) -> Collected:
    return Collected(first.lms, first.key, first.name, first.prefix, first.file, first.late)


def _same(one: Collected, other: Collected) -> bool:
    return (one.lms, one.key) == (other.lms, other.key)


def _when(first: HandedOut, people: People, wishes: Wishes) -> str:
    """Return when it was handed in, as nbgrader reads it; nothing where the LMS does not say."""
    member = people.member(first)
    when = first.when
    if member and f"{first.lms}:{first.key}" in member.small_keys:
        when = when or member.handed_in  # else it is the time of another assignment
    if when is None and wishes.file_times:
        when = first.found.when
    if when is None:
        return ""
    try:
        # Without a zone given, `astimezone` takes the time as this machine's.
        known = when.replace(tzinfo=wishes.zone) if wishes.zone else when
        return known.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    except (OverflowError, ValueError, OSError):  # a year that no clock shows
        return ""
