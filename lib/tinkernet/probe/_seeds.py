"""Answers that draw: what travels is the seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ._case import Case
from ._outputs import SIZE_LIMIT, Named, NotNumbersError


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


def call_for_each_seed(answers: Sequence[Callable[..., Any]], case: Case) -> Named:
    """Call the answer with a new generator for each of ``seeds``; stack what comes back by name.

    The answer returns a dict of arrays; each of these gets one more axis, the first, for the
    seeds. Where lengths differ from seed to seed, zeros are added at the end of each axis, up to
    the longest: hidden units without weights change nothing.

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
        return Named({name: _stacked([each[name] for each in found]) for name in found[0]})
    except (TypeError, ValueError):
        raise NotNumbersError(
            "It should return arrays with the same number of axes for every rng."
        ) from None


def _stacked(values: Sequence[Any]) -> NDArray[Any]:
    """Stack arrays along a new first axis, the shorter ones with zeros at their ends."""
    arrays = [np.asarray(value) for value in values]
    if len({array.shape for array in arrays}) <= 1:
        return np.array(arrays)
    longest = np.max([array.shape for array in arrays], axis=0)
    if longest.prod() * len(arrays) > SIZE_LIMIT:
        raise NotNumbersError("It returned far more numbers than were asked for.")
    ends = ([(0, more) for more in longest - array.shape] for array in arrays)
    return np.array([np.pad(array, end) for array, end in zip(arrays, ends, strict=True)])
