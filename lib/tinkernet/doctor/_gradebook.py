"""The gradebook: whether it opens, is of nbgrader's version, and can be written."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from ._finding import Finding, ok, warning, wrong
from ._machine import Machine

_UPGRADE = "Keep a copy of the gradebook, then run: nbgrader db upgrade."
_SECONDS = 5


def look_at_gradebook(machine: Machine) -> Finding:
    """Open the gradebook without changing it."""
    try:
        address = machine.settings.db_url
    except RuntimeError:
        return warning("not looked at: the configuration does not run", "Mend that first.")
    from sqlalchemy import make_url

    url = make_url(address)
    if url.get_backend_name() == "sqlite" and url.database:
        return _sqlite(Path(url.database))
    return _server(address)


def _sqlite(path: Path) -> Finding:
    if not path.exists():
        if os.access(path.parent, os.W_OK):
            return ok(f"there is none yet; the first grading makes {path.name}")
        return wrong(f"{path.parent} cannot be written", "Make it yours: grading writes there.")
    if not path.is_file() or not os.access(path, os.R_OK | os.W_OK):
        return wrong(f"you may not read and write {path}", f"Make it yours: chmod u+rw {path}.")
    try:
        book = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=1)
        try:
            (sound,) = book.execute("PRAGMA quick_check(1)").fetchone()
            if sound != "ok":
                return wrong(f"{path.name} is damaged: {sound}", "Put a copy of it back.")
            versions = book.execute("SELECT version_num FROM alembic_version").fetchall()
            book.execute("BEGIN IMMEDIATE")  # as who writes; nothing is written
            book.rollback()
        finally:
            book.close()
    except sqlite3.DatabaseError as error:
        return _said(path, str(error))
    return _version(versions[0][0] if versions else "", f"{path.name} opens")


def _said(path: Path, error: str) -> Finding:
    """Turn what SQLite says into what to do."""
    if "locked" in error:
        return warning(
            f"{path.name} is locked: somebody is writing into it",
            "Wait until grading or formgrader is done; if nobody is, end the process that holds it "
            f"(lsof {path}).",
        )
    if "alembic_version" in error:
        return wrong(f"{path.name} holds no gradebook of nbgrader, or one of before 0.5", _UPGRADE)
    return wrong(
        f"{path.name} cannot be read: {error}",
        "Put a copy of it back; or move it away, grade again, and repeat what was graded by hand.",
    )


def _server(address: str) -> Finding:
    """Ask a database server."""
    from sqlalchemy import create_engine, inspect, make_url, text
    from sqlalchemy.exc import SQLAlchemyError

    shown = make_url(address).render_as_string(hide_password=True)
    try:
        engine = create_engine(address, connect_args={"connect_timeout": _SECONDS})
        try:
            with engine.connect() as connection:
                if not inspect(connection).get_table_names():
                    return ok(f"{shown} answers and is empty; the first grading makes the tables")
                found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        finally:
            engine.dispose()
    except ModuleNotFoundError as error:
        return wrong(
            f"the gradebook is {shown}, but {error.name} is not installed",
            "pip install 'tinkernet[postgresql]'",
        )
    except SQLAlchemyError as error:
        said = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        return wrong(
            f"{shown} does not answer: {said}",
            "See that the server runs and that c.CourseDirectory.db_url and ~/.pgpass are right.",
        )
    return _version(str(found or ""), f"{shown} answers")


def _version(here: str, opened: str) -> Finding:
    """Compare the version of the tables with the one that nbgrader works with."""
    import nbgrader
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic"))
    wanted = scripts.get_current_head()
    if here != wanted:
        return wrong(
            f"{opened}, but its tables are of version {here or '?'}, not {wanted}", _UPGRADE
        )
    return ok(f"{opened}, its tables are up to date")
