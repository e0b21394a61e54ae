"""Leave out of a verdict what students must not see: inputs drawn from the secret seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tinkernet.probe import Case, same

from ._verdict import Reason, Verdict

HIDDEN = "It is one of the cases that are drawn for grading; its numbers are not shown."


def without_secrets(verdict: Verdict, public: Sequence[Case]) -> Verdict:
    """Return the verdict without its failing case's numbers, unless everybody knows them.

    Parameters
    ----------
    verdict : Verdict
        One that failed.
    public : sequence of Case
        The cases of the public seed: the fixed ones are among them.
    """
    failing = verdict.failing
    if failing is None or not failing.arguments or _known(failing.arguments, public):
        return verdict
    detail, message = failing.detail, verdict.message
    if verdict.reason is Reason.RAISED:  # what an error says may quote its input
        detail = f"{detail.split(':')[0]}."
        message = message.replace(failing.detail, detail[:-1])
    hidden = replace(
        failing,
        arguments={},
        part="",
        expected=None,
        got=None,
        detail=f"{detail} {HIDDEN}" if detail else HIDDEN,
        printed="",
    )
    return replace(verdict, failing=hidden, message=message)


def _known(arguments: dict[str, Any], public: Sequence[Case]) -> bool:
    return any(same(arguments, dict(case.arguments)) for case in public)
