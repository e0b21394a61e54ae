"""Read a notebook that may be damaged: whatever cells it holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

MOST_CELLS = 1000
LONGEST_SOURCE = 200_000


class UnreadableNotebookError(ValueError):
    """Nothing in the file can be read as cells; the message says why."""


@dataclass(frozen=True)
class StudentCell:
    """One cell of a student's notebook; nothing in it is trusted.

    Attributes
    ----------
    source : str
    kind : str
        "code", "markdown", "raw", or whatever the file says.
    grade_id, identity : str
        nbgrader's id and the notebook format's; empty where there is none.
    marks : dict
        All that its nbgrader metadata say.
    tags : tuple of str
    """

    source: str
    kind: str = "code"
    grade_id: str = ""
    identity: str = ""
    marks: dict[str, Any] = field(default_factory=dict)
    tags: tuple[str, ...] = ()


def read_cells(content: bytes) -> tuple[list[StudentCell], list[str]]:
    """Read the cells of a notebook of any format, encoding and state.

    Parameters
    ----------
    content : bytes
        The file.

    Returns
    -------
    cells : list of StudentCell
    notes : list of str
        What was wrong with the file, a sentence each.

    Raises
    ------
    UnreadableNotebookError
        If no cell at all can be found.

    Examples
    --------
    >>> cells, notes = read_cells(b'{"cells": [{"cell_type": "code", "source": ["a = 1"]}, {')
    >>> cells[0].source, notes
    ('a = 1', ['The file is cut off; the cells before the cut were graded.'])
    """
    notes: list[str] = []
    if not content.strip():
        raise UnreadableNotebookError("The file is empty.")
    text = _decoded(content, notes)
    try:
        found = list(_cells_of(json.loads(text)))
    except (ValueError, RecursionError):
        found = _salvaged(text)
        if not found:
            raise UnreadableNotebookError(
                "The file is not a notebook: it is no valid JSON, and no cells were found in it."
            ) from None
        notes.append("The file is cut off; the cells before the cut were graded.")
    if not found:
        raise UnreadableNotebookError("The notebook holds no cells.")
    if len(found) > MOST_CELLS:
        notes.append(f"Only the first {MOST_CELLS} of {len(found)} cells were graded.")
    return [_cell(each, notes) for each in found[:MOST_CELLS]], notes


def _decoded(content: bytes, notes: list[str]) -> str:
    if content.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        encoding = "utf-32"
    elif content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif content[1:2] == b"\0":
        encoding = "utf-16-le"
    else:
        encoding = "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        encoding, text = "cp1252", content.decode("cp1252", "replace")
    if encoding != "utf-8-sig":
        notes.append(f"The file is not in UTF-8; it was read as {encoding}.")
    return text


def _cells_of(notebook: Any) -> Iterator[dict[str, Any]]:
    """Yield the cells of nbformat 4, or of the worksheets of nbformat 3."""
    if not isinstance(notebook, dict):
        return
    sheets = notebook.get("worksheets")
    for holder in [notebook, *(sheets if isinstance(sheets, list) else [])]:
        cells = holder.get("cells") if isinstance(holder, dict) else None
        if isinstance(cells, list):
            yield from (cell for cell in cells if isinstance(cell, dict))


def _salvaged(text: str) -> list[dict[str, Any]]:
    """Read the cells one by one until they end or break off."""
    start = text.find("[", text.find('"cells"'))
    if '"cells"' not in text or start < 0:
        return []
    decoder, place = json.JSONDecoder(), start + 1
    found: list[dict[str, Any]] = []
    while len(found) <= MOST_CELLS:
        while place < len(text) and text[place] in " \t\r\n,":
            place += 1
        try:
            cell, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            break
        if isinstance(cell, dict):
            found.append(cell)
    return found


def _cell(raw: dict[str, Any], notes: list[str]) -> StudentCell:
    source = raw.get("source", raw.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    source = _plain(source)
    if len(source) > LONGEST_SOURCE:
        notes.append(f"A cell of {len(source):,} characters was cut to {LONGEST_SOURCE:,}.")
        source = source[:LONGEST_SOURCE]
    metadata = raw.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    marks = metadata.get("nbgrader")
    marks = marks if isinstance(marks, dict) else {}
    tags = metadata.get("tags")
    return StudentCell(
        source=source,
        kind=_plain(raw.get("cell_type")),
        grade_id=_plain(marks.get("grade_id"))[:200],
        identity=_plain(raw.get("id"))[:200],
        marks=marks,
        tags=tuple(map(_plain, tags[:20])) if isinstance(tags, list) else (),
    )


def _plain(value: Any) -> str:
    """Return a text that can be written to a file; nothing where it is none."""
    if not isinstance(value, str):
        return ""
    return value.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n")
