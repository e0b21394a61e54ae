"""Answers that come back packed: several pairs of weights and bias, laid out as plain arrays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ._case import Case
from ._outputs import NotNumbersError
from ._seeds import with_rng

GATES = ("AND", "OR", "NAND")


def call_for_gates(answers: Sequence[Callable[..., Any]], case: Case) -> tuple[Any, ...]:
    """Call an answer that returns ``{"AND": (w, b), ...}``; give w, b of AND, OR and NAND in turn.

    Examples
    --------
    >>> gates = {"AND": ([1, 1], -1.5), "OR": ([1, 1], -0.5), "NAND": ([-1, -1], 1.5)}
    >>> call_for_gates([lambda: gates], Case("all three", {}))
    ([1, 1], -1.5, [1, 1], -0.5, [-1, -1], 1.5)
    """
    (answer,) = answers
    found = answer()
    if not isinstance(found, Mapping) or set(found) != set(GATES):
        raise NotNumbersError(
            'It should return a dict with the keys "AND", "OR" and "NAND", but returned '
            + (f"the keys {sorted(map(str, found))}." if isinstance(found, Mapping)
               else f"{type(found).__name__}.")
        )  # fmt: skip
    return tuple(part for gate in GATES for part in _pair(found[gate], f"The value of {gate!r}"))


def call_for_layers(answers: Sequence[Callable[..., Any]], case: Case) -> tuple[Any, Any]:
    """Call an answer that returns [(W, b), ...], with ``rng`` made of its seed.

    Returns
    -------
    shapes : array of shape (n_layers, 3)
        Rows and columns of each W, and the length of each b.
    numbers : array
        All W and b, flat, layer after layer.

    Examples
    --------
    >>> case = Case("one layer", {"sizes": (2, 1), "rng": 0})
    >>> call_for_layers([lambda sizes, rng: [(np.zeros((2, 1)), np.zeros(1))]], case)
    (array([[2, 1, 1]]), array([0., 0., 0.]))
    """
    (answer,) = answers
    found = answer(*with_rng(case.arguments).values())
    if not isinstance(found, Sequence) or isinstance(found, str):
        raise NotNumbersError(
            f"It should return a list of pairs (W, b), but returned {type(found).__name__}."
        )
    shapes, numbers = [], [np.zeros(0)]
    for number, layer in enumerate(found):
        W, b = (np.asarray(part) for part in _pair(layer, f"Layer {number}"))
        if W.ndim != 2 or b.ndim != 1:
            raise NotNumbersError(
                f"Layer {number} should be W with two axes and b with one, but their shapes are "
                f"{W.shape} and {b.shape}."
            )
        if W.dtype.kind not in "biuf" or b.dtype.kind not in "biuf":
            raise NotNumbersError(f"Layer {number} should hold real numbers.")
        shapes.append((*W.shape, *b.shape))
        numbers += [W.ravel(), b]
    return np.array(shapes).reshape(-1, 3), np.concatenate(numbers)


def _pair(value: Any, what: str) -> tuple[Any, Any]:
    try:
        first, second = value
    except (TypeError, ValueError):
        raise NotNumbersError(f"{what} should be a pair of weights and bias.") from None
    return first, second
