"""train_softmax(X, y, lr, epochs, batch_size, rng): handwritten digits (decks 002 and 004)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case, call_with_rng

from .._exercise import Exercise, Tolerance
from .._measure import Outputs, as_returned, expect_shapes
from ._clear_digits import clear_digits
from ._scores import softmax
from .train_softmax_mistakes import MISTAKES

Array = NDArray[Any]
Pair = tuple[Any, Any]

ENOUGH = 0.95
"""The share of unseen digits that counts as learnt; more is not asked for.

The reference names at least 97 % right, for each of 100 choices of digits and of order.
"""


def _overlapping(rng: np.random.Generator, m: int, d: int, k: int, batch_size: int) -> Case:
    """Make classes that no lines part, so that one answer is the best, and steps that reach it."""
    X = rng.normal(1.0, 3.5, (m, d))
    y = rng.permutation(m) % k
    X = np.concatenate([X, X[: 3 * k]])  # some points in two classes
    y = np.concatenate([y, (y[: 3 * k] + 1) % k])
    arguments = {"X": X, "y": y, **_steps(X), "batch_size": batch_size}
    unseen = {"X": rng.normal(1.0, 3.5, (5, d))}
    label = f"{len(X)} random examples of {d} features, {k} classes"
    return Case(label, {**arguments, "rng": int(rng.integers(2**31))}, unseen)


def _steps(X: Array) -> dict[str, Any]:
    """Choose the learning rate: twice that, and the walk would not come to rest."""
    ones = np.concatenate([X, np.ones((len(X), 1))], axis=1)
    steepest = np.linalg.eigvalsh(ones.T @ ones / len(X)).max() / 2
    return {"lr": float(1.0 / steepest), "epochs": 1000}


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give classes that overlap, all in one batch, where one answer is the best; and digits."""
    X = np.array([[-2.0], [-1.0], [0.0], [1.0], [2.0], [2.5], [3.0], [1.5]])
    y = np.array([0, 1, 0, 1, 0, 2, 1, 2])
    fixed = Case(
        "eight examples of one feature, 3 classes",
        {"X": X, "y": y, **_steps(X), "batch_size": 8, "rng": 0},
        {"X": np.array([[-3.0], [0.5], [6.0]])},
    )
    drawn = [_overlapping(rng, 9, 1, 2, 2000), _overlapping(rng, 12, 2, 3, 50)]
    seed = int(rng.integers(2**31))
    X, y, unseen, truth = clear_digits(seed)
    arguments = {"X": X, "y": y, "lr": 0.3, "epochs": 20, "batch_size": 16, "rng": seed}
    return [fixed, *drawn, Case("handwritten digits", arguments, {"X": unseen, "y": truth})]


def probabilities_and_share(case: Case, outputs: Outputs) -> Outputs:
    """Predict what was not seen: probabilities where one answer is the best, else classes."""
    classes = int(case.arguments["y"].max()) + 1
    expect_shapes(outputs, W=(case.arguments["X"].shape[1], classes), b=(classes,))
    W, b = outputs
    z = case.unseen["X"] @ W + b
    if "y" not in case.unseen:
        return softmax(z), np.zeros(0)
    return np.zeros(0), np.asarray(min(np.mean(z.argmax(axis=1) == case.unseen["y"]), ENOUGH))


def reference(X: Array, y: Array, lr: float, epochs: int, batch_size: int, rng: Any) -> Pair:
    """Start from zeros; in each epoch, go through all examples in a new order."""
    k = y.max() + 1
    W, b = np.zeros((X.shape[1], k)), np.zeros(k)
    for _ in range(epochs):
        order = rng.permutation(len(y))
        for start in range(0, len(y), batch_size):
            rows = order[start : start + batch_size]
            e = np.exp(X[rows] @ W + b)
            dz = (e / e.sum(axis=1, keepdims=True) - np.eye(k)[y[rows]]) / len(rows)
            W, b = W - lr * X[rows].T @ dz, b - lr * np.sum(dz, axis=0)
    return W, b


def from_small_numbers(
    X: Array, y: Array, lr: float, epochs: int, batch_size: int, rng: Any
) -> list[Any]:
    """Start from small random numbers, shuffle X and y together, in single precision."""
    X, y = X.astype(np.float32), y.copy()
    W = rng.normal(0.0, 0.01, (X.shape[1], len(set(y.tolist())))).astype(np.float32)
    b = np.zeros(W.shape[1], dtype=np.float32)
    for _ in range(epochs):
        both = rng.permutation(len(X))
        X, y = X[both], y[both]
        for number in range(-(-len(X) // batch_size)):
            part = slice(number * batch_size, (number + 1) * batch_size)
            z = X[part] @ W + b
            p = np.exp(z - z.max(axis=1)[:, None])
            p /= p.sum(axis=1)[:, None]
            p[np.arange(len(p)), y[part]] -= 1
            b -= np.float32(lr) * p.mean(axis=0)
            W -= np.float32(lr) * np.einsum("md,mk->dk", X[part], p) / np.float32(len(p))
    return [W, b]


def with_leading_one(
    X: Array, y: Array, lr: float, epochs: int, batch_size: int, rng: Any
) -> tuple[Any, Any]:
    """Keep the biases as weights in front, shuffle a list of places, and split it."""
    table = np.insert(X, 0, 1.0, axis=1)
    hot = (y[:, None] == np.unique(y)).astype(float)
    theta = np.zeros((table.shape[1], hot.shape[1]))
    places = list(range(len(y)))
    for _ in range(epochs):
        rng.shuffle(places)
        for part in np.array_split(places, range(batch_size, len(y), batch_size)):
            error = softmax(table[part] @ theta) - hot[part]
            theta -= lr / len(part) * table[part].T @ error
    return theta[1:].tolist(), theta[0].tolist()


TRAIN_SOFTMAX = Exercise(
    name="train_softmax",
    title="Handwritten digits",
    assignment="05_softmax_cross_entropy",
    points=4,
    answers=("train_softmax",),
    returns=("W", "b"),
    asked="train_softmax(X, y, lr, epochs, batch_size, rng) should return (W, b) after that many "
    "epochs of steps down the mean loss of batches in random order; at least 95 % of unseen "
    "digits are then right.",
    cases=cases,
    reference=reference,
    probe=call_with_rng,
    measure=probabilities_and_share,
    parts=("probabilities for unseen examples", "share of unseen digits that are right"),
    fingerprint=as_returned,
    tolerance=Tolerance(relative=1e-3, absolute=1e-3),
    mistakes=MISTAKES,
    alternatives=(from_small_numbers, with_leading_one),
    forbidden=("tinkernet.nn", "tinkernet.optim", "scipy", "sklearn"),
    left_open=(
        "where W and b start: at zeros or at small random numbers",
        "how rng is used, and whether the order is drawn once or in every epoch",
    ),
    seconds=30.0,
)
