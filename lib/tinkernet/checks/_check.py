"""check(): what a student calls under an answer."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Callable
from typing import Any

from IPython import get_ipython
from IPython.display import display

from tinkernet.exercises import find

from ._judge import judge
from ._report import Report
from ._verdict import Verdict

VERDICT_KEY = "tinkernet"
"""Where a report's output cell keeps the verdict, in its metadata."""


def check(name: str, *answers: Callable[..., Any]) -> float | None:
    """Check the answers to an exercise and say what was found.

    Right: one green line. Wrong: a short report with the smallest case that fails and, where
    the outputs show it, the misconception; then an ``AssertionError``, which is what nbgrader
    looks for.

    Parameters
    ----------
    name : str
        The exercise, such as ``"mse"``.
    *answers : callables
        Your functions, without brackets, in the order that the exercise asks for them.

    Returns
    -------
    float or None
        While nbgrader grades, the points for what is partly right: that is how nbgrader is told
        of them. Otherwise None.

    Raises
    ------
    AssertionError
        If an answer is not right; its last line is the verdict's message.
    UnknownExerciseError
        If there is no exercise of that name.

    Examples
    --------
    >>> check("predict_line", lambda x, a, b: a * x + b)
    ✓ Predict with a line: right. Verified on 6 cases: values, shapes, ...
    """
    exercise = find(name)
    verdict = judge(name, *answers, seed=_grading_seed())
    _show(Report(exercise, verdict), verdict)
    if verdict.passed:
        return None
    if verdict.score and _autograding():
        return verdict.score * exercise.points
    raise _failure(verdict)


def _grading_seed() -> int | None:
    """Return the instructor's secret seed while nbgrader grades, None everywhere else."""
    secret = os.environ.get("TINKERNET_SEED", "")
    return int(secret) if _autograding() and secret.isdigit() else None


def _autograding() -> bool:
    return os.environ.get("NBGRADER_EXECUTION") == "autograde"


def _show(report: Report, verdict: Verdict) -> None:
    if get_ipython() is None:
        print(report)
    else:
        display(report, metadata={VERDICT_KEY: verdict.to_dict()})


def _failure(verdict: Verdict) -> AssertionError:
    """Make the error, which IPython shows as its message alone, without this file's frames."""
    error = AssertionError(verdict.message)
    lines = textwrap.wrap(f"AssertionError: {verdict.message}", width=80)
    error._render_traceback_ = lambda: lines  # type: ignore[attr-defined]
    return error
