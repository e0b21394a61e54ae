"""logistic_gradient(X, y, w, b): the slopes of the cross-entropy (deck 001, dw1, dw2, db)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Answer, Exercise, Mistake

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


def sigmoid(z: Array) -> Array:
    """Squeeze into 0 to 1."""
    return 1 / (1 + np.exp(-z))


def reference(X: Array, y: Array, w: Array, b: float) -> Pair:
    """Weigh each example's features with its error, and take the mean."""
    error = sigmoid(X @ w + b) - y
    return X.T @ error / len(y), np.mean(error)


def in_a_loop(X: Array, y: Array, w: Array, b: float) -> list[Any]:
    """Go through the examples with plain Python."""
    m, d = X.shape
    dw, db = [0.0] * d, 0.0
    for i in range(m):
        z = b + sum(float(X[i, j] * w[j]) for j in range(d))
        error = 1 / (1 + float(np.exp(-z))) - y[i]
        db += error / m
        for j in range(d):
            dw[j] += error * X[i, j] / m
    return [dw, db]


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


def _slopes(
    error: Callable[[Array, Array], Array] = lambda z, y: sigmoid(z) - y,
    dw: Callable[[Array, Array], Any] = lambda X, e: X.T @ e / len(e),
    db: Callable[[Array, Array], Any] = lambda X, e: e.mean(),
    bias: bool = True,
) -> Answer:
    """Write the slopes with another error, or with another way of putting it together."""

    def answer(X: Array, y: Array, w: Array, b: float) -> Pair:
        e = error(X @ w + (b if bias else 0.0), y)
        return dw(X, e), db(X, e)

    return answer


def _through_square(z: Array, y: Array) -> Any:
    p = sigmoid(z)
    return (p - y) * p * (1 - p)


def _slope_of_log(z: Array, y: Array) -> Any:
    p = sigmoid(z)
    return -(y / p) + (1 - y) / (1 - p)


def _exchanged(X: Array, y: Array, w: Array, b: float) -> Pair:
    dw, db = reference(X, y, w, b)
    return db, dw


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
    mistakes=(
        Mistake(
            "sum_for_mean",
            "the sum over the examples instead of the mean",
            "The cost is a mean; its slope is one too.",
            (
                _slopes(dw=lambda X, e: X.T @ e, db=lambda X, e: e.sum()),
                _slopes(dw=lambda X, e: X.T @ e),
                _slopes(db=lambda X, e: e.sum()),
            ),
        ),
        Mistake(
            "divided_twice",
            "a mean that is divided by the number of examples once more",
            "np.mean divides already: where else do you divide?",
            (
                _slopes(dw=lambda X, e: X.T @ e / len(e) ** 2, db=lambda X, e: e.mean() / len(e)),
                _slopes(dw=lambda X, e: X.T @ e / len(e) ** 2),
                _slopes(db=lambda X, e: e.mean() / len(e)),
            ),
        ),
        Mistake(
            "not_averaged",
            "slopes for each example: the mean over the examples is missing",
            "dw holds one number for each feature, db is one number.",
            (
                _slopes(dw=lambda X, e: X * e[:, None], db=lambda X, e: e),
                _slopes(db=lambda X, e: e),
                _slopes(dw=lambda X, e: X * e[:, None]),
            ),
        ),
        Mistake(
            "sign_flipped",
            "the slopes with their sign turned round",
            "If p is too large everywhere, raising b makes the cost larger: which sign must db "
            "have then?",
            (_slopes(error=lambda z, y: y - sigmoid(z)),),
        ),
        Mistake(
            "sigmoid_forgotten",
            "an error taken from the sum: the sigmoid is missing",
            "The error compares the probability p with y, not the sum z.",
            (_slopes(error=lambda z, y: z - y),),
        ),
        Mistake(
            "slope_of_square",
            "the slope of the squared error",
            "The loss here has logarithms: multiply dL/dp and dp/dz, and see what cancels.",
            (
                _slopes(error=_through_square),
                _slopes(error=lambda z, y: 2 * _through_square(z, y)),
            ),
        ),
        Mistake(
            "slope_of_sigmoid_missing",
            "a chain that ends at p: the slope of the sigmoid is missing",
            "From the loss to p, from p to z, from z to w: that is three links.",
            (_slopes(error=_slope_of_log),),
        ),
        Mistake(
            "factor_two",
            "a factor of 2 that belongs to squares",
            "There is no square in this loss, so where would the 2 come from?",
            (_slopes(error=lambda z, y: 2 * (sigmoid(z) - y)),),
        ),
        Mistake(
            "classes",
            "an error taken from the class 0 or 1 instead of from its probability",
            "Rounding throws away how sure the neuron was: keep p as it is.",
            (_slopes(error=lambda z, y: np.where(z > 0, 1, 0) - y),),
        ),
        Mistake(
            "bias_forgotten",
            "a sum without its bias",
            "How is p computed from X, w and b?",
            (_slopes(bias=False),),
        ),
        Mistake(
            "missing_x",
            "dw without the inner derivative: the feature is missing",
            "By how much does z change when w1 grows a little? It depends on the example.",
            (
                _slopes(dw=lambda X, e: e.mean() * np.ones(X.shape[1])),
                _slopes(dw=lambda X, e: e.mean()),
            ),
        ),
        Mistake(
            "collapsed",
            "one number for all the weights together",
            "np.sum adds up everything. Each weight has a slope of its own: add over the "
            "examples only.",
            (
                _slopes(dw=lambda X, e: np.sum(np.dot(X.T, e)) / len(e)),
                _slopes(dw=lambda X, e: np.mean(X * e[:, None])),
                _slopes(dw=lambda X, e: np.sum(np.dot(X.T, e))),
            ),
        ),
        Mistake(
            "x_in_db",
            "db with a feature that does not belong there",
            "By how much does z change when b grows a little? Is it the same for every example?",
            (
                _slopes(db=lambda X, e: np.sum(X.T @ e) / len(e)),
                _slopes(db=lambda X, e: np.mean(X * e[:, None])),
                _slopes(db=lambda X, e: np.mean(X.T @ e / len(e))),
            ),
        ),
        Mistake(
            "mean_too_early",
            "the mean of the errors times the mean of each feature",
            "Each error belongs with its own example: multiply first, then take the mean.",
            (_slopes(dw=lambda X, e: e.mean() * X.mean(axis=0)),),
        ),
        Mistake(
            "column",
            "dw as a column or a row of a table instead of a flat array",
            "dw has the shape of w, so that one can be taken from the other.",
            (
                _slopes(dw=lambda X, e: X.T @ e.reshape(-1, 1) / len(e)),
                _slopes(dw=lambda X, e: e.reshape(1, -1) @ X / len(e)),
            ),
        ),
        Mistake(
            "exchanged",
            "dw and db in each other's place",
            "First come the slopes along the weights.",
            (_exchanged,),
        ),
    ),
    alternatives=(in_a_loop, by_broadcasting, by_columns),
    forbidden=("numpy.gradient", "tinkernet.nn", "tinkernet.optim", "scipy", "sklearn"),
    left_open=(
        "whether there is a loop over the examples: the text asks for none, and a cell shows how "
        "slow one is, but the numbers are the same and no check refuses it",
    ),
)
