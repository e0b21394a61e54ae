"""Exercises in the text: numbered 1, 2, 3 ... from the top."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ._cells import CourseCell, Problem


def number_problems(cells: Sequence[CourseCell]) -> Iterator[Problem]:
    """Say which ``**Exercise N.**`` does not follow the one above it.

    Only the first is said: those below it may follow.

    Parameters
    ----------
    cells : sequence of CourseCell
        Of one notebook.
    """
    expected = 1
    for cell in cells:
        if cell.kind != "markdown":
            continue
        for number, line in enumerate(cell.source.splitlines()):
            if match := re.match(r"\*\*Exercise (\d+)\.\*\*", line):
                if match[1] != str(expected):
                    said = f"this is exercise {expected} of the notebook, but is called {match[1]}"
                    yield cell.problem(
                        f"{said}; number them 1, 2, 3 ... from the top.", cell.first + number
                    )
                    return
                expected += 1
