"""What an exercise is: declared once, read by student, grader, feedback and test suite."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case, call

from ._measure import Measure, as_returned

Answer = Callable[..., Any] | tuple[Callable[..., Any], ...]
"""One function, or the tuple of functions of an exercise that asks for several."""


@dataclass(frozen=True)
class Mistake:
    """A misconception, written down as the code that it leads to.

    Attributes
    ----------
    name : str
        Short, unique within its exercise: "sum_for_mean".
    title : str
        What happened, as the end of "It looks like ...": "the sum instead of the mean".
    hint : str
        Where to look, without the answer.
    variants : tuple of callables
        Wrong answers that come from this one misconception, each of the same form as the
        exercise's reference; outputs that agree with one of them on every case show it.
    """

    name: str
    title: str
    hint: str
    variants: tuple[Answer, ...]

    def __post_init__(self) -> None:
        """Refuse one answer in place of a tuple of answers: a forgotten comma."""
        the = f"the mistake {self.name!r}"
        _expect(the, str, name=self.name, title=self.title, hint=self.hint)
        _expect_tuples(the, object, variants=self.variants)


@dataclass(frozen=True)
class Tolerance:
    """How far a number may be from the expected one and still be the same.

    ``|got - expected| <= absolute * scale + relative * |expected|``, where ``scale`` is the
    largest finite expected number of that output, or 1 if that is larger. Generous enough for
    float32, far tighter than any mistake.
    """

    relative: float = 1e-4
    absolute: float = 1e-5

    def close(self, got: NDArray[Any], expected: NDArray[Any]) -> NDArray[np.bool_]:
        """Compare element by element; shapes must agree; NaN equals NaN.

        Examples
        --------
        >>> Tolerance().close(np.array([1.00001, 1.1]), np.array([1.0, 1.0]))
        array([ True, False])
        """
        got = np.asarray(got, dtype=np.float64)
        expected = np.asarray(expected, dtype=np.float64)
        finite = np.abs(expected[np.isfinite(expected)])
        scale = max(1.0, float(finite.max(initial=0.0)))
        same: NDArray[np.bool_] = np.isclose(
            got, expected, rtol=self.relative, atol=self.absolute * scale, equal_nan=True
        )
        return same


@dataclass(frozen=True)
class Exercise:
    """One question of the course.

    Attributes
    ----------
    name, title : str
        The name that ``check`` takes, and what a reader sees.
    assignment : str
        The folder in ``course/`` it belongs to.
    points : float
        What its graded cell is worth.
    answers : tuple of str
        Names of the functions a student writes, in the order that ``check`` takes them.
    returns : tuple of str
        Names of what comes back, in order.
    asked : str
        What is asked, in one sentence.
    cases : callable
        ``cases(rng)`` gives the fixed edge cases and those drawn from ``rng``.
    reference : callable, or tuple of callables where several answers are asked for
        The right answer. It runs in the judge only.
    mistakes : tuple of Mistake
        What goes wrong, by experience.
    alternatives : tuple of callables
        Other right answers, as others would write them (at least a plain loop and another
        vectorised form): the test suite holds the judge to accepting them.
    forbidden : tuple of str
        Dotted names that would be somebody else's work.
    probe : callable
        How to ask; one of ``tinkernet.probe.PROBES``.
    measure : callable
        Where many answers are right: ``measure(case, outputs)`` gives what counts of them, such
        as what a network with these weights answers. It runs in the judge, also on the
        reference's outputs, and the two are compared. Raises ``UnfitError`` where it cannot.
    parts : tuple of str
        Names of what ``measure`` gives, one share of the points each; none means ``returns``.
    fingerprint : callable or None
        What shows a mistake, where that is not what counts; a ``measure`` of its own. Two trained
        networks that are right equally often need not have gone wrong in the same way.
    left_open : tuple of str
        Choices that the text does not make and no check asks for, for the page that lists them.
    tolerance : Tolerance
        How close is close enough.
    seconds : float
        Time limit for all cases together.
    """

    name: str
    title: str
    assignment: str
    points: float
    answers: tuple[str, ...]
    returns: tuple[str, ...]
    asked: str
    cases: Callable[[np.random.Generator], Sequence[Case]]
    reference: Answer
    mistakes: tuple[Mistake, ...]
    alternatives: tuple[Answer, ...]
    forbidden: tuple[str, ...] = ()
    probe: Callable[[Sequence[Callable[..., Any]], Case], Any] = call
    measure: Measure = as_returned
    parts: tuple[str, ...] = ()
    fingerprint: Measure | None = None
    left_open: tuple[str, ...] = ()
    tolerance: Tolerance = Tolerance()
    seconds: float = 10.0

    def __post_init__(self) -> None:
        """Count what comes back where nothing else is measured; refuse a forgotten comma."""
        the = f"the exercise {self.name!r}"
        texts = ("name", "title", "assignment", "asked")
        _expect(the, str, **{name: getattr(self, name) for name in texts})
        _expect(the, Callable, cases=self.cases, probe=self.probe, measure=self.measure)
        names = ("answers", "returns", "forbidden", "parts", "left_open")
        _expect_tuples(the, str, **{name: getattr(self, name) for name in names})
        _expect_tuples(the, Mistake, mistakes=self.mistakes)
        _expect_tuples(the, object, alternatives=self.alternatives)
        if not self.parts:
            object.__setattr__(self, "parts", self.returns)


def _expect(what: str, kind: Any, **given: Any) -> None:
    for name, value in given.items():
        if not isinstance(value, kind):
            raise TypeError(f"{name} of {what} cannot be {value!r}")


def _expect_tuples(what: str, kind: Any, **given: Any) -> None:
    for name, value in given.items():
        if not isinstance(value, tuple):
            raise TypeError(
                f"{name} of {what} should be a tuple, but is a {type(value).__name__}; "
                "one alone is written with a comma: (it,)"
            )
        for each in value:
            _expect(what, kind, **{f"one of {name}": each})
