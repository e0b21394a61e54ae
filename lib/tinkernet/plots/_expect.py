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
