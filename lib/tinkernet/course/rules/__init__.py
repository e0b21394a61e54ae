"""What is wrong with a course file, in one line each, before anything is built from it."""

from ._cells import CourseCell, Problem
from ._checks import Check, checks_of
from ._course_text import CourseText, read_course_text
from ._declared import lint_exercise
from ._lint import BuildError, lint, lint_catalogue, lint_text, read_notebooks
from ._unknown import unknown

__all__ = [
    "BuildError",
    "Check",
    "CourseCell",
    "CourseText",
    "Problem",
    "checks_of",
    "lint",
    "lint_catalogue",
    "lint_exercise",
    "lint_text",
    "read_course_text",
    "read_notebooks",
    "unknown",
]
