"""The instructors' side: grade a class, file it in nbgrader's gradebook, read it again.

Names are imported when they are first used: a worker that grades one submission after the other
needs no gradebook, and nbgrader takes two seconds to import.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._assignment import Assignment
    from ._class_run import ClassRun, submitted_students
    from ._collect_own_files import CollectOwnFiles
    from ._course_config import CourseConfig, course_config
    from ._database import open_gradebook, sqlite_file
    from ._filed_assignment import filed_assignment
    from ._formgrader import secure_pages
    from ._grade_class import grade_class
    from ._grade_submission import grade_submission
    from ._gradebook import Filed, GradebookWriter
    from ._graded import IMPORTANT, Flag, GradedNotebook, GradedSubmission, State
    from ._grading_log import GradingLog
    from ._handed_in_since import handed_in_since
    from ._judge_outside import JudgeOutside
    from ._names import plain_name
    from ._one_writer import only_writer
    from ._plain_text import printable
    from ._regrade import Regrade, preview_regrade, regrade_class
    from ._regrade_diff import CellChange, StudentChange
    from ._results import StudentResult, read_results
    from ._sample_class import SampleStudent, filled_in, lay_sample_class, sample_class
    from ._sanitise import sanitise_outputs
    from ._seed import secret_seed
    from ._submission import Submission
    from ._test_cell import CheckStep, read_steps

__all__ = [
    "IMPORTANT",
    "Assignment",
    "CellChange",
    "CheckStep",
    "ClassRun",
    "CollectOwnFiles",
    "CourseConfig",
    "Filed",
    "Flag",
    "GradebookWriter",
    "GradedNotebook",
    "GradedSubmission",
    "GradingLog",
    "JudgeOutside",
    "Regrade",
    "SampleStudent",
    "State",
    "StudentChange",
    "StudentResult",
    "Submission",
    "course_config",
    "filed_assignment",
    "filled_in",
    "grade_class",
    "grade_submission",
    "handed_in_since",
    "lay_sample_class",
    "only_writer",
    "open_gradebook",
    "plain_name",
    "preview_regrade",
    "printable",
    "read_results",
    "read_steps",
    "regrade_class",
    "sample_class",
    "sanitise_outputs",
    "secret_seed",
    "secure_pages",
    "sqlite_file",
    "submitted_students",
]

_HOMES = {
    "_assignment": ("Assignment",),
    "_course_config": (
        "CourseConfig",
        "course_config",
    ),
    "_formgrader": ("secure_pages",),
    "_class_run": ("ClassRun", "submitted_students"),
    "_collect_own_files": ("CollectOwnFiles",),
    "_grade_class": ("grade_class",),
    "_grade_submission": ("grade_submission",),
    "_graded": (
        "IMPORTANT",
        "Flag",
        "GradedNotebook",
        "GradedSubmission",
        "State",
    ),
    "_gradebook": (
        "Filed",
        "GradebookWriter",
    ),
    "_grading_log": ("GradingLog",),
    "_database": ("open_gradebook", "sqlite_file"),
    "_handed_in_since": ("handed_in_since",),
    "_judge_outside": ("JudgeOutside",),
    "_names": ("plain_name",),
    "_plain_text": ("printable",),
    "_filed_assignment": ("filed_assignment",),
    "_one_writer": ("only_writer",),
    "_regrade": (
        "Regrade",
        "preview_regrade",
        "regrade_class",
    ),
    "_regrade_diff": ("CellChange", "StudentChange"),
    "_results": (
        "StudentResult",
        "read_results",
    ),
    "_sample_class": (
        "SampleStudent",
        "filled_in",
        "lay_sample_class",
        "sample_class",
    ),
    "_sanitise": ("sanitise_outputs",),
    "_seed": ("secret_seed",),
    "_submission": ("Submission",),
    "_test_cell": ("CheckStep", "read_steps"),
}


def __getattr__(name: str) -> Any:
    """Import a public name from its file."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
