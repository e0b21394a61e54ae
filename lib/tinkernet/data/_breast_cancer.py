"""569 breast tumours: what their cell nuclei look like, and whether they were malignant."""

from __future__ import annotations

import numpy as np

from ._bundled import bundled
from ._dataset import Dataset

# Name and unit; the source gives no unit of length, so a picture's own is all we can say.
_MEASURED = (
    ("radius", "length in the picture"),
    ("texture", "grey levels"),
    ("perimeter", "length in the picture"),
    ("area", "length² in the picture"),
    ("smoothness", "ratio"),
    ("compactness", "ratio"),
    ("concavity", "ratio"),
    ("concave points", "ratio"),
    ("symmetry", "ratio"),
    ("fractal dimension", "ratio"),
)


def breast_cancer() -> Dataset:
    """Load the breast cancer data (Wisconsin, diagnostic).

    Returns
    -------
    Dataset
        ``X`` of shape (569, 30), float64, 0 to 4254: ten measurements of the cell nuclei in a
        picture of a fine needle aspirate, each as the mean over the nuclei, its standard error
        ("error") and the mean of the three largest ("worst"). ``y`` of shape (569,), int64:
        0 malignant (212), 1 benign (357).

    Notes
    -----
    The columns differ in size by a factor of ten thousand: scale them before descending a slope.
    Bundled with scikit-learn, so no download. Source: Street, Wolberg and Mangasarian, "Nuclear
    feature extraction for breast tumor diagnosis", SPIE 1905 (1993).

    Examples
    --------
    >>> tumours = breast_cancer()
    >>> tumours
    Dataset(569 examples of 30 features -> malignant or benign)
    >>> tumours.column("mean radius")[:3]
    array([17.99, 20.57, 19.69])
    """
    table = np.loadtxt(bundled("data", "breast_cancer.csv"), delimiter=",", skiprows=1)
    ways = ("mean {}", "{} error", "worst {}")
    return Dataset(
        X=table[:, :-1],
        y=table[:, -1].astype(np.int64),
        features=tuple(way.format(name) for way in ways for name, _ in _MEASURED),
        units=tuple(unit for _ in ways for _, unit in _MEASURED),
        target="malignant or benign",
        source="Street et al. (1993), bundled with scikit-learn",
        classes=("malignant", "benign"),
    )
