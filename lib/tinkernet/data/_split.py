"""One part to learn from, another to be tested on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ._dataset import Dataset


@dataclass(frozen=True)
class Split:
    """Two data sets without a common example.

    Attributes
    ----------
    train : Dataset
        To learn from.
    test : Dataset
        To see what was learnt; never learn from it.

    Examples
    --------
    ``train, test = ...`` unpacks it.
    """

    train: Dataset
    test: Dataset

    def __iter__(self) -> Iterator[Dataset]:
        """Give ``train``, then ``test``."""
        return iter((self.train, self.test))


def split(
    dataset: Dataset, test: float = 0.2, *, rng: np.random.Generator | int | None = 0
) -> Split:
    """Shuffle the examples and set a share of them aside.

    Parameters
    ----------
    dataset : Dataset
        m examples, at least two; not changed.
    test : float, default 0.2
        The share to set aside, between 0 and 1; rounded to whole examples, at least one on
        either side.
    rng : numpy.random.Generator, int or None
        Where the order comes from; a number is a seed, None draws a fresh one.

    Returns
    -------
    Split
        ``train`` and ``test``. Split ``train`` once more for a validation set (deck 003).

    Raises
    ------
    ValueError
        If the share is not between 0 and 1, or there are fewer than two examples.

    Examples
    --------
    >>> from tinkernet import data
    >>> train, test = data.split(data.iris(), test=0.2, rng=0)
    >>> train.X.shape, test.X.shape
    ((120, 4), (30, 4))
    """
    m = len(dataset.X)
    if not 0.0 < test < 1.0:
        raise ValueError(f"split expects a share between 0 and 1 for test, got {test}.")
    if m < 2:
        raise ValueError(f"split needs at least two examples, got {m}.")
    order = np.random.default_rng(rng).permutation(m)
    aside = min(max(round(m * test), 1), m - 1)
    return Split(train=dataset.take(order[aside:]), test=dataset.take(order[:aside]))
