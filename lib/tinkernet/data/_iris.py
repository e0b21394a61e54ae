"""150 irises of three species, measured with a ruler."""

from __future__ import annotations

import numpy as np

from ._bundled import bundled
from ._dataset import Dataset


def iris() -> Dataset:
    """Load the iris data.

    Returns
    -------
    Dataset
        ``X`` of shape (150, 4), float64, in cm (0.1 to 7.9): sepal length, sepal width, petal
        length, petal width. ``y`` of shape (150,), int64: 0 setosa, 1 versicolor, 2 virginica,
        fifty of each, in that order; shuffle with `split` before learning.

    Notes
    -----
    Setosa can be told from the other two by a straight line; they overlap a little.
    Bundled with scikit-learn, so no download. Source: R. A. Fisher, "The use of multiple
    measurements in taxonomic problems", Annals of Eugenics 7 (1936).

    Examples
    --------
    >>> flowers = iris()
    >>> flowers
    Dataset(150 examples of 4 features -> species)
    >>> flowers.X[0], flowers.classes[flowers.y[0]]
    (array([5.1, 3.5, 1.4, 0.2]), 'setosa')
    """
    table = np.loadtxt(bundled("data", "iris.csv"), delimiter=",", skiprows=1)
    return Dataset(
        X=table[:, :-1],
        y=table[:, -1].astype(np.int64),
        features=("sepal length", "sepal width", "petal length", "petal width"),
        units=("cm",) * 4,
        target="species",
        source="Fisher (1936), bundled with scikit-learn",
        classes=("setosa", "versicolor", "virginica"),
    )
