"""Feedback as one zip, its files named as the LMS wants them back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tinkernet.grading import CourseConfig, course_config, plain_name

from ._collected import Collected, read_collected
from ._lms_names import Lms

_NO_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Packed:
    """A zip of feedback.

    Attributes
    ----------
    content : bytes
        The zip.
    students : tuple of str
        Whose feedback is in it.
    missing : tuple of str
        Who has feedback, but was not collected from this LMS.
    """

    content: bytes
    students: tuple[str, ...]
    missing: tuple[str, ...]


def pack_feedback(course_folder: Path, assignment: str, lms: Lms) -> Packed:
    """Pack ``feedback/STUDENT/ASSIGNMENT/*.html`` for an LMS.

    Parameters
    ----------
    course_folder : Path
    assignment : str
    lms : Lms
        Moodle and Canvas take the zip as it is; for others it holds a folder for each student.

    Raises
    ------
    FileNotFoundError
        If there is no feedback.
    """
    course = course_config(course_folder)
    assignment = plain_name(assignment, "assignment")
    pages = feedback_pages(course, assignment)
    if not pages:
        raise FileNotFoundError(
            f"There is no feedback on {assignment}: run "
            f"'nbgrader generate_feedback {assignment} --force' first."
        )
    collected = read_collected(course.folder, assignment)
    files: dict[str, bytes] = {}
    packed: list[str] = []
    missing: list[str] = []
    for student, paths in pages.items():
        names = {path: _name(lms, student, collected.get(student), path.name) for path in paths}
        (packed if all(names.values()) else missing).append(student)
        files |= {name: path.read_bytes() for path, name in names.items() if name}
    return Packed(_zip(files), tuple(packed), tuple(missing))


def feedback_pages(course: CourseConfig, assignment: str) -> dict[str, list[Path]]:
    """Return the pages of an assignment, by student."""
    return pages_at(course, course.directory.feedback_directory, assignment, "*.html")


def pages_at(
    course: CourseConfig, step: str, assignment: str, pattern: str
) -> dict[str, list[Path]]:
    """Return the files of an assignment at one of nbgrader's steps, by student."""
    directory = course.directory
    root = Path(directory.format_path(step, "*", assignment)).parent.parent
    found = {
        folder.parent.name: sorted(
            path for path in folder.glob(pattern) if path.is_file() and not path.is_symlink()
        )
        for folder in sorted(root.glob(f"*/{assignment}"))
        if not folder.is_symlink() and folder.parent.name[:1] != "."
    }
    return {student: paths for student, paths in found.items() if paths}


def _name(lms: Lms, student: str, entry: Collected | None, page: str) -> str:
    """Return a page's name in the zip; nothing where the LMS would not know whose it is."""
    if lms is Lms.CSV:
        return f"{student}/{page}"
    if entry is None or entry.lms != lms:
        return ""
    if lms is Lms.BLACKBOARD:
        return f"{entry.key}/{page}"
    # As downloaded: Moodle looks for the participant's number, Canvas for person and file.
    return f"{entry.prefix}{page}"


def _zip(files: Mapping[str, bytes]) -> bytes:
    """Write a zip, the same bytes for the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            info = zipfile.ZipInfo(name, _NO_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o100644 << 16
            archive.writestr(info, content)
    return made.getvalue()
