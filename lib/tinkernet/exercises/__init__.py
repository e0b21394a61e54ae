"""What is asked, how to ask it, the right answer and the known mistakes, exercise by exercise."""

from ._catalog import UnknownExerciseError, catalog, find
from ._exercise import Answer, Exercise, Mistake, Tolerance

__all__ = ["Answer", "Exercise", "Mistake", "Tolerance", "UnknownExerciseError", "catalog", "find"]
