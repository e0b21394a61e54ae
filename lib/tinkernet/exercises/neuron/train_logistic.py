"""train_logistic(X, y, lr, steps): flower or no flower (deck 001)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Answer, Exercise, Mistake, Tolerance
from .._measure import Outputs, as_returned, expect_shapes
from ._small_patches import small_patches

Array = NDArray[Any]
Pair = tuple[Any, Any]

ENOUGH = 0.95
"""The share of unseen patches that counts as learnt; more is not asked for.

The reference names at least 97 % right, for each of 100 choices of patches.
"""


def _overlapping(rng: np.random.Generator, m: int, d: int) -> Case:
    """Make classes that no line parts, so that one (w, b) is the best, and steps that reach it."""
    X = rng.normal(2.0, 4.0, (m, d))
    y = rng.permutation(m) % 2
    X = np.concatenate([X, X[: d + 2]])  # some points in both classes
    y = np.concatenate([y, 1 - y[: d + 2]])
    steepest = np.linalg.eigvalsh(np.cov(X.T, bias=True).reshape(d, d)).max()
    lr = 2.0 / (steepest + (X.mean(axis=0) ** 2).sum() + 1.0)
    arguments = {"X": X, "y": y, "lr": float(lr), "steps": 3000}
    unseen = {"X": rng.normal(2.0, 3.0, (5, d))}
    return Case(f"{len(X)} random examples of {d} features", arguments, unseen)


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give classes that overlap, where one answer is the best, and flowers."""
    X = np.array([[-2.0], [-1.0], [0.0], [1.0], [2.0], [6.0]])
    fixed = Case(
        "six examples of one feature",
        {"X": X, "y": np.array([0, 1, 0, 0, 1, 1]), "lr": 0.4, "steps": 3000},
        {"X": np.array([[-3.0], [0.5], [4.0]])},
    )
    drawn = [_overlapping(rng, 8, 1), _overlapping(rng, 12, 2)]
    X, y, unseen, truth = small_patches(int(rng.integers(2**31)))
    arguments = {"X": X, "y": y, "lr": 0.05, "steps": 250}
    return [fixed, *drawn, Case("flower or no flower", arguments, {"X": unseen, "y": truth})]


def probabilities_and_share(case: Case, outputs: Outputs) -> Outputs:
    """Predict what was not seen: probabilities where one answer is the best, else classes."""
    expect_shapes(outputs, w=(case.arguments["X"].shape[1],), b=())
    w, b = outputs
    z = case.unseen["X"] @ w + b
    if "y" not in case.unseen:
        return 0.5 + 0.5 * np.tanh(z / 2), np.zeros(0)
    return np.zeros(0), np.asarray(min(np.mean((z > 0) == case.unseen["y"]), ENOUGH))


def sigmoid(z: Array) -> Array:
    """Squeeze into 0 to 1."""
    return 1 / (1 + np.exp(-z))


def reference(X: Array, y: Array, lr: float, steps: int) -> Pair:
    """Start from zeros; again and again, both against their slopes at once."""
    w, b = np.zeros(X.shape[1]), 0
    for _ in range(steps):
        error = sigmoid(X @ w + b) - y
        w, b = w - lr * X.T @ error / len(y), b - lr * np.mean(error)
    return w, b


def from_small_numbers(X: Array, y: Array, lr: float, steps: int) -> Pair:
    """Start from small random numbers, in single precision, moving w before b."""
    X = X.astype("float32")
    w = np.random.default_rng(1).normal(0.0, 0.01, (X.shape[1],)).astype("float32")
    b: Any = np.float32(0.0)
    for _ in range(steps):
        p: Any = (1 + np.tanh((X @ w + b) / 2)) / 2
        w = w - np.float32(lr) * np.mean((p - y)[:, None] * X, axis=0)
        b = b - np.float32(lr) * np.mean((1 + np.tanh((X @ w + b) / 2)) / 2 - y)
    return w, b


