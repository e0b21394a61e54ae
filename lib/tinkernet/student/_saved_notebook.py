"""A notebook as it lies on the disk: read with care, whatever state it is in."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MOST_BYTES = 50_000_000
"""More than any notebook of the course with all its pictures."""


class UnreadableError(ValueError):
    """A file that cannot be read as a notebook; the message is one sentence for the student."""


@dataclass(frozen=True)
class Cell:
    """What counts of a cell.

    Attributes
    ----------
    kind : str
        ``code``, ``markdown`` or ``raw``.
    source : str
    grade_id : str
        nbgrader's name of it; nothing where it has none.
    """

    kind: str
    source: str
    grade_id: str = ""


def read_cells(path: Path) -> tuple[Cell, ...]:
    """Read the cells of a saved notebook.

    Raises
    ------
    UnreadableError
        If it is missing, empty, too large, or no notebook.
    """
    name = path.name
    try:
        if not path.is_file():
            what = "is no file" if path.exists() else "is not there"
            raise UnreadableError(f"{name} {what}.")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UnreadableError(
                f"{name} is {size / 1e6:.0f} MB large: clear its outputs (Edit, Clear Outputs of "
                "All Cells), save it, and look again."
            )
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{name} cannot be opened: {error.strerror}.") from error
    if not content.strip():
        raise UnreadableError(f"{name} is empty.")
    try:
        return _cells(json.loads(content))
    except (ValueError, RecursionError) as error:
        raise UnreadableError(
            f"{name} is no notebook, or was saved only half: open it in JupyterLab and save it "
            "again."
        ) from error


def _cells(raw: Any) -> tuple[Cell, ...]:
    """Take the cells out; ValueError where there are none."""
    if isinstance(raw, dict) and isinstance(raw.get("worksheets"), list):
        raw = _converted(raw)
    cells = raw.get("cells") if isinstance(raw, dict) else None
    if not isinstance(cells, list) or not cells:
        raise ValueError("no cells")
    return tuple(_cell(one) for one in cells if isinstance(one, dict))


def _converted(raw: dict[str, Any]) -> Any:
    """Bring a notebook of format 3 into today's."""
    import nbformat

    logging.getLogger("traitlets").setLevel(logging.CRITICAL)  # it is said in one sentence instead
    try:
        return nbformat.convert(nbformat.from_dict(raw), 4)
    except Exception as error:  # whatever a converter does with a file that is none
        raise ValueError("no notebook of format 3") from error


def _cell(raw: dict[str, Any]) -> Cell:
    source = raw.get("source", "")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    metadata = raw.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = marks.get("grade_id") if isinstance(marks, dict) else None
    return Cell(
        kind=str(raw.get("cell_type", "")),
        source=source if isinstance(source, str) else "",
        grade_id=grade_id if isinstance(grade_id, str) else "",
    )
