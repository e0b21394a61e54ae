"""One clear sentence when a picture is asked for that would show something else."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def expect_classes(function: str, classes: ArrayLike) -> NDArray[Any]:
    """Return classes as whole numbers; rounding scores, say, would draw another result."""
    given = np.asarray(classes)
    number = given.dtype.kind in "biuf"
    whole = np.isfinite(given) & (given == np.round(given)) if number else np.zeros(given.shape)
    if not whole.all():
        first = given[~whole.astype(bool)][0]
        raise ValueError(f"{function} expects classes to be whole numbers, got {first}.")
    return given.astype(int)


def expect_points(function: str, x: ArrayLike, y: ArrayLike) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the points of a line as two flat arrays of numbers, as many in each."""
    x, y = (np.asarray(each, dtype=float).reshape(-1) for each in (x, y))
    if x.shape != y.shape or not len(x) or not np.isfinite([x, y]).all():
        raise ValueError(
            f"{function} expects as many numbers in x as in y, all of them finite, got shapes "
            f"{x.shape} and {y.shape}."
        )
    return x, y
