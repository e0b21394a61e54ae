"""What a person graded, and need not look at again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ._graded import GradedSubmission


def still_hand_graded(
    grades: Mapping[str, tuple[float | None, float | None, bool]], result: GradedSubmission
) -> set[str]:
    """List the cells that a person graded, and of which the judge says what it said then.

    nbgrader marks every cell with a score of a person's again whenever it grades. That is right
    where the answer may be another; of the very same submission it would only be asked twice.

    Parameters
    ----------
    grades : mapping of str to tuple
        Automatic score, manual score and mark by grade id, as the gradebook has them.
    result : GradedSubmission
        Of the same bytes as the result that stands.

    Examples
    --------
    >>> from tinkernet.grading import GradedNotebook, State
    >>> book = GradedNotebook("hw", b"", {"essay": None, "test": 1.0}, {"essay": 3, "test": 2})
    >>> result = GradedSubmission("ada", "hw", State.GRADED, notebooks=(book,))
    >>> still_hand_graded({"essay": (None, 2.5, False), "test": (2.0, 0.5, False)}, result)
    {'essay'}
    """
    points = [pair for book in result.notebooks for pair in book.points.items()]
    # Notebooks of an assignment may use one grade id twice: then nobody knows which is meant.
    times = Counter(cell for cell, _ in points)
    return {
        cell
        for cell, auto in points
        if times[cell] == 1
        and cell in grades
        and grades[cell][1] is not None
        and grades[cell][0] == auto
    }
