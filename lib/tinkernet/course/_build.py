"""course/*.md -> source/*.ipynb -> release/*.ipynb, the same bytes every time."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jupytext
import nbformat

from tinkernet.exercises import catalog

from ._nbgrader import run_nbgrader

CHECK_PREFIX = "check_"
"""A graded cell that checks exercise ``mse`` has the grade id ``check_mse``."""


class BuildError(ValueError):
    """A course file is wrong; the message says which, and what to do."""


def assignments(root: Path) -> list[str]:
    """List the assignments of a course, in order.

    Parameters
    ----------
    root : Path
        The folder that holds ``course/``.
    """
    return sorted(path.name for path in (root / "course").iterdir() if path.is_dir())


def build(root: Path, names: Sequence[str] = ()) -> list[Path]:
    """Write ``source/`` and ``release/`` from ``course/``.

    Parameters
    ----------
    root : Path
        The course folder.
    names : sequence of str
        Assignments to build; none means all.

    Returns
    -------
    list of Path
        The released notebooks.

    Raises
    ------
    BuildError
        If there is no such assignment, or a course file is wrong.
    """
    known = assignments(root)
    for name in names:
        if name not in known:
            raise BuildError(f"There is no assignment {name!r}; there are {', '.join(known)}.")
    released = []
    for name in names or known:
        write_source(root, name)
        run_nbgrader(root, "generate_assignment", name, "--force", "--create")
        released += sorted((root / "release" / name).glob("*.ipynb"))
    return released


def write_source(root: Path, name: str) -> list[Path]:
    """Write the instructor's notebooks of one assignment, and copy its other files.

    Parameters
    ----------
    root : Path
        The course folder.
    name : str
        The assignment.

    Returns
    -------
    list of Path
        The notebooks written.

    Raises
    ------
    BuildError
        If points or grade ids do not fit the exercises.
    """
    course, source = root / "course" / name, root / "source" / name
    texts = sorted(course.glob("*.md"))
    if not texts:
        raise BuildError(f"course/{name} holds no notebook: write course/{name}/{name}.md.")
    notebooks = {source / f"{text.stem}.ipynb": _read(text) for text in texts}
    if source.exists():
        shutil.rmtree(source)
    ignore = shutil.ignore_patterns("*.md", ".ipynb_checkpoints")
    shutil.copytree(course, source, ignore=ignore)
    for path, notebook in notebooks.items():
        path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
    return list(notebooks)


def _read(text: Path) -> Any:
    """Read a MyST notebook; every cell gets an id that depends on the text alone."""
    try:
        notebook = jupytext.read(text, fmt="md:myst")
    except Exception as error:  # jupytext raises whatever its parsers do
        raise BuildError(f"{text} is not a MyST notebook: {error}") from error
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {
                "display_name": "Python 3 (ipykernel)",
                "language": "python",
                "name": "python3",
            },
            "language_info": {"name": "python"},
        }
    )
    seen: set[str] = set()
    for cell in notebook.cells:
        cell.id = _cell_id(cell, seen)
        seen.add(cell.id)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    _check_points(text, notebook)
    return notebook


def _cell_id(cell: Any, seen: set[str]) -> str:
    """Name a cell by its grade id, or else by its text; equal cells are numbered."""
    grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
    digest = hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()[:12]
    name = grade_id[:60].replace("_", "-") or digest
    number, unique = 2, name
    while unique in seen:
        unique = f"{name}-{number}"
        number += 1
    return unique


def _check_points(text: Path, notebook: Any) -> None:
    """Hold the points in the notebook to those of the exercises."""
    points = {exercise.name: exercise.points for exercise in catalog()}
    seen: set[str] = set()
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        grade_id = marks.get("grade_id", "")
        if grade_id and grade_id in seen:
            raise BuildError(f"{text}: the grade_id {grade_id!r} occurs twice; rename one.")
        seen.add(grade_id)
        name = grade_id.removeprefix(CHECK_PREFIX)
        checks = marks.get("grade", False) and grade_id.startswith(CHECK_PREFIX)
        if checks and name not in points:
            raise BuildError(f"{text}: {grade_id!r} checks an exercise that does not exist.")
        if checks and marks.get("points") != points[name]:
            raise BuildError(
                f"{text}: {grade_id!r} gives {marks.get('points')} points, the exercise "
                f"{name!r} says {points[name]}; make them agree."
            )
