"""The course as files: what authors write becomes what instructors and students open."""

from ._build import assignments, build, write_source
from ._folders import course_root, released_folder
from ._freshness import freshness
from ._nbgrader import run_nbgrader
from ._new import NewAssignmentError, new_assignment
from ._start import Started, fresh_copy, start
from .rules import BuildError, checks_of, lint, lint_exercise, lint_text, read_course_text

__all__ = [
    "BuildError",
    "NewAssignmentError",
    "Started",
    "assignments",
    "build",
    "checks_of",
    "course_root",
    "fresh_copy",
    "freshness",
    "lint",
    "lint_exercise",
    "lint_text",
    "new_assignment",
    "read_course_text",
    "released_folder",
    "run_nbgrader",
    "start",
    "write_source",
]
