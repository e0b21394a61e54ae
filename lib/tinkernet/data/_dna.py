"""Random DNA, with a motif planted in every other sequence."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ._dataset import Dataset
from ._expect import expect_at_least
from ._one_hot import encode
from ._points import classes_in_turn

_BASES = "ACGT"


def dna(
    m: int = 200,
    *,
    length: int = 50,
    motif: str = "TATAAT",
    rng: np.random.Generator | int | None = 0,
) -> Dataset:
    """Make DNA sequences; every second one carries the motif, exactly once.

    Parameters
    ----------
    m : int, default 200
        Number of sequences; without and with the motif take turns.
    length : int, default 50
        Bases in each.
    motif : str, default "TATAAT"
        What to plant, in the letters A, C, G and T. The default is the Pribnow box, found ahead
        of many genes of bacteria.
    rng : numpy.random.Generator, int or None
        Where the chance comes from; a number is a seed, None draws fresh sequences.

    Returns
    -------
    Dataset
        ``X`` of shape (m, 4, length), float64, one-hot: ``X[i, b, t]`` is 1 if base t of
        sequence i is ``"ACGT"[b]``, else 0. ``y`` of shape (m,), int64: 0 without, 1 with the
        motif. ``where`` of shape (m,), int64: the number of the motif's first base, 0 to
        length - len(motif), and -1 where there is none.

    Raises
    ------
    ValueError
        If there are no sequences, the motif has other letters, or does not fit in.

    Notes
    -----
    A convolution of the motif's width finds it wherever it lies. `spell` writes a sequence out.
    Source: deck 003, 1D data ("TACAGATCGGAA").

    Examples
    --------
    >>> genes = dna(4, length=12, motif="GATTACA", rng=0)
    >>> genes
    Dataset(4 examples of shape 4 x 12 -> motif there or not)
    >>> genes.y.tolist(), genes.where.tolist()
    ([0, 1, 0, 1], [-1, 3, -1, 2])
    """
    planted = np.array([_BASES.find(base) for base in motif], dtype=np.int64)
    if not motif or (planted < 0).any():
        raise ValueError(f"dna expects a motif of the letters A, C, G and T, got {motif!r}.")
    expect_at_least(len(motif), "dna", length=length)
    rng = np.random.default_rng(rng)
    y = classes_in_turn(m, classes=2)
    bases = rng.integers(0, 4, (m, length))
    where = np.where(y == 1, rng.integers(0, length - len(motif) + 1, m), -1)
    kept = np.zeros((m, length), dtype=np.bool_)
    for i in np.flatnonzero(y):
        place = slice(where[i], where[i] + len(motif))
        bases[i, place], kept[i, place] = planted, True
    _remove_stray(bases, kept, planted, where, rng)
    return Dataset(
        X=encode(bases, 4),
        y=y,
        features=tuple(_BASES),
        units=("0 or 1",) * 4,
        target="motif there or not",
        source=f"made: random bases, {motif} planted",
        classes=("without", "with"),
        where=where,
    )


def _remove_stray(
    bases: NDArray[Any],
    kept: NDArray[np.bool_],
    motif: NDArray[np.int64],
    where: NDArray[Any],
    rng: np.random.Generator,
) -> None:
    """Change a base, in place, of every motif that chance has written where none was planted."""
    while True:
        windows = np.lib.stride_tricks.sliding_window_view(bases, len(motif), axis=1)
        found = np.argwhere((windows == motif).all(axis=-1))
        stray = found[found[:, 1] != where[found[:, 0]]]
        if len(stray) == 0:
            return
        for i, start in stray:
            # The bases of the planted motif stay; one that overlaps it sticks out somewhere.
            loose = start + np.flatnonzero(~kept[i, start : start + len(motif)])
            bases[i, rng.choice(loose)] += rng.integers(1, 4)
        bases %= 4
