"""Labelled points in a plane: what XOR, circles, moons and spirals have in common."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ._dataset import Dataset
from ._expect import expect_at_least, expect_spread


def classes_in_turn(m: int, classes: int) -> NDArray[np.int64]:
    """Return 0, 1, ..., classes - 1, 0, 1, ...: m labels, shared as evenly as m allows."""
    expect_at_least(1, "A data set", m=m)
    return np.arange(m, dtype=np.int64) % classes


def scattered(
    curve: NDArray[Any],
    y: NDArray[np.int64],
    noise: float,
    rng: np.random.Generator,
    classes: tuple[str, ...],
    source: str,
) -> Dataset:
    """Add normal noise to the points of a curve, shape (m, 2), and say what they are."""
    expect_spread("A data set", noise=noise)
    return Dataset(
        X=curve + rng.normal(0.0, noise, curve.shape),
        y=y,
        features=("x1", "x2"),
        units=("none", "none"),
        target=" or ".join(classes),
        source=source,
        classes=classes,
    )
