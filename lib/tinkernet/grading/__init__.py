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
    from ._formgrader import secure_pages
    from ._grade_class import grade_class
    from ._grade_submission import grade_submission
    from ._gradebook import Filed, GradebookWriter
    from ._graded import IMPORTANT, Flag, GradedNotebook, GradedSubmission, State
    from ._judge_outside import JudgeOutside
    from ._results import StudentResult, read_results
    from ._sample_class import SampleStudent, filled_in, lay_sample_class, sample_class
    from ._sanitise import sanitise_outputs
    from ._seed import secret_seed
    from ._submission import Submission

__all__ = [
    "IMPORTANT",
    "Assignment",
    "ClassRun",
    "CollectOwnFiles",
    "CourseConfig",
    "Filed",
    "Flag",
    "GradebookWriter",
    "GradedNotebook",
    "GradedSubmission",
    "JudgeOutside",
    "SampleStudent",
    "State",
    "StudentResult",
    "Submission",
    "course_config",
    "filled_in",
    "grade_class",
    "grade_submission",
    "lay_sample_class",
    "read_results",
    "sample_class",
    "sanitise_outputs",
    "secret_seed",
    "secure_pages",
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
    "_judge_outside": ("JudgeOutside",),
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
}


def __getattr__(name: str) -> Any:
    """Import a public name from its file."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
