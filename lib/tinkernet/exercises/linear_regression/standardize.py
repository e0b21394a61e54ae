"""standardize(X): columns with mean 0 and standard deviation 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one column, a constant column, one example, and random tables."""
    fixed = [
        Case("one column", {"X": np.array([[1.0], [2.0], [6.0]])}),
        Case("a constant column", {"X": np.array([[4.0, 1.0], [4.0, 3.0], [4.0, 2.0]])}),
        Case("a single example", {"X": np.array([[2.0, -1.0, 0.0]])}),
        Case("as many examples as columns", {"X": np.array([[1.0, 20.0], [3.0, 10.0]])}),
    ]
    drawn = [
        Case(
            f"{m} examples of {n} columns",
            {"X": rng.normal(rng.uniform(-5, 5, n), rng.uniform(0.5, 20, n), (m, n))},
        )
        for m, n in ((4, 3), (6, 2), (12, 5))
    ]
    return fixed + drawn


def _divided(centred: Array, spread: Array) -> Array:
    """Divide column by column; a spread of 0 gives zeros."""
    return centred / np.where(spread == 0, 1.0, spread)


def reference(X: Array) -> tuple[Any, Any, Any]:
    """Subtract each column's mean and divide by its standard deviation."""
    mean, std = X.mean(axis=0), X.std(axis=0)
    return _divided(X - mean, std), mean, std


def in_a_loop(X: Array) -> list[Any]:
    """Go through the columns with plain Python."""
    m, n = X.shape
    means, stds = [], []
    Z = [[0.0] * n for _ in range(m)]
    for j in range(n):
        column = [float(X[i, j]) for i in range(m)]
        mean = sum(column) / m
        std = (sum((value - mean) ** 2 for value in column) / m) ** 0.5
        means.append(mean)
        stds.append(std)
        for i in range(m):
            Z[i][j] = (column[i] - mean) / std if std > 0 else 0.0
    return [Z, means, stds]


def with_moments(X: Array) -> tuple[Any, Any, Any]:
    """Use E[(X - mean)^2] and divide only where that is possible."""
    mean = np.einsum("ij->j", X) / X.shape[0]
    std = np.sqrt(((X - mean) ** 2).mean(0))
    Z = np.divide(X - mean, std, out=np.zeros(X.shape), where=std > 0)
    return Z, mean, std


def by_nan_to_num(X: Array) -> tuple[Any, Any, Any]:
    """Let 0 / 0 happen and mend it, in single precision."""
    mean, std = np.mean(X, 0).astype("float32"), np.std(X, 0).astype("float32")
    with np.errstate(all="ignore"):
        return np.nan_to_num((X - mean) / std), mean, std


def _ddof(X: Array) -> tuple[Any, Any, Any]:
    mean = X.mean(axis=0)
    # One example has no sample deviation; NaN there, or a 0 that somebody put in its place.
    std = X.std(axis=0, ddof=1)
    return _divided(X - mean, std), mean, std


def _ddof_mended(X: Array) -> tuple[Any, Any, Any]:
    mean = X.mean(axis=0)
    std = np.nan_to_num(X.std(axis=0, ddof=1))
    return _divided(X - mean, std), mean, std


def _ddof_unguarded(X: Array) -> tuple[Any, Any, Any]:
    mean, std = X.mean(axis=0), X.std(axis=0, ddof=1)
    return (X - mean) / std, mean, std


def _ddof_half_guarded(X: Array) -> tuple[Any, Any, Any]:
    mean, std = X.mean(axis=0), X.std(axis=0, ddof=1)
    return (X - mean) / np.where(X.std(axis=0) == 0, 1, std), mean, std


def _rows(X: Array) -> tuple[Any, Any, Any]:
    mean, std = X.mean(axis=1), X.std(axis=1)
    return _divided(X - mean[:, None], std[:, None]), mean, std


