"""The course as files: what authors write becomes what instructors and students open."""

from ._build import BuildError, assignments, build, write_source
from ._folders import course_root, released_folder
from ._nbgrader import run_nbgrader
from ._start import Started, fresh_copy, start

__all__ = [
    "BuildError",
    "Started",
    "assignments",
    "build",
    "course_root",
    "fresh_copy",
    "released_folder",
    "run_nbgrader",
    "start",
    "write_source",
]
