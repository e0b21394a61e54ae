"""The three activations of notebook 02: one takes a slope, and none may overflow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ._case import Case
from ._warnings import no_warnings


def call_activations(answers: Sequence[Callable[..., Any]], case: Case) -> tuple[Any, ...]:
    """Call sigmoid(z), relu(z) and leaky_relu(z, slope), and refuse overflow on the way.

    Raises
    ------
    WarnedError
        If NumPy warned.

    Examples
    --------
    >>> case = Case("one number", {"z": -2.0, "slope": 0.1})
    >>> call_activations([abs, abs, lambda z, slope: z * slope], case)
    (2.0, 2.0, -0.2)
    """
    sigmoid, relu, leaky_relu = answers
    z, slope = case.arguments["z"], case.arguments["slope"]
    with no_warnings():
        return sigmoid(z), relu(z), leaky_relu(z, slope)
