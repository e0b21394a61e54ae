"""logistic_gradient(X, y, w, b): the slopes of the cross-entropy (deck 001, dw1, dw2, db)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case, call_without_loops

from .._exercise import Exercise
from ._sigmoid import sigmoid
from .logistic_gradient_mistakes import MISTAKES

Array = NDArray[Any]
Pair = tuple[Any, Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one example of two features, as many examples as features, and random tables."""

    def case(label: str, X: Any, y: Any, w: Any, b: float) -> Case:
        return Case(label, {"X": np.array(X), "y": np.array(y), "w": np.array(w), "b": b})

    fixed = [
        case("one example of class 1", [[2.0, -1.0]], [1], [0.5, 0.25], 0.5),
        case("one example of class 0", [[1.0, 3.0]], [0], [-0.5, 0.5], 0.25),
        case("weights of 0", [[1.0], [-4.0], [2.0]], [1, 0, 1], [0.0], 0.0),
        case("as many as features", [[1.0, 2.0], [3.0, -1.0]], [0, 1], [1.0, -0.5], 0.5),
    ]
    drawn = [
        case(
            f"{m} random examples of {d} features",
            rng.normal(0.4, 1.5, (m, d)),
            rng.permutation(m) % 2,
            rng.normal(size=d),
            float(rng.uniform(0.3, 1.0)),
        )
        for m, d in ((3, 2), (4, 4), (5, 1), (7, 3), (20, 5))
    ]
    return fixed + drawn


def reference(X: Array, y: Array, w: Array, b: float) -> Pair:
    """Weigh each example's features with its error, and take the mean."""
    error = sigmoid(X @ w + b) - y
    return X.T @ error / len(y), np.mean(error)


def feature_by_feature(X: Array, y: Array, w: Array, b: float) -> list[Any]:
    """Go through the features with plain Python, and take all examples at once."""
    d = X.shape[1]
    z = b + sum(X[:, j] * w[j] for j in range(d))
    error = 1 / (1 + np.exp(-z)) - y
    return [[float(np.mean(error * X[:, j])) for j in range(d)], error.mean()]


def by_broadcasting(X: Array, y: Array, w: Array, b: float) -> Pair:
    """Multiply every row by its error, then take means down the columns, in single precision."""
    X = X.astype("float32")
    error = (np.tanh((X @ w + b) / 2) + 1) / 2 - y
    return (X * error[:, np.newaxis]).mean(axis=0), error.mean()


def by_columns(X: Array, y: Array, w: Array, b: float) -> Pair:
    """Compute with one example a column, as deck 001 does."""
    columns, truth = X.T, y.reshape(1, -1)
    dz = 1 / (1 + np.exp(-(w.reshape(1, -1) @ columns + b))) - truth
    return (columns @ dz.T / truth.size).ravel(), float(dz.sum()) / truth.size


LOGISTIC_GRADIENT = Exercise(
    name="logistic_gradient",
    title="The slopes of the cross-entropy",
    assignment="02_neuron",
    points=3,
    answers=("logistic_gradient",),
    returns=("dw", "db"),
    asked="logistic_gradient(X, y, w, b) should return (dw, db), the derivatives of the mean "
    "cross-entropy with respect to each weight, shape (d,), and to the bias, one number.",
    cases=cases,
    reference=reference,
    mistakes=MISTAKES,
    probe=call_without_loops,
    alternatives=(feature_by_feature, by_broadcasting, by_columns),
    forbidden=("numpy.gradient", "tinkernet.nn", "tinkernet.optim", "scipy", "sklearn"),
    left_open=("whether there is a loop over the features",),
)