def in_a_loop(X: Array, y: Array, lr: float, steps: int) -> Pair:
    """Go through the examples one by one."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(steps):
        dw, db = np.zeros(len(w)), 0.0
        for row, truth in zip(X, y, strict=True):
            error = sigmoid(row @ w + b) - truth
            dw, db = dw + error * row, db + error
        w, b = w - lr * dw / len(y), b - lr * db / len(y)
    return w, b


def with_leading_one(X: Array, y: Array, lr: float, steps: int) -> list[Any]:
    """Keep the bias as a weight in front, and compute with columns."""
    columns = np.insert(X, 0, 1.0, axis=1).T
    theta = np.zeros((1, len(columns)))
    for _ in range(steps):
        theta -= lr / len(y) * (sigmoid(theta @ columns) - y) @ columns.T
    return [theta[0, 1:].tolist(), theta[0, 0]]


def _descent(
    error: Callable[[Array, Array], Array] = lambda z, y: sigmoid(z) - y,
    rate: Callable[[float, int], Pair] = lambda lr, m: (lr / m, lr / m),
    steps_of: Callable[[int], int] = lambda steps: steps,
    bias: bool = True,
    keep: str = "",
) -> Answer:
    """Write a descent with its own error, its own rates, or its own way of keeping slopes."""

    def answer(X: Array, y: Array, lr: float, steps: int) -> Pair:
        w, b = np.zeros(X.shape[1]), 0.0
        dw, db = np.zeros(X.shape[1]), 0.0
        for step in range(steps_of(steps)):
            e = error(X @ w + (b if bias else 0.0), y)
            if keep == "sum":
                dw, db = dw + X.T @ e, db + e.sum()
            elif keep == "" or step == 0:
                dw, db = X.T @ e, e.sum()
            w, b = w - rate(lr, len(y))[0] * dw, b - rate(lr, len(y))[1] * db
        return w, b

    return answer


def _through_square(z: Array, y: Array) -> Any:
    p = sigmoid(z)
    return (p - y) * p * (1 - p)


def _on_another_scale(divide: bool) -> Answer:
    def answer(X: Array, y: Array, lr: float, steps: int) -> Pair:
        centred = X - X.mean(axis=0)
        return reference(centred / X.std(axis=0) if divide else centred, y, lr, steps)

    return answer


TRAIN_LOGISTIC = Exercise(
    name="train_logistic",
    title="Flower or no flower",
    assignment="02_neuron",
    points=3,
    answers=("train_logistic",),
    returns=("w", "b"),
    asked="train_logistic(X, y, lr, steps) should return (w, b) after that many steps of gradient "
    "descent on the mean cross-entropy; at least 95 % of unseen flower patches are then right.",
    cases=cases,
    reference=reference,
    measure=probabilities_and_share,
    parts=("probabilities for unseen examples", "share of unseen patches that are right"),
    fingerprint=as_returned,
    tolerance=Tolerance(relative=1e-3, absolute=1e-3),
    mistakes=(
        Mistake(
            "ascent",
            "steps uphill",
            "The gradient points to where the cost grows. Which way do you want to go?",
            (_descent(rate=lambda lr, m: (-lr / m, -lr / m)),),
        ),
        Mistake(
            "no_learning_rate",
            "steps as long as the slope itself: the learning rate is missing",
            "What should happen when lr is made ten times smaller?",
            (_descent(rate=lambda lr, m: (1 / m, 1 / m)),),
        ),
        Mistake(
            "sum_for_mean",
            "steps along the sum over the examples instead of the mean",
            "Does logistic_gradient pass its own check? The more examples, the longer a sum.",
            (_descent(rate=lambda lr, m: (lr, lr)),),
        ),
        Mistake(
            "divided_twice",
            "steps that are divided by the number of examples once too often",
            "Does logistic_gradient pass its own check? It returns a mean already.",
            (_descent(rate=lambda lr, m: (lr / m**2, lr / m**2)),),
        ),
        Mistake(
            "one_step",
            "a descent that ends after its first step",
            "Does the function end inside its loop, or do w and b begin anew in each step?",
            (_descent(steps_of=lambda steps: 1),),
        ),
        Mistake(
            "never_moves",
            "a start that is never left",
            "logistic_gradient only says which way is up. Who moves w and b?",
            (_descent(steps_of=lambda steps: 0),),
        ),
        Mistake(
            "stale_gradient",
            "slopes that are worked out once, before the walk begins",
            "After each step the slope is another one: ask again, at the new place.",
            (_descent(keep="first"),),
        ),
        Mistake(
            "accumulated_gradient",
            "slopes that are added to those of all the steps before",
            "Each step goes by the slope at its own place. Is there a += where an = belongs?",
            (_descent(keep="sum"),),
        ),
        Mistake(
            "bias_stays",
            "a bias that never moves",
            "The bias has a slope of its own, db.",
            (_descent(rate=lambda lr, m: (lr / m, 0.0)),),
        ),
        Mistake(
            "bias_forgotten",
            "a sum without its bias",
            "The bias takes part in the prediction, in every step.",
            (_descent(bias=False),),
        ),
        Mistake(
            "sigmoid_forgotten",
            "a line fitted to the classes: the sigmoid is missing",
            "The error compares the probability p with y, not the sum z.",
            (_descent(error=lambda z, y: z - y),),
        ),
        Mistake(
            "step_for_sigmoid",
            "a step in place of the sigmoid",
            "That is the perceptron rule; here the error is p - y, with p between 0 and 1.",
            (_descent(error=lambda z, y: np.where(z > 0, 1, 0) - y),),
        ),
        Mistake(
            "slope_of_square",
            "a descent on the squared error",
            "Does logistic_gradient pass its own check?",
            (
                _descent(error=_through_square),
                _descent(error=lambda z, y: 2 * _through_square(z, y)),
            ),
        ),
        Mistake(
            "another_scale",
            "weights for standardised features, which do not fit the features as they are",
            "If you change the scale inside, the w and b that come back must still work on X "
            "itself.",
            (_on_another_scale(True), _on_another_scale(False)),
        ),
    ),
    alternatives=(from_small_numbers, in_a_loop, with_leading_one),
    forbidden=("tinkernet.nn", "tinkernet.optim", "scipy", "sklearn"),
    left_open=(
        "where w and b start: at zeros or at small random numbers",
        "whether w and b move at once",
    ),
)
