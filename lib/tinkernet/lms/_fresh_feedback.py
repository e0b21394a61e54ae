"""Whether feedback pages say what the gradebook says now."""

from __future__ import annotations

from pathlib import Path

from tinkernet.grading import course_config, sqlite_file

from ._pack_feedback import feedback_pages, pages_at


def feedback_is_old(course_folder: Path, assignment: str) -> bool:
    """Tell whether a page is missing, or older than what it was made from.

    Parameters
    ----------
    course_folder : Path
    assignment : str

    Raises
    ------
    FileNotFoundError
        If nothing is graded, or there is no gradebook.
    """
    course = course_config(course_folder)
    database = sqlite_file(course.db_url)
    if database is not None and not database.exists():
        raise FileNotFoundError(
            f"{database} is not there, so no page can be made of it: run 'tinkernet grade "
            f"{assignment}' first, or pack what is in feedback/ with --as-it-is."
        )
    step = course.directory.autograded_directory
    graded = pages_at(course, step, assignment, "*.ipynb")
    if not graded:
        raise FileNotFoundError(
            f"Nothing of {assignment} is graded: run 'tinkernet grade {assignment}' first."
        )
    pages = feedback_pages(course, assignment)
    if any(len(pages.get(student, [])) < len(books) for student, books in graded.items()):
        return True
    oldest = min(path.stat().st_mtime for paths in pages.values() for path in paths)
    sources = [path for books in graded.values() for path in books]
    if database is not None:
        # A comment or a score given by hand changes only the gradebook.
        sources.append(database)
    return any(path.stat().st_mtime > oldest for path in sources)
