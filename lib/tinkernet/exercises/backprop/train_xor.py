"""train_xor(rng): a network that finds XOR by itself (decks 001, 002 and 004)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case, call_for_each_seed

from .._exercise import Exercise
from .train_xor_mistakes import MISTAKES
from .train_xor_signs import X, Y, fingerprint, measure

Array = NDArray[Any]
Params = dict[str, Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give ten seeds, and the first of them once more."""
    seeds = rng.choice(10**6, 10, replace=False)
    return [Case("ten seeds, then the first again", {"seeds": np.append(seeds, seeds[0])})]


def reference(rng: np.random.Generator) -> Params:
    """Walk downhill on all four points at once, from eight hidden units."""
    W1, b1 = rng.normal(0.0, 1.0, (2, 8)), np.zeros(8)
    W2, b2 = rng.normal(0.0, 1.0, (8, 1)), np.zeros(1)
    for _ in range(400):
        H = np.tanh(X @ W1 + b1)
        p = 1 / (1 + np.exp(-(H @ W2 + b2)))
        d_out = (p - Y.reshape(-1, 1)) / 4
        d_hidden = d_out @ W2.T * (1 - H**2)
        W2, b2 = W2 - H.T @ d_out, b2 - d_out.sum(axis=0)
        W1, b1 = W1 - X.T @ d_hidden, b1 - d_hidden.sum(axis=0)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


def one_point_at_a_time(rng: np.random.Generator) -> Params:
    """Take a step after every point, with lists and loops."""
    h = 5
    W1 = [[rng.uniform(-1.5, 1.5) for _ in range(h)] for _ in range(2)]
    W2 = [[rng.uniform(-1.5, 1.5)] for _ in range(h)]
    b1, b2 = [rng.uniform(-0.5, 0.5) for _ in range(h)], [0.0]
    points = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]
    for step in range(1600):
        first, second, y = points[step % 4]
        hidden = [math.tanh(first * W1[0][j] + second * W1[1][j] + b1[j]) for j in range(h)]
        z = sum(hidden[j] * W2[j][0] for j in range(h)) + b2[0]
        error = 0.5 * (1 / (1 + math.exp(-z)) - y)
        for j in range(h):
            back = error * W2[j][0] * (1 - hidden[j] ** 2)
            W2[j][0] -= error * hidden[j]
            W1[0][j] -= back * first
            W1[1][j] -= back * second
            b1[j] -= back
        b2[0] -= error
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


def until_it_is_enough(rng: np.random.Generator) -> Params:
    """Keep everything in one dict, and stop when the loss is low."""
    params = {"b2": np.zeros(1), "W2": rng.standard_normal((16, 1)) / 4, "b1": np.zeros(16),
              "W1": rng.standard_normal((2, 16))}  # fmt: skip
    for _ in range(3000):
        H = np.tanh(X @ params["W1"] + params["b1"])
        d = (1 / (1 + np.exp(-H @ params["W2"] - params["b2"])))[:, 0] - Y
        if np.abs(d).max() < 0.02:
            break
        back = np.outer(d, params["W2"]) * (1 - H**2)
        moves = {"W1": X.T @ back, "b1": back.sum(0), "W2": (H.T @ d)[:, None], "b2": d.sum()}
        params = {name: params[name] - 0.2 * moves[name] for name in params}
    return {name: value.astype(np.float32) for name, value in params.items()}


def drawn_and_solved(rng: np.random.Generator) -> Params:
    """Draw the hidden units, and solve for the output weights."""
    W1, b1 = rng.normal(0.0, 2.0, (2, 12)), rng.normal(0.0, 1.0, 12)
    H = np.tanh(X @ W1 + b1)
    W2 = np.linalg.lstsq(H, 12 * (Y - 0.5), rcond=None)[0]
    return {"W1": W1, "b1": b1, "W2": W2[:, None], "b2": np.zeros(1)}


TRAIN_XOR = Exercise(
    name="train_xor",
    title="XOR finds its own weights",
    assignment="04_backprop",
    points=3,
    answers=("train_xor",),
    returns=("W1", "b1", "W2", "b2"),
    asked="train_xor(rng) should return params as in mlp_gradient, of a network whose mean "
    "binary cross-entropy on XOR's four points is below 0.05, from at least 9 of 10 seeds; each "
    "seed gives a network of its own, and the same one when it comes again.",
    cases=cases,
    reference=reference,
    mistakes=MISTAKES,
    alternatives=(one_point_at_a_time, until_it_is_enough, drawn_and_solved),
    forbidden=("tinkernet.nn", "tinkernet.optim", "tinkernet.graph", "scipy", "sklearn"),
    probe=call_for_each_seed,
    measure=measure,
    parts=(
        "share of seeds that find XOR, each with a network of its own (0.9 is enough)",
        "the same network again from the same seed",
    ),
    fingerprint=fingerprint,
    left_open=(
        "How many hidden units, which first weights, learning rate and number of steps.",
        "How the weights are found; gradient descent is one way.",
    ),
    seconds=30.0,
)
