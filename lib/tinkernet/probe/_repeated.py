"""Answers that draw, asked three times to see whether their generator decides what comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ._case import Case
from ._flattened import call_for_layers


def call_for_layers_again(
    answers: Sequence[Callable[..., Any]], case: Case
) -> tuple[Any, Any, Any, Any]:
    """Call an answer that returns [(W, b), ...] with one seed, the same one, and another one.

    Returns
    -------
    shapes, numbers : array
        As in ``call_for_layers``.
    again : array
        The numbers that come with a new generator of the same seed.
    other : array
        The numbers that come with the generator of the seed after it.

    Examples
    --------
    >>> case = Case("one layer", {"sizes": (2, 1), "rng": 0})
    >>> def drawn(sizes, rng):
    ...     return [(rng.integers(0, 9, (2, 1)), [0])]
    >>> call_for_layers_again([drawn], case)[1:]
    (array([7., 5., 0.]), array([7., 5., 0.]), array([4., 4., 0.]))
    """
    seed = case.arguments["rng"]
    shapes, numbers = call_for_layers(answers, case)
    _, again = call_for_layers(answers, case)
    _, other = call_for_layers(answers, Case("", {**case.arguments, "rng": seed + 1}))
    return shapes, numbers, again, other
