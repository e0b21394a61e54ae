"""Ask an answer one case and write down what came back; nothing here knows what is right.

This room runs where the student's code runs. It imports nobody else of the library, so a
grader can take it along without taking the references and the mistakes.
"""

from ._borrowed_calls import BorrowedCallError, borrowed_calls
from ._case import Case
from ._no_tricks import no_tricks
from ._own_work import Borrowed, find_borrowed
from ._probe import ask, ask_all, call
from ._response import Failure, Problem, Response
from ._take_away import take_away
from ._time_limit import TimeLimitError, time_limit
from ._wire import case_from_wire, case_to_wire, response_from_wire, response_to_wire

__all__ = [
    "Borrowed",
    "BorrowedCallError",
    "Case",
    "Failure",
    "Problem",
    "Response",
    "TimeLimitError",
    "ask",
    "ask_all",
    "borrowed_calls",
    "call",
    "case_from_wire",
    "case_to_wire",
    "find_borrowed",
    "no_tricks",
    "response_from_wire",
    "response_to_wire",
    "take_away",
    "time_limit",
]
