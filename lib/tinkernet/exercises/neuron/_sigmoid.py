"""The sigmoid of the references: sums in the cases are small enough for the plain formula."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def sigmoid(z: Array) -> Array:
    """Squeeze into 0 to 1."""
    return 1 / (1 + np.exp(-z))
