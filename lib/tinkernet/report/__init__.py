"""The class report: what a class has learnt, what it has not, and where to look."""

from ._answers import AnswerCell, read_answers
from ._badly_posed import BadlyPosed, FrequentOutput, badly_posed
from ._class_results import CellResult, ClassResults, GradedCell, StudentWork
from ._exercise_counts import CellCounts, count_cells
from ._flags import FlagKind, flag_kinds
from ._mistakes import Misconception, misconceptions
from ._outcome import Outcome
from ._page import render_page
from ._printable import printable
from ._read_class import read_class
from ._similarity import CellAgreement, Pair, Similarities, similar_pairs
from ._write_page import write_page

__all__ = [
    "AnswerCell",
    "BadlyPosed",
    "CellAgreement",
    "CellCounts",
    "CellResult",
    "ClassResults",
    "FlagKind",
    "FrequentOutput",
    "GradedCell",
    "Misconception",
    "Outcome",
    "Pair",
    "Similarities",
    "StudentWork",
    "badly_posed",
    "count_cells",
    "flag_kinds",
    "misconceptions",
    "printable",
    "read_answers",
    "read_class",
    "render_page",
    "similar_pairs",
    "write_page",
]
