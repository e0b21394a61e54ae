"""A course's nbgrader configuration, read without going to its folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ._database import absolute_url


@dataclass(frozen=True)
class CourseConfig:
    """What nbgrader knows of a course.

    Attributes
    ----------
    folder : Path
        The course folder.
    config : traitlets.config.Config
        Everything that is configured, for nbgrader's other classes.
    directory : nbgrader.coursedir.CourseDirectory
        Where things lie; ``root`` is absolute.
    db_url : str
        The gradebook's, the same from any working directory.
    """

    folder: Path
    config: Any
    directory: Any
    db_url: str


def course_config(folder: Path) -> CourseConfig:
    """Read a course's ``nbgrader_config.py`` and what Jupyter is configured with.

    Parameters
    ----------
    folder : Path
        The course folder. The working directory stays what it is, and what the configuration
        does to the environment is undone.

    Raises
    ------
    RuntimeError
        If the configuration cannot be run.
    """
    from jupyter_core.application import JupyterApp
    from nbgrader.apps import NbGrader
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Application

    folder = folder.resolve()
    with as_in_course(folder):
        app = NbGrader()
        app.log.handlers.clear()  # errors are raised instead
        app.raise_config_file_errors = True
        try:
            JupyterApp.load_config_file(app)
            # As `nbgrader --course-dir FOLDER` does; it goes over what Jupyter's folders say.
            Application.load_config_file(app, "nbgrader_config.py", path=str(folder))
        except Exception as error:
            raise RuntimeError(
                f"The configuration of the course in {folder} cannot be run: "
                f"{type(error).__name__}: {error}; mend nbgrader_config.py."
            ) from error
        # A root that is configured counts from the course folder, as when nbgrader runs there.
        root = folder / (app.config.CourseDirectory.get("root") or ".")
        directory = CourseDirectory(config=app.config, root=str(root.resolve()))
        url = absolute_url(directory.db_url, Path(directory.root))
    return CourseConfig(folder, app.config, directory, url)


@contextmanager
def as_in_course(folder: Path) -> Iterator[None]:
    """Let modules in the course folder be imported, as nbgrader does; undo what is changed.

    Parameters
    ----------
    folder : Path
        The course folder; a late penalty's plugin may lie there.
    """
    environment, path = dict(os.environ), list(sys.path)
    sys.path.append(str(folder))  # last, so that nothing there takes another module's place
    try:
        yield
    finally:
        sys.path[:] = path
        if os.environ != environment:
            os.environ.clear()
            os.environ.update(environment)
