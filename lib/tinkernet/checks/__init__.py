"""From an answer to a verdict: probe it, judge it, report it."""

from ._check import VERDICT_KEY, check
from ._judge import ALWAYS_FORBIDDEN, assess, examine, judge, wrong
from ._own_answers import PUBLIC_SEED, draw_cases
from ._report import Report
from ._respondent import Respondent, RespondentHere
from ._verdict import FailingCase, Reason, Verdict, WrongOutput

__all__ = [
    "ALWAYS_FORBIDDEN",
    "PUBLIC_SEED",
    "VERDICT_KEY",
    "FailingCase",
    "Reason",
    "Report",
    "Respondent",
    "RespondentHere",
    "Verdict",
    "WrongOutput",
    "assess",
    "check",
    "draw_cases",
    "examine",
    "judge",
    "wrong",
]
