"""442 people with diabetes: measurements now, progression of the disease a year later."""

from __future__ import annotations

import numpy as np

from ._bundled import bundled
from ._dataset import Dataset

_FEATURES = ("age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6")

_UNITS = (
    "years",
    "1 or 2",
    "kg/m²",
    "mmHg",
    "mg/dl",
    "mg/dl",
    "mg/dl",
    "ratio",
    "log(mg/dl)",
    "mg/dl",
)


def diabetes() -> Dataset:
    """Load the diabetes data in their own units.

    Returns
    -------
    Dataset
        ``X`` of shape (442, 10), ``y`` of shape (442,). Columns: age, sex, bmi (body-mass
        index), bp (mean blood pressure), s1 to s6 (blood serum: total cholesterol, LDL, HDL,
        total / HDL cholesterol, log of triglycerides, glucose). ``y`` is a score of how far
        the disease has progressed after one year, 25 to 346.

    Notes
    -----
    Bundled with scikit-learn, so no download. Source: Efron, Hastie, Johnstone and
    Tibshirani, "Least angle regression", Annals of Statistics 32 (2004).

    Examples
    --------
    >>> data = diabetes()
    >>> data
    Dataset(442 examples of 10 features -> disease progression after one year (score))
    >>> data.column("bmi")[:3]
    array([32.1, 21.6, 30.5])
    """
    return Dataset(
        X=np.loadtxt(bundled("data", "diabetes_data_raw.csv.gz")),
        y=np.loadtxt(bundled("data", "diabetes_target.csv.gz")),
        features=_FEATURES,
        units=_UNITS,
        target="disease progression after one year (score)",
        source="Efron et al. (2004), bundled with scikit-learn",
    )
