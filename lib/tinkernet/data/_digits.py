"""1797 handwritten digits of 8 x 8 pixels."""

from __future__ import annotations

import numpy as np

from ._bundled import bundled
from ._dataset import Dataset


def digits() -> Dataset:
    """Load the small handwritten digits.

    Returns
    -------
    Dataset
        ``X`` of shape (1797, 1, 8, 8), float64, whole numbers from 0 (paper) to 16 (ink): one
        channel, rows from the top. ``y`` of shape (1797,), int64, 0 to 9, 174 to 183 of each.

    Notes
    -----
    ``digits().flattened()`` makes rows of 64 numbers, for a network without convolutions. Each
    pixel counts the inked points among 4 x 4 of a finer picture.
    Bundled with scikit-learn, so no download; it is the test part of "Optical recognition of
    handwritten digits", Alpaydin and Kaynak (1998), UCI. Deck 004 reads digits as its example.

    Examples
    --------
    >>> images = digits()
    >>> images
    Dataset(1797 examples of shape 1 x 8 x 8 -> digit)
    >>> images.y[:5]
    array([0, 1, 2, 3, 4])
    >>> images.flattened().X.shape
    (1797, 64)
    """
    table = np.loadtxt(bundled("data", "digits.csv.gz"), delimiter=",")
    return Dataset(
        X=table[:, :-1].reshape(-1, 1, 8, 8),
        y=table[:, -1].astype(np.int64),
        features=("ink",),
        units=("0 to 16",),
        target="digit",
        source="Alpaydin and Kaynak (1998), bundled with scikit-learn",
        classes=tuple("0123456789"),
    )
