"""Ask an answer one case and write down what came back; nothing here knows what is right.

This room runs where the student's code runs. It imports nobody else of the library, so a
grader can take it along without taking the references and the mistakes.
"""

from ._case import Case
from ._probe import ask, call
from ._response import Failure, Problem, Response
from ._time_limit import TimeLimitError, time_limit

__all__ = [
    "Case",
    "Failure",
    "Problem",
    "Response",
    "TimeLimitError",
    "ask",
    "call",
    "time_limit",
]
