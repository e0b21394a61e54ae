"""What goes wrong on the way back through a layer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._exercise import Mistake

Array = NDArray[Any]
Part = Callable[[Array, Array, Array], Any]


def _to_x(grad_y: Array, X: Array, W: Array) -> Any:
    return grad_y @ W.T


def _to_w(grad_y: Array, X: Array, W: Array) -> Any:
    return X.T @ grad_y


def _to_b(grad_y: Array, X: Array, W: Array) -> Any:
    return grad_y.sum(axis=0)


def _with(to_X: Part = _to_x, to_W: Part = _to_w, to_b: Part = _to_b) -> Callable[..., Any]:
    def answer(grad_y: Array, X: Array, W: Array) -> tuple[Any, Any, Any]:
        return to_X(grad_y, X, W), to_W(grad_y, X, W), to_b(grad_y, X, W)

    return answer


def _mean(part: Part) -> Part:
    return lambda grad_y, X, W: part(grad_y, X, W) / len(X)


def _reshaped_x(grad_y: Array, X: Array, W: Array) -> Any:
    return grad_y @ W.reshape(W.shape[::-1])


def _reshaped_w(grad_y: Array, X: Array, W: Array) -> Any:
    return X.reshape(X.shape[::-1]) @ grad_y


def _flipped(part: Part) -> Part:
    return lambda grad_y, X, W: part(grad_y, X, W).T


MISTAKES = (
    Mistake(
        "mean_for_sum",
        "means over the examples where sums belong",
        "If the loss is a mean, grad_y has been divided by m already. Once is enough.",
        (
            _with(to_W=_mean(_to_w), to_b=_mean(_to_b)),
            _with(to_W=_mean(_to_w)),
            _with(to_b=_mean(_to_b)),
            _with(_mean(_to_x), _mean(_to_w), _mean(_to_b)),
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
            _with(to_X=_reshaped_x),
            _with(to_W=_reshaped_w),
            _with(to_X=_reshaped_x, to_W=_reshaped_w),
        ),
    ),
    Mistake(
        "result_transposed",
        "a result with rows and columns exchanged",
        "A gradient has the shape of what it is the gradient of.",
        (
            _with(to_X=_flipped(_to_x)),
            _with(to_W=_flipped(_to_w)),
            _with(to_X=_flipped(_to_x), to_W=_flipped(_to_w)),
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
            lambda *given: tuple(_with()(*given)[k] for k in (1, 0, 2)),
            lambda *given: tuple(_with()(*given)[k] for k in (1, 2, 0)),
        ),
    ),
)
