"""A progress bar that leaves nothing behind, in a shell and in a saved notebook."""

from __future__ import annotations

import io
import sys
from typing import Any

from IPython import get_ipython
from IPython.display import display
from tqdm import tqdm


def progress_bar(total: int) -> Any:
    """Return a tqdm bar of so many cells; none is shown where there is nothing to run.

    Parameters
    ----------
    total : int
        How many cells will be run.
    """
    shown: dict[str, Any] = {"total": total, "unit": "cell", "leave": False}
    if not total:
        return tqdm(**shown, disable=True)
    if getattr(get_ipython(), "kernel", None) is None:
        return tqdm(**shown, file=sys.stderr, disable=None)
    return tqdm(**shown, file=_OneLine(), ncols=80)


class _OneLine(io.StringIO):
    """A line in a notebook's output that is written again and again.

    Not tqdm's own widget: once the notebook is saved and opened again, that is a broken picture.
    """

    def __init__(self) -> None:
        super().__init__()
        self._line: Any = display({"text/plain": ""}, raw=True, display_id=True)

    def write(self, text: str) -> int:
        """Show a text in place of the one before; blanks mean that it is over."""
        self._line.update({"text/plain": text.strip("\r\n ")}, raw=True)
        return len(text)
