"""Flower or no flower, with few pixels, so that many patches travel fast."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from numpy.typing import NDArray

from tinkernet import data

Array = NDArray[Any]

LEARN, UNSEEN, BLOCK = 500, 200, 10
HEIGHT, WIDTH = 40, 60


@lru_cache(maxsize=16)
def small_patches(seed: int) -> tuple[Array, Array, Array, Array]:
    """Cut patches and average blocks of 10 x 10 pixels, which leaves 3 x 4 x 6 numbers.

    Learnt are those of the photographs' lower part, which has the garden, the pagoda's roofs and
    two flowers in it; unseen those of the upper. The other way round, roofs are taken for flowers.

    Returns
    -------
    X, y, unseen, truth : Array
        The patches to learn and their classes, then those not to be seen and theirs.
    """
    upper, lower = data.flower_patches(UNSEEN, LEARN, rng=seed)
    X, unseen = (
        part.X.reshape(-1, 3, HEIGHT // BLOCK, BLOCK, WIDTH // BLOCK, BLOCK)
        .mean(axis=(3, 5))
        .reshape(len(part.X), -1)
        for part in (lower, upper)
    )
    return X, lower.y, unseen, upper.y
