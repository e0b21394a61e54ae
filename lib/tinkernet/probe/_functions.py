"""Functions that an answer is given as an argument, by name: what travels is the name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from ._case import Case

FUNCTIONS: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        # Activations: element by element, any shape.
        "step": lambda z: np.where(np.asarray(z) > 0, 1.0, 0.0),
        "identity": lambda z: np.asarray(z) * 1.0,
        "sigmoid": lambda z: 0.5 + 0.5 * np.tanh(0.5 * np.asarray(z)),
        "tanh": lambda z: np.tanh(z),
        "relu": lambda z: np.maximum(z, 0.0),
        "square": lambda z: np.asarray(z) ** 2.0,
        # One number for an array of any shape, with slopes that differ from place to place.
        "sum_of_cubes": lambda theta: float(np.sum(np.asarray(theta) ** 3)),
        "weighted_squares": lambda theta: float(_places(theta) @ np.ravel(theta) ** 2),
        "sum_of_waves": lambda theta: float(np.sum(np.sin(_places(theta) * np.ravel(theta)))),
        # Here rows and columns count differently, so a theta laid out flat gives something else.
        "tilted_squares": lambda theta: float(np.sum(_tilt(theta) * np.asarray(theta) ** 2)),
        # Here the slope at one place depends on all others.
        "squared_sum": lambda theta: float(_places(theta) @ np.ravel(theta)) ** 2,
    }
)
"""What a text argument of a case may stand for; see ``call_with_functions``."""


def _places(theta: Any) -> Any:
    """Return 1, 2, 3, ...: one number for each element."""
    return np.arange(1.0, np.size(theta) + 1.0)


def _tilt(theta: Any) -> Any:
    """Return a number for each element: its row's times the square of its column's."""
    places = np.indices(np.shape(theta)) + 1.0
    return np.prod([place**axis for axis, place in enumerate(places, start=1)], axis=0)


def call_with_functions(answers: Sequence[Callable[..., Any]], case: Case) -> Any:
    """Call the answer with the function in place of every text that names one.

    Examples
    --------
    >>> case = Case("tanh of 0", {"z": np.zeros(2), "activation": "tanh"})
    >>> call_with_functions([lambda z, activation: activation(z)], case)
    array([0., 0.])
    """
    (answer,) = answers
    return answer(*(_meant(value) for value in case.arguments.values()))


def _meant(value: Any) -> Any:
    return FUNCTIONS[value] if isinstance(value, str) else value
