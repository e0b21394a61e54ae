"""The three small tables that deck 003 trains and judges a network with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ._dataset import Dataset


@dataclass(frozen=True)
class Predictions:
    """Examples beside what some network said of them.

    Attributes
    ----------
    data : Dataset
        The examples and the truth.
    predicted : Array, shape (m,), int64
        The class that was predicted for each.
    """

    data: Dataset
    predicted: NDArray[Any]


def _table(rows: list[list[float]], slide: str) -> Dataset:
    table = np.array(rows, dtype=np.float64)
    return Dataset(
        X=table[:, :2],
        y=table[:, 2].astype(np.int64),
        features=("feature 1", "feature 2"),
        units=("none", "none"),
        target="ground truth, 0 or 1",
        source=f"deck 003, {slide}",
        classes=("0", "1"),
    )


def five_samples() -> Dataset:
    """Return the five training samples of deck 003.

    Returns
    -------
    Dataset
        ``X`` of shape (5, 2), float64, -1, 0 or 1, no unit: feature 1 and feature 2. ``y`` of
        shape (5,), int64, 0 or 1: the ground truth.

    Notes
    -----
    A straight line separates them, with ``z = x1 + 2 x2 - 1/2`` for instance, so a single neuron
    can learn them. Source: deck 003, "Training procedure".

    Examples
    --------
    >>> five_samples().X.tolist()
    [[0.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [0.0, 0.0], [1.0, 0.0]]
    >>> five_samples().y.tolist()
    [1, 0, 1, 0, 1]
    """
    rows: list[list[float]] = [[0, 1, 1], [1, -1, 0], [-1, 1, 1], [0, 0, 0], [1, 0, 1]]
    return _table(rows, "training procedure")


def training_predictions() -> Predictions:
    """Return the training set of deck 003 with a network's predictions; three of five are right.

    Returns
    -------
    Predictions
        ``data.X`` of shape (5, 2), float64, -0.6 to 1, no unit; ``data.y`` and ``predicted`` of
        shape (5,), int64, 0 or 1.

    Notes
    -----
    Source: deck 003, the slide on training and validation sets.

    Examples
    --------
    >>> seen = training_predictions()
    >>> float((seen.predicted == seen.data.y).mean())
    0.6
    """
    rows = [[0.5, -0.6, 1], [0.1, 0.4, 0], [-0.1, 0.1, 1], [0.5, 0.8, 0], [1, 0.01, 1]]
    return Predictions(_table(rows, "training set"), predicted=np.array([1, 1, 1, 0, 0]))


def validation_predictions() -> Predictions:
    """Return the validation set of deck 003 with a network's predictions; two of three are right.

    Returns
    -------
    Predictions
        ``data.X`` of shape (3, 2), float64, -0.7 to 0.1, no unit; ``data.y`` and ``predicted``
        of shape (3,), int64, 0 or 1.

    Notes
    -----
    Source: deck 003, the slide on training and validation sets.

    Examples
    --------
    >>> unseen = validation_predictions()
    >>> int((unseen.predicted == unseen.data.y).sum())
    2
    """
    rows = [[0.1, -0.3, 0], [0.1, -0.1, 0], [-0.3, -0.7, 1]]
    return Predictions(_table(rows, "validation set"), predicted=np.array([1, 0, 1]))
