"""How hard each cell was: points, and what came of the answers."""

from __future__ import annotations

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
    share : float
        Points that were given, of all there were for those who handed in; 0 to 1 and, with
        extra credit, beyond.
    counts : dict of Outcome to int
        Students by outcome; empty for what a person reads.
    waits : int
        Students whose answer still waits for a person.
    """

    cell: GradedCell
    share: float
    counts: dict[Outcome, int]
    waits: int


def count_cells(results: ClassResults) -> list[CellCounts]:
    """Count every cell, the hardest first; equally hard ones as in the notebook."""
    counted = []
    for cell in results.cells:
        mine = [student.cells[cell.place] for student in results.students]
        most = cell.worth * len(mine)
        counts = Counter(each.outcome for each in mine) if cell.kind != "by hand" else Counter()
        counted.append(
            CellCounts(
                cell,
                sum(each.points for each in mine) / most if most else 0.0,
                {outcome: counts[outcome] for outcome in Outcome if counts[outcome]},
                sum(each.waits for each in mine),
            )
        )
    return sorted(counted, key=lambda each: each.share)
