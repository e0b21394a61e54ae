"""network_gradient(x, y, w, w_out): nine partial derivatives by hand (deck 003)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise
from .network_gradient_mistakes import MISTAKES

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give samples of deck 003, errors of both signs, a silent output, and random networks."""
    w = np.array([[1.0, -0.5], [0.5, 2.0], [-1.5, 1.0]])
    w_out = np.array([1.0, -2.0, 0.5])
    fixed = [
        Case("one feature is 0", {"x": np.array([0.0, 1.0]), "y": 1, "w": w, "w_out": w_out}),
        Case("both signs", {"x": np.array([1.0, -1.0]), "y": 0, "w": w, "w_out": w_out}),
        Case("nothing comes in", {"x": np.array([0.0, 0.0]), "y": 0, "w": w, "w_out": w_out}),
        Case(
            "output weights of 0",
            {"x": np.array([-1.0, 1.0]), "y": 1, "w": w, "w_out": np.zeros(3)},
        ),
    ]
    drawn = [
        Case(
            f"a random network, y = {y}",
            {
                "x": rng.uniform(0.4, 1.2, 2) * rng.choice([-1, 1], 2),
                "y": y,
                "w": rng.normal(0.0, 1.0, (3, 2)),
                "w_out": rng.normal(0.0, 1.0, 3),
            },
        )
        for y in (0, 1, 1, 0)
    ]
    return fixed + drawn


def reference(x: Array, y: float, w: Array, w_out: Array) -> tuple[Any, Any]:
    """Go back through square, sigmoid, sum, tanh and sum."""
    h = np.tanh(w @ x)
    p = 1 / (1 + np.exp(-(w_out @ h)))
    d_sum = 2 * (p - y) * p * (1 - p)
    d_z = d_sum * w_out * (1 - h**2)
    return np.outer(d_z, x), d_sum * h


def in_plain_python(x: Array, y: float, w: Array, w_out: Array) -> list[Any]:
    """Write the partial derivatives one by one, with lists."""
    total = 0.0
    hidden = []
    for j in range(3):
        hidden.append(math.tanh(w[j][0] * x[0] + w[j][1] * x[1]))
        total += w_out[j] * hidden[j]
    p = 1.0 / (1.0 + math.exp(-total))
    grad_w, grad_w_out = [], []
    for j in range(3):
        grad_w_out.append(-2.0 * (y - p) * p * (1.0 - p) * hidden[j])
        back = -2.0 * (y - p) * p * (1.0 - p) * w_out[j] / math.cosh(math.atanh(hidden[j])) ** 2
        grad_w.append([back * x[0], back * x[1]])
    return [grad_w, grad_w_out]


def as_columns(x: Array, y: float, w: Array, w_out: Array) -> tuple[Any, Any]:
    """Use columns and broadcasting, in single precision."""
    column, row = x.astype("float32").reshape(2, 1), w_out.astype("float32").reshape(1, 3)
    h = np.tanh(w.astype("float32") @ column)
    p = 1 / (1 + np.exp(-row @ h))
    d = 2 * (p - y) * p * (1 - p)
    return (d * row.T * (1 - h * h)) * column.T, (d * h)[:, 0]


def by_dual_numbers(x: Array, y: float, w: Array, w_out: Array) -> tuple[Any, Any]:
    """Take each derivative by an imaginary step."""
    theta = np.concatenate([w.ravel(), w_out]).astype(complex)
    found = np.empty(9)
    for k in range(9):
        moved = theta.copy()
        moved[k] += 1e-20j
        h = np.tanh(moved[:6].reshape(3, 2) @ x)
        found[k] = ((y - 1 / (1 + np.exp(-moved[6:] @ h))) ** 2).imag / 1e-20
    return found[:6].reshape(3, 2), found[6:]


NETWORK_GRADIENT = Exercise(
    name="network_gradient",
    title="Nine slopes by hand",
    assignment="04_backprop",
    points=4,
    answers=("network_gradient",),
    returns=("grad_w", "grad_w_out"),
    asked="network_gradient(x, y, w, w_out) should return (grad_w, grad_w_out), the partial "
    "derivatives of (y - sigmoid(sum of w_out tanh(w x))) squared, in the shapes of w and w_out.",
    cases=cases,
    reference=reference,
    mistakes=MISTAKES,
    alternatives=(in_plain_python, as_columns, by_dual_numbers),
    forbidden=("tinkernet.nn", "tinkernet.graph", "tinkernet.optim", "scipy", "sklearn"),
    left_open=("How the slopes are found: by formulas, or by differences of your own.",),
)
