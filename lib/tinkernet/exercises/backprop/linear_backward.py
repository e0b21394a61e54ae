"""linear_backward(grad_y, X, W): back through a whole layer (decks 001 and 004)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake

Array = NDArray[Any]
Part = Callable[[Array, Array, Array], Any]


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


def by_einsum(grad_y: Array, X: Array, W: Array) -> dict[str, Any]:
    """Name the axes, in single precision."""
    grad_y, X, W = (each.astype(np.float32) for each in (grad_y, X, W))
    return {
        "grad_X": np.einsum("mk,dk->md", grad_y, W),
        "grad_W": np.einsum("mk,md->dk", grad_y, X),
        "grad_b": np.einsum("mk->k", grad_y),
    }


def by_outer_products(grad_y: Array, X: Array, W: Array) -> tuple[Any, Any, Any]:
    """Add one outer product an example; transpose at the end."""
    grad_W, grad_b = np.zeros(W.shape), np.zeros(W.shape[1])
    for x, g in zip(X, grad_y, strict=True):
        grad_W += x[:, None] * g[None, :]
        grad_b += g
    return np.dot(W, np.transpose(grad_y)).T, grad_W, grad_b


def _to_X(grad_y: Array, X: Array, W: Array) -> Any:
    return grad_y @ W.T


def _to_W(grad_y: Array, X: Array, W: Array) -> Any:
    return X.T @ grad_y


def _to_b(grad_y: Array, X: Array, W: Array) -> Any:
    return grad_y.sum(axis=0)


def _with(to_X: Part = _to_X, to_W: Part = _to_W, to_b: Part = _to_b) -> Callable[..., Any]:
    def answer(grad_y: Array, X: Array, W: Array) -> tuple[Any, Any, Any]:
        return to_X(grad_y, X, W), to_W(grad_y, X, W), to_b(grad_y, X, W)

    return answer


def _mean(part: Part) -> Part:
    return lambda grad_y, X, W: part(grad_y, X, W) / len(X)


def _reshaped_X(grad_y: Array, X: Array, W: Array) -> Any:
    return grad_y @ W.reshape(W.shape[::-1])


def _reshaped_W(grad_y: Array, X: Array, W: Array) -> Any:
    return X.reshape(X.shape[::-1]) @ grad_y


def _flipped(part: Part) -> Part:
    return lambda grad_y, X, W: part(grad_y, X, W).T


MISTAKES = (
    Mistake(
        "mean_for_sum",
        "means over the examples where sums belong",
        "If the loss is a mean, grad_y has been divided by m already. Once is enough.",
        (
            _with(to_W=_mean(_to_W), to_b=_mean(_to_b)),
            _with(to_W=_mean(_to_W)),
            _with(to_b=_mean(_to_b)),
            _with(_mean(_to_X), _mean(_to_W), _mean(_to_b)),
        ),
    ),
    Mistake(
        "bias_over_units",
        "grad_b summed over the units instead of over the examples",
        "There is one bias a unit, and every example pulls at it. Which axis holds the examples?",
        (
            _with(to_b=lambda grad_y, X, W: grad_y.sum(axis=1)),
            _with(to_b=lambda grad_y, X, W: grad_y.sum(axis=1, keepdims=True)),
        ),
    ),
    Mistake(
        "bias_collapsed",
        "one number as grad_b, for all units together",
        "There are as many biases as units. Over which axis should be summed, and which stays?",
        (_with(to_b=lambda grad_y, X, W: np.sum(grad_y)),),
    ),
    Mistake(
        "bias_not_summed",
        "a grad_b with a row for every example",
        "All examples share one bias a unit. What becomes of their shares?",
        (_with(to_b=lambda grad_y, X, W: grad_y),),
    ),
    Mistake(
        "bias_as_row",
        "grad_b as a table with one row or one column",
        "b has shape (k,), and so has its gradient.",
        (
            _with(to_b=lambda grad_y, X, W: grad_y.sum(axis=0, keepdims=True)),
            _with(to_b=lambda grad_y, X, W: grad_y.sum(axis=0)[:, None]),
        ),
    ),
    Mistake(
        "reshape_for_transpose",
        "reshape used where rows and columns should be exchanged",
        "reshape keeps the numbers in their order. Try it on a table of 2 by 3 and look.",
        (
            _with(to_X=_reshaped_X),
            _with(to_W=_reshaped_W),
            _with(to_X=_reshaped_X, to_W=_reshaped_W),
        ),
    ),
    Mistake(
        "result_transposed",
        "a result with rows and columns exchanged",
        "A gradient has the shape of what it is the gradient of.",
        (
            _with(to_X=_flipped(_to_X)),
            _with(to_W=_flipped(_to_W)),
            _with(to_X=_flipped(_to_X), to_W=_flipped(_to_W)),
        ),
    ),
    Mistake(
        "product_of_sums",
        "grad_W as a product of sums instead of a sum of products",
        "Each example multiplies its own x with its own gradient; only then is added up.",
        (
            _with(to_W=lambda grad_y, X, W: np.outer(X.sum(axis=0), grad_y.sum(axis=0))),
            _with(to_W=lambda grad_y, X, W: np.outer(X.mean(axis=0), grad_y.sum(axis=0))),
        ),
    ),
    Mistake(
        "inputs_summed",
        "grad_X added up over the examples",
        "X has a row for every example, and so has its gradient.",
        (
            _with(to_X=lambda grad_y, X, W: (grad_y @ W.T).sum(axis=0)),
            _with(to_X=lambda grad_y, X, W: grad_y.sum(axis=0) @ W.T),
        ),
    ),
    Mistake(
        "grad_y_forgotten",
        "local slopes alone, without the gradient that came from behind",
        "The chain rule multiplies what comes from behind with the layer's own slopes.",
        (
            _with(
                to_X=lambda grad_y, X, W: np.ones_like(grad_y) @ W.T,
                to_W=lambda grad_y, X, W: X.T @ np.ones_like(grad_y),
                to_b=lambda grad_y, X, W: np.full(W.shape[1], len(X)),
            ),
            _with(
                to_X=lambda grad_y, X, W: W.T,
                to_W=lambda grad_y, X, W: X.T,
                to_b=lambda grad_y, X, W: np.ones(W.shape[1]),
            ),
        ),
    ),
    Mistake(
        "another_order",
        "the three results in another order",
        "First what reaches X, then what reaches W, then b.",
        (
            lambda grad_y, X, W: tuple(reference(grad_y, X, W)[k] for k in (1, 0, 2)),
            lambda grad_y, X, W: tuple(reference(grad_y, X, W)[k] for k in (1, 2, 0)),
        ),
    ),
)

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
