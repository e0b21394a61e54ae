"""What the judge said of answers that were known to be right or wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from .hand_ins import RIGHT, HandIn

IDEA, CHANGE = "a known wrong idea", "one change"


def recognised(
    handed: Mapping[str, Sequence[HandIn]], verdicts: Mapping[str, Any]
) -> dict[str, dict[str, int]]:
    """Count by assignment what became of the answers.

    Parameters
    ----------
    handed : mapping of str to sequence of HandIn
        By assignment, in the order of time.
    verdicts : mapping of str to dict
        The last line of the log for each student and assignment.

    Returns
    -------
    dict of str to dict of str to int
        ``right``, ``refused``: submissions with right answers only, and those not called so.
        ``ideas``, ``as meant``, ``otherwise``, ``unnamed``, ``passed``: answers with a known wrong
        idea, and what it was called. ``changes``, ``noticed``, ``named``: answers with one change.
    """
    return {assignment: _count(assignment, files, verdicts) for assignment, files in handed.items()}


def _count(assignment: str, files: Sequence[HandIn], verdicts: Mapping[str, Any]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for one in {each.student: each for each in files}.values():
        said = {
            each["exercise"]: each
            for cell in verdicts.get(f"{one.student.login} {assignment}", {})
            .get("verdicts", {})
            .values()
            for each in cell
        }
        if one.kind == RIGHT:
            counts["right"] += 1
            counts["refused"] += not said or not all(each["passed"] for each in said.values())
        for exercise, idea in one.wrong.items():
            if exercise not in said:
                continue  # its test was mended into one without a verdict
            passed, name = said[exercise]["passed"], said[exercise]["mistake"]
            if idea:
                counts["ideas"] += 1
                became = "passed" if passed else "unnamed" if not name else "otherwise"
                counts["as meant" if name == idea else became] += 1
            else:
                counts["changes"] += 1
                counts["noticed"] += not passed
                counts["named"] += bool(name)
    return dict(counts)
