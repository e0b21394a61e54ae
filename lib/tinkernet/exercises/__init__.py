"""What is asked, how to ask it, the right answer and the known mistakes, exercise by exercise."""

from ._catalog import UnknownExerciseError, catalog, find
from ._exercise import Answer, Exercise, Mistake, Tolerance
from ._measure import Outputs, UnfitError, as_returned, expect_shapes
from ._packages import BrokenExercisesError, load_packages

__all__ = [
    "Answer",
    "BrokenExercisesError",
    "Exercise",
    "Mistake",
    "Outputs",
    "Tolerance",
    "UnfitError",
    "UnknownExerciseError",
    "as_returned",
    "catalog",
    "expect_shapes",
    "find",
    "load_packages",
]
