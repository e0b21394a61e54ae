"""What goes wrong with the slopes of the cross-entropy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._exercise import Answer, Mistake
from ._sigmoid import sigmoid

Array = NDArray[Any]
Pair = tuple[Any, Any]


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


def _over_features(X: Array, y: Array, w: Array, b: float) -> Pair:
    error = sigmoid(X @ w + b) - y
    return X.T @ error / X.shape[1], error.sum() / X.shape[1]


def _through_square(z: Array, y: Array) -> Any:
    p = sigmoid(z)
    return (p - y) * p * (1 - p)


def _slope_of_log(z: Array, y: Array) -> Any:
    p = sigmoid(z)
    return -(y / p) + (1 - y) / (1 - p)


def _exchanged(X: Array, y: Array, w: Array, b: float) -> Pair:
    error = sigmoid(X @ w + b) - y
    return error.mean(), X.T @ error / len(y)


def _in_a_loop(X: Array, y: Array, w: Array, b: float) -> list[Any]:
    m, d = X.shape
    dw, db = [0.0] * d, 0.0
    for i in range(m):
        z = b + sum(float(X[i, j] * w[j]) for j in range(d))
        error = 1 / (1 + float(np.exp(-z))) - y[i]
        db += error / m
        for j in range(d):
            dw[j] += error * X[i, j] / m
    return [dw, db]


def _divided_by(count: int) -> Answer:
    return _slopes(dw=lambda X, e: X.T @ e / count, db=lambda X, e: e.sum() / count)


MISTAKES = (
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
        "hard_coded_m",
        "a sum that is divided by a number of examples of its own",
        "Another table has another number of rows. Where can you read it off?",
        tuple(_divided_by(count) for count in (4, 10, 100, 200, 1000)),
    ),
    Mistake(
        "features_for_examples",
        "a sum that is divided by the number of features",
        "The mean is taken over the examples: which axis of X counts them?",
        (
            lambda X, y, w, b: _over_features(X, y, w, b),
            _slopes(dw=lambda X, e: X.T @ e / X.shape[1]),
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
        "loop_over_examples",
        "a loop over the examples",
        "The numbers may be right, but take all rows at once: look for a product with @ that "
        "weighs each row with its error and adds the rows up. Mind the functions that yours "
        "calls, too.",
        (_in_a_loop,),
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
)
