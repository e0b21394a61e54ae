"""How hard each cell was: points, and what came of the answers."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from ._class_results import ClassResults, GradedCell
from ._outcome import Outcome


@dataclass(frozen=True)
class CellCounts:
    """A cell, counted over the class.

    Attributes
    ----------
    cell : GradedCell
    share : float or None
        Points that were given, of all there were for those who handed in; 0 to 1 and, with
        extra credit, beyond. Who still waits for a person is left out; None where all do, and
        where nobody has read a single answer that a person reads.
    counts : dict of Outcome to int
        Students by outcome; empty for what a person reads.
    waits : int
        Students whose answer still waits for a person.
    """

    cell: GradedCell
    share: float | None
    counts: dict[Outcome, int]
    waits: int


def count_cells(results: ClassResults) -> list[CellCounts]:
    """Count every cell, the hardest first, then those of which nothing is known yet."""
    counted = []
    for cell in results.cells:
        mine = [student.cells[cell.place] for student in results.students]
        waits = sum(each.waits for each in mine)
        done = [each.points for each in mine if not each.waits]
        if cell.kind == "by hand" and waits and not any(each.by_hand for each in mine):
            done = []  # no person has been there yet: what was left empty says nothing alone
        most = cell.worth * len(done)
        counts = Counter(each.outcome for each in mine) if cell.kind != "by hand" else Counter()
        counted.append(
            CellCounts(
                cell,
                sum(done) / most if most else None,
                {outcome: counts[outcome] for outcome in Outcome if counts[outcome]},
                waits,
            )
        )
    return sorted(counted, key=lambda each: math.inf if each.share is None else each.share)
