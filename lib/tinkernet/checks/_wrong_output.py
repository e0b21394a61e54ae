"""What an answer gave in place of the right one, so that a class's wrong outputs can be counted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case, same

from ._report import shown
from ._verdict import FailingCase, Reason, WrongOutput

LONGEST = 300
"""Characters of a text; a log line should stay a line."""

_MOST_NUMBERS = 10_000


def wrong_output(
    failures: Sequence[tuple[Reason, FailingCase]], public: Iterable[Case]
) -> WrongOutput:
    """Describe the smallest failing case that everybody was asked, and hash all of these.

    Cases that are drawn from a secret seed are other ones for each student: of these only the
    label and the kind of failure can be compared, and nothing else is written down.

    Parameters
    ----------
    failures : sequence of (Reason, FailingCase)
        What went wrong, smallest first; at least one.
    public : iterable of Case
        The cases of the public seed: the fixed ones are among them.
    """
    known = [dict(case.arguments) for case in public]
    asked = [
        (reason, failing)
        for reason, failing in failures
        if any(same(failing.arguments, arguments) for arguments in known)
    ]
    if not asked:
        reason, failing = failures[0]
        return WrongOutput(failing.label, str(reason), failing.part, got=_kind(reason, failing))
    reason, failing = asked[0]
    got, expected = failing.detail, ""
    if failing.got is not None:
        got, expected = _text(failing.got), _text(failing.expected)
    return WrongOutput(
        failing.label,
        str(reason),
        failing.part,
        {name: _cut(shown(value)) for name, value in failing.arguments.items()},
        _cut(expected),
        _cut(got),
        _digest(asked),
    )


def _kind(reason: Reason, failing: FailingCase) -> str:
    """Say of a drawn case what is no secret: the kind of error, or the shape."""
    if reason is Reason.RAISED:  # what an error says may quote its input
        return _cut(failing.detail.split(":")[0])
    if reason is Reason.WRONG_SHAPE:
        axes = np.ndim(failing.got)
        return f"{axes} {'axis' if axes == 1 else 'axes'}, {np.ndim(failing.expected)} expected"
    return ""


def _plain(value: Any) -> NDArray[Any]:
    """Take away what does not make two answers different: float32, -0.0, noise around zero."""
    array = np.asarray(value)
    if array.dtype.kind not in "biuf":
        return array
    numbers: NDArray[Any] = array.astype(np.float64)
    finite = np.abs(numbers[np.isfinite(numbers)])
    noise = 1e-9 * max(1.0, float(finite.max(initial=0.0)))
    return np.where(np.abs(numbers) < noise, 0.0, numbers)


def _text(value: Any) -> str:
    """Show five digits of each number, and the shape where there are several."""
    array = _plain(value)
    text = np.array2string(
        array, threshold=12, edgeitems=3, formatter={"float_kind": lambda number: f"{number:.5g}"}
    )
    return text if array.ndim == 0 else f"{text}  {array.shape}"


def _digest(failures: Sequence[tuple[Reason, FailingCase]]) -> str:
    """Hash what came back on all of these cases: two ideas may agree on the smallest."""
    total = hashlib.blake2b(digest_size=6)
    for reason, failing in failures:
        got = failing.detail if failing.got is None else _numbers(failing.got)
        total.update(repr((failing.label, str(reason), failing.part, got)).encode())
    return total.hexdigest()


def _numbers(value: Any) -> tuple[Any, ...]:
    array = _plain(value)
    numbers = array.ravel()[:_MOST_NUMBERS].tolist()
    return array.shape, [f"{each:.5g}" if isinstance(each, float) else each for each in numbers]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
