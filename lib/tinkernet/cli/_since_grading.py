"""One line where points are shown that are not those of the newest submissions."""

from __future__ import annotations

from collections.abc import Sequence

from tinkernet.grading import printable

_FEW = 10
"""Students that are named; of more, the number."""


def since_grading(assignment: str, students: Sequence[str]) -> str:
    """Say who handed in since a class was graded, and what to run.

    Parameters
    ----------
    assignment : str
    students : sequence of str
        At least one.

    Examples
    --------
    >>> since_grading("hw", ["emmy", "jose"])
    '2 handed in (anew) since grading: emmy, jose. Run tinkernet grade hw.'
    """
    named = ", ".join(students[:_FEW])
    more = f" and {len(students) - _FEW} more" if len(students) > _FEW else ""
    return printable(
        f"{len(students)} handed in (anew) since grading: {named}{more}. "
        f"Run tinkernet grade {assignment}."
    )
