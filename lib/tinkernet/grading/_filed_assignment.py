"""A look into the gradebook, at an assignment that stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ._course_config import CourseConfig
from ._database import open_gradebook, sqlite_file


@contextmanager
def filed_assignment(course: CourseConfig, assignment: str) -> Iterator[Any]:
    """Open the gradebook of a course in which an assignment has been filed.

    Parameters
    ----------
    course : CourseConfig
    assignment : str
        Such as ``01_linear_regression``.

    Yields
    ------
    nbgrader.api.Gradebook

    Raises
    ------
    FileNotFoundError
        If there is no gradebook yet: to look into it must not make an empty one.
    ValueError
        If the gradebook does not know the assignment; the message says which it knows.
    """
    database = sqlite_file(course.db_url)
    if database is not None and not database.exists():
        raise FileNotFoundError(f"{database} is not there yet: grade the assignment first.")
    from nbgrader.api import Assignment

    with open_gradebook(course.db_url, course.directory.course_id) as gradebook:
        known = sorted(name for (name,) in gradebook.db.query(Assignment.name))
        if assignment not in known:
            there = f"there are {', '.join(known)}" if known else "there are none"
            raise ValueError(f"The gradebook knows no assignment {assignment!r}; {there}.")
        yield gradebook
