"""Answers that draw: what travels is the seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ._case import Case
from ._outputs import NotNumbersError


def call_with_rng(answers: Sequence[Callable[..., Any]], case: Case) -> Any:
    """Call the answer with a new generator in place of the seed in the argument ``rng``.

    Examples
    --------
    >>> case = Case("three numbers", {"n": 3, "rng": 0})
    >>> call_with_rng([lambda n, rng: rng.permutation(n)], case)
    array([2, 0, 1])
    """
    (answer,) = answers
    return answer(*with_rng(case.arguments).values())


def with_rng(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Put a new generator in place of the seed in ``rng``."""
    return {
        name: np.random.default_rng(value) if name == "rng" else value
        for name, value in arguments.items()
    }


def call_for_each_seed(answers: Sequence[Callable[..., Any]], case: Case) -> dict[str, Any]:
    """Call the answer with a new generator for each of ``seeds``; stack what comes back by name.

    The answer returns a dict of arrays; each of these gets one more axis, the first, for the
    seeds.

    Examples
    --------
    >>> case = Case("two seeds", {"seeds": np.array([1, 2])})
    >>> call_for_each_seed([lambda rng: {"W": np.ones((2, 3))}], case)["W"].shape
    (2, 2, 3)
    """
    (answer,) = answers
    found = [answer(np.random.default_rng(int(seed))) for seed in case.arguments["seeds"]]
    for each in found:
        if not isinstance(each, Mapping):
            raise NotNumbersError(f"It should return a dict, but returned {type(each).__name__}.")
        if each.keys() != found[0].keys():
            raise NotNumbersError("It should return a dict with the same keys every time.")
    try:
        return {name: np.array([each[name] for each in found]) for name in found[0]}
    except (TypeError, ValueError):
        raise NotNumbersError("It should return arrays of the same shapes for every rng.") from None
