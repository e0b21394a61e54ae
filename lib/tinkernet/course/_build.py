"""course/*.md -> source/*.ipynb -> release/*.ipynb, the same bytes every time."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat

from ._nbgrader import NbgraderError, run_nbgrader
from .rules import BuildError, lint, lint_catalogue, read_notebooks


def assignments(root: Path) -> list[str]:
    """List the assignments of a course, in order.

    Parameters
    ----------
    root : Path
        The folder that holds ``course/``.
    """
    folders = (path for path in (root / "course").iterdir() if path.is_dir())
    return sorted(path.name for path in folders if not path.name.startswith("."))


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
        If there is no such assignment, or a course file is wrong: with all that is wrong in any
        of them, and nothing written.
    """
    known = assignments(root)
    for name in names:
        if name not in known:
            raise BuildError(f"There is no assignment {name!r}; there are {', '.join(known)}.")
    names = list(dict.fromkeys(names)) or known
    wrong = [*lint_catalogue(root, known), *(line for name in names for line in lint(root, name))]
    if wrong:
        raise BuildError("\n".join(wrong))
    released = []
    for name in names:
        with _kept(root, root / "source" / name, root / "release" / name):
            write_source(root, name)
            try:
                run_nbgrader(root, "generate_assignment", name, "--force", "--create")
            except NbgraderError as error:
                raise BuildError(f"course/{name}: nbgrader refuses it: {_said(error)}") from error
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
        If a course file is wrong, with all that is wrong in it.
    """
    course, source = root / "course" / name, root / "source" / name
    notebooks = {
        source / f"{stem}.ipynb": _as_instructors_have_it(notebook)
        for stem, notebook in read_notebooks(root, name).items()
    }
    if source.exists():
        shutil.rmtree(source)
    ignore = shutil.ignore_patterns("*.md", ".ipynb_checkpoints")
    shutil.copytree(course, source, ignore=ignore)
    for path, notebook in notebooks.items():
        path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
    return list(notebooks)


def _as_instructors_have_it(notebook: Any) -> Any:
    """Give every cell an id that depends on the text alone, and the notebook its language."""
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


@contextmanager
def _kept(root: Path, *folders: Path) -> Iterator[None]:
    """Leave folders as they were if what is done to them does not come to its end."""
    with tempfile.TemporaryDirectory(prefix=".building-", dir=root) as kept:
        there = {folder: Path(kept, str(n)) for n, folder in enumerate(folders) if folder.exists()}
        for folder, copy in there.items():
            shutil.copytree(folder, copy, symlinks=True)
        try:
            yield
        except BaseException:
            for folder in folders:
                shutil.rmtree(folder, ignore_errors=True)
            for folder, copy in there.items():
                shutil.copytree(copy, folder, symlinks=True)
            raise


def _said(error: NbgraderError) -> str:
    """Pick nbgrader's own last word out of what it printed."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    errors = [line.partition("ERROR] ")[2] for line in lines if "ERROR] " in line]
    return next((line for line in reversed(errors) if line), lines[-1])
