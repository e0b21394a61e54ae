"""Call a student's function without letting anything it does reach the caller."""

from __future__ import annotations

import copy
import io
import linecache
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from traceback import walk_tb
from types import FrameType, TracebackType
from typing import Any

import numpy as np

from ._borrowed_calls import BorrowedCallError, borrowed_calls
from ._case import Case
from ._nested import same
from ._not_as_asked import NotAsAskedError
from ._outputs import NotNumbersError, to_outputs
from ._response import Failure, Problem, Response
from ._time_limit import TimeLimitError, time_limit

Answer = Callable[..., Any]
Probe = Callable[[Sequence[Answer], Case], Any]

PRINTED_LIMIT = 500
"""Characters of an answer's own printing that are kept for the report."""

_ASKS = "StdinNotImplementedError"
"""What input() raises where nobody can be asked: IPython's, and a NotImplementedError."""


def call(answers: Sequence[Answer], case: Case) -> Any:
    """Call every answer with the case's arguments; the probe of most exercises.

    Returns what the answer returned, or the tuple of what they all returned where there
    are several.
    """
    results = tuple(answer(*case.arguments.values()) for answer in answers)
    return results[0] if len(results) == 1 else results


def ask(
    answers: Sequence[Answer],
    case: Case,
    returns: Sequence[str],
    *,
    probe: Probe = call,
    seconds: float = 10.0,
    forbidden: Sequence[str] = (),
) -> Response:
    """Run ``probe`` on copies of the case's inputs and write down what happened.

    Parameters
    ----------
    answers : sequence of callables
        The student's functions.
    case : Case
        What to ask; never changed.
    returns : sequence of str
        Names of the things that should come back, in order.
    probe : callable, default ``call``
        How to ask: ``probe(answers, case)`` returns what the answers returned.
    seconds : float
        Time limit.
    forbidden : sequence of str
        Dotted names of what an answer may not call; see ``borrowed_calls``.

    Returns
    -------
    Response

    Examples
    --------
    >>> case = Case("two points", {"x": np.array([1.0, 2.0])})
    >>> ask([lambda x: x + 1], case, ["y"]).outputs
    (array([2., 3.]),)
    >>> ask([lambda x: 1 / 0], case, ["y"]).failure.detail
    'ZeroDivisionError: division by zero'
    """
    given = Case(case.label, copy.deepcopy(dict(case.arguments)))
    printed = _Beginning()
    outputs: tuple[Any, ...] = ()
    failure: Failure | None = None
    # Warnings are not wrong answers; shown, they would only hide the report.
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            with (
                redirect_stdout(printed),
                redirect_stderr(printed),
                time_limit(seconds),
                borrowed_calls(forbidden) as borrowed,
            ):
                result = probe(answers, given)
                if borrowed:  # refused, and the refusal swallowed
                    raise BorrowedCallError(borrowed[0])
                if result is ...:
                    raise NotImplementedError
                outputs = to_outputs(result, returns)
        except TimeLimitError:
            detail = f"It was stopped after {seconds:.3g} seconds: does every loop come to an end?"
            failure = Failure(Problem.TOO_SLOW, detail)
        except BorrowedCallError as error:
            failure = Failure(Problem.BORROWED, str(error))
        except NotNumbersError as error:
            failure = Failure(Problem.WRONG_RETURN, str(error))
        except NotAsAskedError as error:
            failure = Failure(Problem.NOT_AS_ASKED, str(error))
        except NotImplementedError as error:
            asks = type(error).__name__ == _ASKS
            failure = _raised(error, answers) if asks else _not_written(error, answers)
        except BaseException as error:  # SystemExit and KeyboardInterrupt are answers too
            failure = _raised(error, answers)
    changed = tuple(
        name for name, value in case.arguments.items() if not same(value, given.arguments[name])
    )
    return Response(outputs, failure, changed, printed.getvalue())


def ask_all(
    answers: Sequence[Answer],
    cases: Sequence[Case],
    returns: Sequence[str],
    *,
    probe: Probe = call,
    seconds: float = 10.0,
    forbidden: Sequence[str] = (),
) -> Iterator[Response]:
    """Ask one case after the other, until the time for all of them is used up.

    Parameters
    ----------
    answers, returns, probe, forbidden
        As in ``ask``.
    cases : sequence of Case
    seconds : float
        Time limit for all of them together.

    Yields
    ------
    Response
        One for each case.
    """
    end = time.monotonic() + seconds
    for number, case in enumerate(cases):
        left = end - time.monotonic()
        if left > 0:
            yield ask(answers, case, returns, probe=probe, seconds=left, forbidden=forbidden)
        else:
            detail = f"{number} of {len(cases)} cases took {seconds:.3g} seconds already."
            yield Response(failure=Failure(Problem.TOO_SLOW, detail))


class _Beginning(io.StringIO):
    """A stream that keeps the first characters and forgets the rest."""

    def write(self, text: str) -> int:
        super().write(text[: max(PRINTED_LIMIT - self.tell(), 0)])
        return len(text)


def _not_written(error: NotImplementedError, answers: Sequence[Answer]) -> Failure:
    """Tell an empty stub from a finished answer that calls one."""
    names = {getattr(answer, "__name__", "") for answer in answers}
    frames = [frame.f_code.co_name for frame, _ in walk_tb(error.__traceback__)]
    innermost = frames[-1]
    if names.isdisjoint(frames) or innermost in names or innermost == "ask":
        return Failure(Problem.NOT_WRITTEN, "Replace the line that raises NotImplementedError.")
    return Failure(Problem.CALLS_STUB, f"It calls {innermost}, which is not written yet.")


def _raised(error: BaseException, answers: Sequence[Answer]) -> Failure:
    try:
        message = " ".join(str(error).split())[:300]
    except Exception:  # an error of the student's own making may fail to describe itself
        message = ""
    detail = type(error).__name__ + (f": {message}" if message else "")
    if type(error).__name__ == _ASKS:
        detail = f"{_ASKS} (an answer cannot ask for input(); it has its arguments)"
    elif isinstance(error, SystemExit):
        detail += " (it asked Python to quit)"
    elif isinstance(error, KeyboardInterrupt):
        detail += " (it was interrupted)"
    return Failure(Problem.RAISED, detail, _own_line(error.__traceback__, answers))


def _own_line(traceback: TracebackType | None, answers: Sequence[Answer]) -> str:
    """Quote the line of the answer where it happened and, if it called another, that one's."""
    theirs = {id(answer.__globals__) for answer in answers if hasattr(answer, "__globals__")}
    found = [
        (frame.f_code.co_name, _quoted(frame, number))
        for frame, number in walk_tb(traceback)
        if id(frame.f_globals) in theirs
    ]
    if not found:
        return ""
    (first, line), (last, cause) = found[0], found[-1]
    return line if first == last else f"{line} (and there, in {last}, {cause})"


def _quoted(frame: FrameType, number: int) -> str:
    source = linecache.getline(frame.f_code.co_filename, number, frame.f_globals).strip()
    return f"line {number}: {source}" if source else f"line {number}"
