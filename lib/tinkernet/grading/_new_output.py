"""Make an output of a cell without checking it against nbformat's schema each time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode


def new_output(kind: str, data: Mapping[str, str] | None = None, **fields: Any) -> NotebookNode:
    """Make an output, as ``nbformat.v4.new_output`` does; what goes in is known to be right.

    There the check takes a third of the time that grading a notebook takes outside its kernel.

    Examples
    --------
    >>> new_output("stream", name="stdout", text="4")
    {'output_type': 'stream', 'name': 'stdout', 'text': '4'}
    """
    if data is None:
        return NotebookNode(output_type=kind, **fields)
    return NotebookNode(output_type=kind, **{"metadata": {}, "data": dict(data), **fields})
