"""A notebook from strangers, rebuilt from the parts that a page shows."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from ._plain_text import readable
from ._sanitise import sanitise_outputs

_MAX_CELLS = 1000
_MAX_SOURCE = 200_000
_MAX_MARKDOWN = 400_000
_TOO_LONG = "[There is more text in this notebook than a page can show.]"
_FLAGS = ("grade", "solution", "locked", "task")


def safe_notebook(notebook: Mapping[str, Any]) -> NotebookNode:
    """Return a notebook with only what pages show of it, every part of the type it should be.

    Kept are the cells' sources, their outputs as ``sanitise_outputs`` returns them, attached
    pictures, and what nbgrader notes about a cell. The sources are what was written; it is
    the page that shows Markdown safely.

    Parameters
    ----------
    notebook : mapping
        A notebook of nbformat 4; it is not changed.

    Examples
    --------
    >>> cell = {"cell_type": "markdown", "source": "hi", "metadata": {"tags": ["<script>"]}}
    >>> safe_notebook({"cells": [cell, "garbage"]}).cells
    [{'id': 'cell-1', 'cell_type': 'markdown', 'source': 'hi', 'metadata': {}}]
    """
    cells = notebook.get("cells")
    known = [one for one in cells if isinstance(one, Mapping)] if isinstance(cells, list) else []
    left = _MAX_MARKDOWN
    shown = []
    for number, cell in enumerate(islice(known, _MAX_CELLS), start=1):
        rebuilt = _safe_cell(cell, f"cell-{number}")
        if rebuilt.cell_type == "markdown":
            left -= len(rebuilt.source)
            if left < 0:
                rebuilt.source = _TOO_LONG
        shown.append(rebuilt)
    return new_notebook(cells=shown)


def _safe_cell(cell: Mapping[str, Any], name: str) -> NotebookNode:
    source = cell.get("source")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    common = {
        "id": name,
        "source": readable(source)[:_MAX_SOURCE] if isinstance(source, str) else "",
        "metadata": _safe_metadata(cell.get("metadata")),
    }
    if cell.get("cell_type") == "code":
        count = cell.get("execution_count")
        known = isinstance(count, int) and not isinstance(count, bool)
        return new_code_cell(
            **common,
            outputs=sanitise_outputs(cell.get("outputs")),
            execution_count=count if known else None,
        )
    if cell.get("cell_type") == "markdown":
        rebuilt = new_markdown_cell(**common)
        attachments = _attachments(cell.get("attachments"))
        if attachments:
            rebuilt["attachments"] = attachments
        return rebuilt
    return new_raw_cell(**common)


def _safe_metadata(metadata: Any) -> dict[str, Any]:
    """Return what nbgrader's own templates and preprocessors ask a cell."""
    noted = metadata.get("nbgrader") if isinstance(metadata, Mapping) else None
    name = noted.get("grade_id") if isinstance(noted, Mapping) else None
    if not isinstance(noted, Mapping) or not isinstance(name, str) or not 0 < len(name) < 200:
        return {}
    kept: dict[str, Any] = {flag: noted.get(flag) is True for flag in _FLAGS}
    points = noted.get("points")
    if isinstance(points, int | float):
        kept["points"] = float(points)
    return {"nbgrader": kept | {"grade_id": readable(name), "schema_version": 3}}


def _attachments(attachments: Any) -> dict[str, dict[str, str]]:
    """Return attached pictures as they are: whether they are any, the page finds out."""
    if not isinstance(attachments, Mapping):
        return {}
    return {
        name: {
            mime: data
            for mime, data in bundle.items()
            if isinstance(mime, str) and isinstance(data, str)
        }
        for name, bundle in attachments.items()
        if isinstance(name, str) and isinstance(bundle, Mapping)
    }
