"""Where a course's gradebook lies, and how it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def absolute_url(url: str, folder: Path) -> str:
    """Return a database's URL so that it means the same in any working directory.

    Parameters
    ----------
    url : str
        As in ``c.CourseDirectory.db_url``.
    folder : Path
        The course folder; a relative SQLite file lies in it.

    Examples
    --------
    >>> absolute_url("sqlite:///gradebook.db", Path("/course"))
    'sqlite:////course/gradebook.db'
    >>> absolute_url("postgresql+psycopg://ada@db/course", Path("/course"))
    'postgresql+psycopg://ada@db/course'
    """
    from sqlalchemy import make_url

    file = sqlite_file(url)
    if file is None or file.is_absolute():
        return url
    parsed = make_url(url).set(database=str(folder / file))
    return parsed.render_as_string(hide_password=False)


def sqlite_file(url: str) -> Path | None:
    """Return the file of a SQLite database; None where it is another kind or in memory.

    Examples
    --------
    >>> sqlite_file("sqlite:////course/gradebook.db").name
    'gradebook.db'
    """
    from sqlalchemy import make_url

    parsed = make_url(url)
    name = parsed.database
    if parsed.get_backend_name() != "sqlite" or not name or name.startswith((":", "file:")):
        return None
    return Path(name)


def open_gradebook(url: str, course_id: str = "") -> Any:
    """Open nbgrader's gradebook, a new one if there is none.

    Parameters
    ----------
    url : str
        An absolute URL.
    course_id : str
        As in ``c.CourseDirectory.course_id``. PostgreSQL holds assignments to a course that
        exists, so without one it is nbgrader's default course.

    Raises
    ------
    RuntimeError
        If the driver of the database is not installed, or the database does not answer.
    """
    from nbgrader.api import Gradebook
    from sqlalchemy import make_url
    from sqlalchemy.exc import OperationalError

    try:
        _stamp_if_new(url)
        return Gradebook(url, course_id or "default_course")
    except ModuleNotFoundError as error:
        kind = make_url(url).drivername
        raise RuntimeError(
            f"The gradebook is a {kind} database, but {error.name} is not installed: "
            f"run pip install '{_PACKAGES.get(error.name or '', error.name)}'."
        ) from error
    except OperationalError as error:
        shown = make_url(url).render_as_string(hide_password=True)
        why = str(error.orig).strip().splitlines()[0]
        raise RuntimeError(f"The gradebook at {shown} does not answer: {why}.") from error


def _stamp_if_new(url: str) -> None:
    """Note in a new database which version of nbgrader's tables it is going to hold.

    nbgrader would do so, but asks the `alembic` command, which takes as long as five students.
    """
    import nbgrader
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from sqlalchemy import create_engine, inspect

    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            if not inspect(connection).get_table_names():
                scripts = ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic"))
                MigrationContext.configure(connection).stamp(scripts, "head")
    finally:
        engine.dispose()


_PACKAGES = {"psycopg": "psycopg[binary]"}
"""What to install where it is not called as the module."""
