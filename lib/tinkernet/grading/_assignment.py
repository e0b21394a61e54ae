"""An assignment as grading needs it: the instructor's cells, the data files, the secret seed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat

from tinkernet.sandbox import read_folder

from ._given_cells import grade_id_of
from ._proven_canaries import Proven, prove
from ._seed import secret_seed


@dataclass(frozen=True)
class Assignment:
    """What is graded against; travels to workers as it is.

    Attributes
    ----------
    name : str
        Such as ``01_linear_regression``.
    notebooks : mapping of str to str
        The instructor's notebooks as JSON, by name, with stubs in place of solutions and with
        hidden tests: what a student should hand in, were there no student.
    files : mapping of str to bytes
        Data files that lie beside the notebooks.
    seed : int
        The secret that cases are drawn from.
    hide_cases : bool
        Whether reports leave out inputs that students have not seen.
    released : mapping of str to mapping of str to str
        By notebook, then by grade id: the text of tests as students got them, hidden ones out.
    canaries : mapping of str to mapping
        By notebook, then by statement of a raw test: what must fail where it passes.
    """

    name: str
    notebooks: Mapping[str, str]
    files: Mapping[str, bytes] = field(default_factory=dict)
    seed: int = 0
    hide_cases: bool = True
    released: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    canaries: Mapping[str, Proven] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path, name: str) -> Assignment:
        """Read an assignment from a course folder's ``source/``.

        Parameters
        ----------
        folder : Path
            The course folder; its ``nbgrader_config.py`` applies.
        name : str

        Raises
        ------
        FileNotFoundError
            If there is no such assignment; the message says which there are.
        """
        from ._course_config import course_config

        name = name.rstrip("/")  # as completed by a shell
        settings = course_config(folder)
        directory = settings.directory
        source = Path(directory.format_path(directory.source_directory, ".", name))
        plain = name not in ("", ".", "..") and "/" not in name
        taken = read_folder(source).files if plain and source.is_dir() else {}
        notebooks = {path: text for path, text in taken.items() if path.endswith(".ipynb")}
        if not notebooks:
            place = Path(directory.format_path(directory.source_directory, ".", "*")).parent
            there = sorted({each.parent.name for each in place.glob("*/*.ipynb")})
            raise FileNotFoundError(
                f"There is no assignment {name!r} in {place}: "
                + (f"there are {', '.join(there)}." if there else "run 'tinkernet build' first.")
            )
        here = {Path(path).stem: text for path, text in notebooks.items() if "/" not in path}
        files = {path: text for path, text in taken.items() if path not in notebooks}
        return cls(
            name=name,
            notebooks={stem: _prepared(text, settings.config) for stem, text in here.items()},
            files=files,
            seed=secret_seed(folder),
            released={stem: _released(text, settings.config) for stem, text in here.items()},
            canaries={
                stem: prove(text.decode(), tuple(files.items())) for stem, text in here.items()
            },
        )

    def notebook(self, name: str) -> Any:
        """Return one of the notebooks, fresh."""
        return nbformat.from_dict(json.loads(self.notebooks[name]))

    @cached_property
    def digest(self) -> str:
        """Hash of all that the assignment contributes to a result."""
        total = hashlib.sha256(repr((self.name, self.seed, self.hide_cases)).encode())
        for name, text in sorted(self.notebooks.items()):
            total.update(repr((name, text)).encode())
        for name, content in sorted(self.files.items()):
            total.update(repr((name, hashlib.sha256(content).hexdigest())).encode())
        return total.hexdigest()


def _prepared(text: bytes, config: Any) -> str:
    """Take the solutions out, as nbgrader does for students, but leave hidden tests in."""
    # Here, because workers, who get assignments ready, need no nbgrader.
    from nbgrader.preprocessors import (
        CheckCellMetadata,
        ClearOutput,
        ClearSolutions,
        ComputeChecksums,
        LockCells,
    )

    notebook = nbformat.reads(text.decode(), as_version=4)
    resources: dict[str, Any] = {}
    for preprocessor in (
        LockCells, ClearSolutions, ClearOutput, CheckCellMetadata, ComputeChecksums
    ):  # fmt: skip
        notebook, resources = preprocessor(config=config).preprocess(notebook, resources)
    return json.dumps(notebook, sort_keys=True)


def _released(text: bytes, config: Any) -> dict[str, str]:
    """Return the tests from which nbgrader takes hidden parts, as students get them."""
    from nbgrader.preprocessors import ClearHiddenTests

    notebook = nbformat.reads(text.decode(), as_version=4)
    before = [cell.source for cell in notebook.cells]
    notebook, _ = ClearHiddenTests(config=config).preprocess(notebook, {})
    return {
        grade_id_of(cell): cell.source
        for cell, source in zip(notebook.cells, before, strict=True)
        if cell.source != source
    }
