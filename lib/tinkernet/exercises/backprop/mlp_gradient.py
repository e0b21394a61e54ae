"""mlp_gradient(X, y, params): the whole way back through a network (decks 001 and 004)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case, call_for_dict

from .._exercise import Exercise
from .mlp_gradient_mistakes import MISTAKES

Array = NDArray[Any]
Params = Mapping[str, Array]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one example, one unit, XOR, long gradients, squares in which little raises, others."""

    def drawn(m: int, d: int, h: int) -> dict[str, Array]:
        return {
            "W1": rng.normal(0.0, 1.0, (d, h)),
            "b1": rng.normal(0.0, 0.5, h),
            "W2": rng.normal(0.0, 1.5, (h, 1)),
            "b2": rng.normal(0.4, 0.2, 1),
        }

    def case(label: str, m: int, d: int, h: int) -> Case:
        X, y = rng.normal(0.3, 1.0, (m, d)), rng.permutation(np.arange(m) % 3 == 0)
        return Case(label, {"X": X, "y": y.astype(float), "params": drawn(m, d, h)})

    small = {
        "W1": np.array([[1.0, -0.5]]), "b1": np.array([0.5, 0.0]),
        "W2": np.array([[2.0], [-1.0]]), "b2": np.array([-0.5]),
    }  # fmt: skip
    straight = {
        "W1": np.array([[0.01, -0.005], [0.005, 0.01]]), "b1": np.array([0.0, 0.25]),
        "W2": np.array([[2.0], [-3.0]]), "b2": np.array([0.5]),
    }  # fmt: skip
    large = np.array([[60.0, -40.0], [-50.0, 80.0], [30.0, 70.0]])
    xor = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    return [
        Case("one example", {"X": np.array([[2.0]]), "y": np.array([1.0]), "params": small}),
        case("one hidden unit", 2, 2, 1),
        case("two examples, two inputs, two units", 2, 2, 2),
        Case(
            "XOR and a random network",
            {"X": xor, "y": np.array([0.0, 1.0, 1.0, 0.0]), "params": drawn(4, 2, 3)},
        ),
        Case("large inputs", {"X": large, "y": np.array([0.0, 1.0, 1.0]), "params": straight}),
        case("as many examples as inputs and units", 3, 3, 3),
        case("five examples, three inputs, two units", 5, 3, 2),
        case("eight examples, two inputs, four units", 8, 2, 4),
    ]


def reference(X: Array, y: Array, params: Params) -> dict[str, Any]:
    """Go forward, then back layer by layer; the mean is in the first gradient already."""
    H = np.tanh(X @ params["W1"] + params["b1"])
    p = 1 / (1 + np.exp(-(H @ params["W2"] + params["b2"])))
    d_out = (p - y[:, None]) / len(X)
    d_hidden = np.outer(d_out, params["W2"]) * (1 - H**2)
    return {
        "W1": X.T @ d_hidden,
        "b1": d_hidden.sum(axis=0),
        "W2": H.T @ d_out,
        "b2": d_out.sum(axis=0),
    }


def in_loops(X: Array, y: Array, params: Params) -> dict[str, Any]:
    """Add up example by example and unit by unit, with lists."""
    W1, b1, W2, b2 = (params[name].tolist() for name in ("W1", "b1", "W2", "b2"))
    m, d, h = len(X), len(W1), len(b1)
    g1, gb1 = [[0.0] * h for _ in range(d)], [0.0] * h
    g2, gb2 = [[0.0] for _ in range(h)], [0.0]
    for i in range(m):
        hidden = [math.tanh(sum(X[i, k] * W1[k][j] for k in range(d)) + b1[j]) for j in range(h)]
        z = sum(hidden[j] * W2[j][0] for j in range(h)) + b2[0]
        error = 1.0 / (1.0 + math.exp(-z)) - y[i]
        gb2[0] += error / m
        for j in range(h):
            g2[j][0] += error * hidden[j] / m
            back = error * W2[j][0] * (1.0 - hidden[j] ** 2) / m
            gb1[j] += back
            for k in range(d):
                g1[k][j] += back * X[i, k]
    return {"b2": gb2, "W2": g2, "b1": gb1, "W1": g1}


def by_the_long_way(X: Array, y: Array, params: Params) -> dict[str, Any]:
    """Take the slope of the logarithms and of the sigmoid one after the other."""
    Z1 = np.dot(X, params["W1"]) + params["b1"]
    A1 = np.tanh(Z1)
    p = 1 / (1 + np.exp(-np.dot(A1, params["W2"]) - params["b2"]))[:, 0]
    dp = -(y / p - (1 - y) / (1 - p)) / y.size
    dz2 = dp * p * (1 - p)
    dz1 = np.outer(dz2, params["W2"]) / np.cosh(Z1) ** 2
    return {
        "W1": np.einsum("md,mh->dh", X, dz1), "b1": np.ones(y.size) @ dz1,
        "W2": (dz2 @ A1).reshape(-1, 1), "b2": np.array([dz2.sum()]),
    }  # fmt: skip


def in_columns(X: Array, y: Array, params: Params) -> dict[str, Any]:
    """Hold one example a column, as deck 001 does, in single precision."""
    W1, W2 = (params[name].T.astype("float32") for name in ("W1", "W2"))
    x, m = X.T.astype("float32"), X.shape[0]
    A1 = np.tanh(W1 @ x + params["b1"][:, None])
    A2 = 1 / (1 + np.exp(-(W2 @ A1 + params["b2"][:, None])))
    dZ2 = A2 - y[None, :]
    dZ1 = W2.T @ dZ2 * (1 - A1 * A1)
    return {
        "W1": (dZ1 @ x.T / m).T, "b1": dZ1.mean(axis=1),
        "W2": (dZ2 @ A1.T / m).T, "b2": dZ2.mean(axis=1),
    }  # fmt: skip


MLP_GRADIENT = Exercise(
    name="mlp_gradient",
    title="The whole way back",
    assignment="04_backprop",
    points=4,
    answers=("mlp_gradient",),
    returns=("W1", "b1", "W2", "b2"),
    asked="mlp_gradient(X, y, params) should return a dict with the keys and shapes of params: "
    "the gradients of the mean binary cross-entropy of sigmoid(tanh(X W1 + b1) W2 + b2).",
    cases=cases,
    reference=reference,
    mistakes=MISTAKES,
    alternatives=(in_loops, by_the_long_way, in_columns),
    forbidden=("tinkernet.nn", "tinkernet.optim", "tinkernet.graph", "scipy", "sklearn"),
    probe=call_for_dict,
    left_open=(
        "The order of the keys.",
        "Sums so large that the sigmoid rounds to 0 or 1.",
    ),
)
