"""From an answer to a verdict: probe it, judge it, report it."""

from ._check import VERDICT_KEY, check
from ._judge import PUBLIC_SEED, assess, judge
from ._own_work import ALWAYS_FORBIDDEN, Borrowed, find_borrowed
from ._report import Report
from ._verdict import FailingCase, Reason, Verdict

__all__ = [
    "ALWAYS_FORBIDDEN",
    "PUBLIC_SEED",
    "VERDICT_KEY",
    "Borrowed",
    "FailingCase",
    "Reason",
    "Report",
    "Verdict",
    "assess",
    "check",
    "find_borrowed",
    "judge",
]