def _rows_kept(X: Array) -> tuple[Any, Any, Any]:
    Z, mean, std = _rows(X)
    return Z, mean[:, None], std[:, None]


def _rows_unguarded(X: Array) -> tuple[Any, Any, Any]:
    mean, std = X.mean(axis=1, keepdims=True), X.std(axis=1, keepdims=True)
    return (X - mean) / std, mean, std


def _rows_unguarded_flat(X: Array) -> tuple[Any, Any, Any]:
    Z, mean, std = _rows_unguarded(X)
    return Z, mean.ravel(), std.ravel()


def _one_for_zero(X: Array) -> tuple[Any, Any, Any]:
    Z, mean, std = reference(X)
    return Z, mean, np.where(std == 0, 1.0, std)


def _unguarded(X: Array) -> tuple[Any, Any, Any]:
    mean, std = X.mean(axis=0), X.std(axis=0)
    return (X - mean) / std, mean, std


def _variance(X: Array) -> tuple[Any, Any, Any]:
    mean, variance = X.mean(axis=0), X.var(axis=0)
    return _divided(X - mean, variance), mean, variance


def _variance_unguarded(X: Array) -> tuple[Any, Any, Any]:
    mean, variance = X.mean(axis=0), X.var(axis=0)
    return (X - mean) / variance, mean, variance


def _whole_table(X: Array) -> tuple[Any, Any, Any]:
    return (X - X.mean()) / X.std(), X.mean(), X.std()


def _not_centred(X: Array) -> tuple[Any, Any, Any]:
    mean, std = X.mean(axis=0), X.std(axis=0)
    return _divided(X, std), mean, std


def _only_centred(X: Array) -> tuple[Any, Any, Any]:
    mean, std = X.mean(axis=0), X.std(axis=0)
    return X - mean, mean, std


STANDARDIZE = Exercise(
    name="standardize",
    title="Standardise",
    assignment="01_linear_regression",
    points=2,
    answers=("standardize",),
    returns=("Z", "mean", "std"),
    asked="standardize(X) should return (Z, mean, std), column by column: Z has mean 0 and "
    "standard deviation 1 (dividing by m); a constant column becomes zeros with std 0.",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "ddof_one",
            "the standard deviation with m - 1 below the line",
            "Here it is the mean of the squared deviations: divide by m.",
            (_ddof, _ddof_mended, _ddof_unguarded, _ddof_half_guarded),
        ),
        Mistake(
            "over_rows",
            "rows standardised instead of columns",
            "A row is one example, a column is one feature. Which axis runs over the examples?",
            (_rows, _rows_kept, _rows_unguarded, _rows_unguarded_flat),
        ),
        Mistake(
            "whole_table",
            "one mean and one deviation for the whole table",
            "Body mass and blood pressure have different units: each column needs its own.",
            (_whole_table,),
        ),
        Mistake(
            "constant_column_nan",
            "0 divided by 0 in a constant column",
            "What is the standard deviation of a column that never changes? "
            "Treat that one before you divide.",
            (_unguarded,),
        ),
        Mistake(
            "one_for_zero",
            "a standard deviation of 1 given back for a constant column",
            "Dividing by 1 there is a good way out, but the std you return should still be 0.",
            (_one_for_zero,),
        ),
        Mistake(
            "variance_for_std",
            "the variance where the standard deviation belongs",
            "The result should not depend on the unit of X: metres or millimetres, same Z.",
            (_variance, _variance_unguarded),
        ),
        Mistake(
            "not_centred",
            "columns divided by their deviation, but not centred",
            "Look at the mean of each column of Z: it should be 0.",
            (_not_centred,),
        ),
        Mistake(
            "only_centred",
            "columns centred, but not divided by their deviation",
            "Look at the standard deviation of each column of Z: it should be 1.",
            (_only_centred,),
        ),
    ),
    alternatives=(in_a_loop, with_moments, by_nan_to_num),
    forbidden=("scipy", "sklearn", "tinkernet.nn"),
)
