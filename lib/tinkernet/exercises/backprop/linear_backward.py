"""linear_backward(grad_y, X, W): back through a whole layer (decks 001 and 004)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise
from .linear_backward_mistakes import MISTAKES

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one example, squares in which nothing raises, and layers of all proportions."""
    fixed = [
        Case(
            "one example, one input, one unit",
            {"grad_y": np.array([[2.0]]), "X": np.array([[3.0]]), "W": np.array([[-0.5]])},
        ),
        Case(
            "everything two by two",
            {
                "grad_y": np.array([[1.0, 2.0], [-3.0, 0.5]]),
                "X": np.array([[2.0, -1.0], [0.0, 4.0]]),
                "W": np.array([[1.0, 3.0], [-2.0, 0.5]]),
            },
        ),
    ]
    drawn = [
        Case(
            f"{m} example{'s' * (m > 1)}, {d} input{'s' * (d > 1)}, {k} unit{'s' * (k > 1)}",
            {
                "grad_y": rng.normal(0.3, 1.0, (m, k)),
                "X": rng.normal(0.5, 1.0, (m, d)),
                "W": rng.normal(0.0, 1.0, (d, k)),
            },
        )
        for m, d, k in ((1, 3, 2), (3, 3, 3), (4, 2, 1), (4, 3, 2), (6, 2, 5))
    ]
    return fixed + drawn


def reference(grad_y: Array, X: Array, W: Array) -> tuple[Any, Any, Any]:
    """Return what reaches the inputs, the weights and the biases."""
    return grad_y @ W.T, X.T @ grad_y, grad_y.sum(axis=0)


def in_loops(grad_y: Array, X: Array, W: Array) -> list[Any]:
    """Add up every product with plain Python."""
    m, d, k = len(X), len(W), len(W[0])
    grad_X = [[0.0] * d for _ in range(m)]
    grad_W = [[0.0] * k for _ in range(d)]
    grad_b = [0.0] * k
    for i in range(m):
        for j in range(k):
            grad_b[j] += grad_y[i][j]
            for n in range(d):
                grad_X[i][n] += grad_y[i][j] * W[n][j]
                grad_W[n][j] += grad_y[i][j] * X[i][n]
    return [grad_X, grad_W, grad_b]


def by_einsum(grad_y: Array, X: Array, W: Array) -> tuple[Any, ...]:
    """Name the axes, in single precision."""
    grad_y, X, W = (each.astype(np.float32) for each in (grad_y, X, W))
    grad_X, grad_W = np.einsum("mk,dk->md", grad_y, W), np.einsum("mk,md->dk", grad_y, X)
    return grad_X, grad_W, np.einsum("mk->k", grad_y)


def by_outer_products(grad_y: Array, X: Array, W: Array) -> tuple[Any, Any, Any]:
    """Add one outer product an example; transpose at the end."""
    grad_W, grad_b = np.zeros(W.shape), np.zeros(W.shape[1])
    for x, g in zip(X, grad_y, strict=True):
        grad_W += x[:, None] * g[None, :]
        grad_b += g
    return np.dot(W, np.transpose(grad_y)).T, grad_W, grad_b


LINEAR_BACKWARD = Exercise(
    name="linear_backward",
    title="Back through a layer",
    assignment="04_backprop",
    points=3,
    answers=("linear_backward",),
    returns=("grad_X", "grad_W", "grad_b"),
    asked="linear_backward(grad_y, X, W) should return (grad_X, grad_W, grad_b), the "
    "derivatives of the loss with respect to the parts of Y = X W + b, in their shapes.",
    cases=cases,
    reference=reference,
    mistakes=MISTAKES,
    alternatives=(in_loops, by_einsum, by_outer_products),
    forbidden=("tinkernet.nn", "tinkernet.optim", "scipy", "sklearn"),
)
