"""What counts of an answer's outputs, where many different ones are right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

Outputs = tuple[NDArray[Any], ...]
Measure = Callable[[Case, Outputs], Outputs]
"""``measure(case, outputs)`` returns what is compared with what the reference gives."""


class UnfitError(ValueError):
    """Outputs that cannot be measured; the message tells the student why."""


def as_returned(case: Case, outputs: Outputs) -> Outputs:
    """Compare the outputs themselves: right is one answer only."""
    return outputs


def expect_shapes(outputs: Outputs, **shapes: tuple[int | str, ...]) -> dict[str, int]:
    """Hold outputs to shapes in which letters stand for any length, the same one everywhere.

    Parameters
    ----------
    outputs : tuple of arrays
    **shapes : tuple of int or str
        The shape of each output, by its name, in order; ``()`` for a number.

    Returns
    -------
    dict
        The length that each letter stands for.

    Raises
    ------
    UnfitError
        If an output has another shape, or is not finite.

    Examples
    --------
    >>> expect_shapes((np.zeros((2, 3)), np.zeros(3)), W=(2, "h"), b=("h",))
    {'h': 3}
    >>> expect_shapes((np.zeros((2, 3)), np.zeros(4)), W=(2, "h"), b=("h",))
    Traceback (most recent call last):
    tinkernet.exercises._measure.UnfitError: b should be of shape (3,), but is of shape (4,).
    """
    lengths: dict[str, int] = {}
    for output, (name, wanted) in zip(outputs, shapes.items(), strict=True):
        known = tuple(lengths.get(str(length), length) for length in wanted)
        fits = len(output.shape) == len(known) and all(
            isinstance(one, str) or one == other
            for one, other in zip(known, output.shape, strict=True)
        )
        if not fits:
            should = "a single number" if not known else f"of shape {_written(known)}"
            has = "a single number" if not output.shape else f"of shape {output.shape}"
            raise UnfitError(f"{name} should be {should}, but is {has}.")
        if not np.isfinite(output).all():
            raise UnfitError(f"{name} is NaN or infinite.")
        lengths |= {
            one: other
            for one, other in zip(known, output.shape, strict=True)
            if isinstance(one, str)
        }
    return lengths


def _written(shape: tuple[int | str, ...]) -> str:
    return f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"
