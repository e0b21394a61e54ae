"""logistic_forward(X, w, b): how probable class 1 is (deck 001, sigma(w^T x + b))."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake, Tolerance
from ._sigmoid import sigmoid

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one example, sums far from 0, as many examples as features, and random tables."""
    fixed = [
        Case("one example", {"X": np.array([[2.0, -1.0]]), "w": np.array([0.5, 2.0]), "b": 0.25}),
        Case("weights of 0", {"X": np.array([[1.0], [-4.0]]), "w": np.zeros(1), "b": -1.0}),
        Case(
            "as many examples as features",
            {"X": np.array([[1.0, 2.0], [3.0, -1.0]]), "w": np.array([1.0, -0.5]), "b": 0.5},
        ),
        Case(
            "sums far from 0",
            {"X": np.array([[-13.0], [-9.0], [7.0], [11.0]]), "w": np.ones(1), "b": 1.0},
        ),
    ]
    drawn = [
        Case(
            f"{m} random examples of {d} features",
            {
                "X": rng.normal(0.0, 1.5, (m, d)),
                "w": rng.normal(size=d),
                "b": float(rng.uniform(0.3, 1.0)),
            },
        )
        for m, d in ((3, 2), (4, 4), (2, 5), (9, 3))
    ]
    return fixed + drawn


def reference(X: Array, w: Array, b: float) -> Array:
    """Weigh, add, squeeze."""
    return sigmoid(X @ w + b)


def in_a_loop(X: Array, w: Array, b: float) -> list[float]:
    """Add up with plain Python, example by example."""
    p = []
    for row in X.tolist():
        z = b
        for x_j, w_j in zip(row, w.tolist(), strict=True):
            z += x_j * w_j
        p.append(1 / (1 + float(np.exp(-z))))
    return p


def by_columns(X: Array, w: Array, b: float) -> Any:
    """Compute with one example a column, as deck 001 does."""
    return (1 / (1 + np.exp(-(w[np.newaxis, :] @ X.T + b))))[0]


def in_float32(X: Array, w: Array, b: float) -> Any:
    """Use tanh, in single precision."""
    z = np.einsum("ij,j->i", X, w).astype("float32") + np.float32(b)
    return (1 + np.tanh(z / 2)) / 2


SUMS = (3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
ENDS = (1e-1, 5e-2, 1e-2, 1e-3, 1e-4, 1e-5)
"""Where answers cut off sums, and probabilities."""

LOGISTIC_FORWARD = Exercise(
    name="logistic_forward",
    title="Logistic regression predicts",
    assignment="02_neuron",
    points=1,
    answers=("logistic_forward",),
    returns=("p",),
    asked="logistic_forward(X, w, b) should return sigmoid(X w + b), the probability of class 1 "
    "for each of the m examples: shape (m,).",
    cases=cases,
    reference=reference,
    tolerance=Tolerance(absolute=1e-6),
    mistakes=(
        Mistake(
            "sigmoid_forgotten",
            "the sum itself: the sigmoid is missing",
            "A probability lies between 0 and 1.",
            (lambda X, w, b: X @ w + b,),
        ),
        Mistake(
            "sigmoid_twice",
            "a sigmoid that is applied twice",
            "Does neuron apply the sigmoid already? Then nothing more is needed.",
            (lambda X, w, b: sigmoid(sigmoid(X @ w + b)),),
        ),
        Mistake(
            "bias_forgotten",
            "a sum without its bias",
            "What should the probability be when every feature is 0?",
            (lambda X, w, b: sigmoid(X @ w),),
        ),
        Mistake(
            "bias_subtracted",
            "a bias that is taken away where it should be added",
            "A larger bias should make class 1 more probable, not less.",
            (lambda X, w, b: sigmoid(X @ w - b),),
        ),
        Mistake(
            "bias_outside",
            "a bias added after the sigmoid",
            "The bias belongs to the sum that goes into the sigmoid.",
            (lambda X, w, b: sigmoid(X @ w) + b,),
        ),
        Mistake(
            "sigmoid_of_features",
            "a sigmoid of the features instead of their weighted sum",
            "First weigh and add, then squeeze: the sigmoid comes last.",
            (lambda X, w, b: sigmoid(X) @ w + b, lambda X, w, b: sigmoid(X) @ w),
        ),
        Mistake(
            "cut_off",
            "sums or probabilities that are cut off too early",
            "A sum of -12 has a probability, too: small, but its own. Nothing needs to be cut off "
            "before -100 or 100.",
            (
                *(lambda X, w, b, s=s: sigmoid(np.clip(X @ w + b, -s, s)) for s in SUMS),
                *(lambda X, w, b, p=p: np.clip(sigmoid(X @ w + b), p, 1 - p) for p in ENDS),
            ),
        ),
        Mistake(
            "other_class",
            "the probability of class 0",
            "A large sum should mean a probability near 1. Mind the minus sign in exp(-z).",
            (lambda X, w, b: sigmoid(-(X @ w + b)), lambda X, w, b: 1 - sigmoid(X @ w + b)),
        ),
        Mistake(
            "classes",
            "the class, 0 or 1, instead of its probability",
            "Keep the number between 0 and 1; whoever wants a class can compare it with a half.",
            (
                lambda X, w, b: np.where(X @ w + b > 0, 1, 0),
                lambda X, w, b: np.round(sigmoid(X @ w + b)),
            ),
        ),
        Mistake(
            "collapsed",
            "one number for all the examples together",
            "np.sum adds up everything. Each row of X keeps its own sum.",
            (
                lambda X, w, b: sigmoid(np.sum(np.dot(X, w) + b)),
                lambda X, w, b: sigmoid(np.sum(np.dot(X, w)) + b),
                lambda X, w, b: np.mean(sigmoid(X @ w + b)),
            ),
        ),
        Mistake(
            "sum_forgotten",
            "a product for each feature where their sum belongs",
            "A star alone multiplies element by element. An example gets one probability.",
            (lambda X, w, b: sigmoid(X * w + b),),
        ),
        Mistake(
            "column",
            "a column (m, 1), or a row (1, m), instead of a flat array (m,)",
            "Look at the shape of what you return: later it is compared with y of shape (m,).",
            (
                lambda X, w, b: sigmoid(X @ w.reshape(-1, 1) + b),
                lambda X, w, b: sigmoid(w.reshape(1, -1) @ X.T + b),
            ),
        ),
        Mistake(
            "tanh_for_sigmoid",
            "tanh in place of the sigmoid",
            "tanh goes down to -1, which is no probability.",
            (lambda X, w, b: np.tanh(X @ w + b),),
        ),
        Mistake(
            "shared_out",
            "probabilities that add up to 1 over the examples",
            "Each example has a probability of its own; those of different examples need not add "
            "up to anything.",
            (lambda X, w, b: np.exp(X @ w + b) / np.sum(np.exp(X @ w + b)),),
        ),
    ),
    alternatives=(in_a_loop, by_columns, in_float32),
    forbidden=("tinkernet.nn", "tinkernet.optim", "scipy", "sklearn"),
)
