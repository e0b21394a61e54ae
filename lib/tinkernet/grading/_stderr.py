"""A warning on stderr costs no marks."""

from __future__ import annotations

from typing import Any


def stderr_to_stdout(cell: Any, cell_index: int) -> None:
    """Turn what a cell wrote to stderr into plain output; for ``c.Execute.on_cell_complete``.

    nbgrader takes any text on stderr for a failure, so that a correct answer which merely warns
    gets nothing. The text stays visible. Errors are no text on stderr: they stay errors.

    Parameters
    ----------
    cell : notebook cell
        The cell that has just run.
    cell_index : int
        Its place; not used.
    """
    for output in cell.get("outputs", ()):
        if output.output_type == "stream" and output.name == "stderr":
            output.name = "stdout"
