"""What goes wrong on the whole way back through a network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._exercise import Mistake

Array = NDArray[Any]
Params = Mapping[str, Array]
Step = Callable[..., Any]
Grads = dict[str, Any]


def _s(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def _error(p: Array, y: Array) -> Any:
    return (p - y[:, None]) / len(p)


def _network(
    X: Array,
    y: Array,
    params: Params,
    *,
    b1: float = 1.0,
    b2: float = 1.0,
    tanh: Step = np.tanh,
    sigmoid: Step = _s,
    d_out: Step = _error,
    d_tanh: Step = lambda Z, H: 1 - H**2,
    back: Step = lambda d, W2, step: d @ W2.T,
    hidden: Step = lambda X, Z, H: H,
) -> Grads:
    """Return gradients that go wrong where a step is not the usual one."""
    Z = X @ params["W1"] + b1 * params["b1"]
    H = tanh(Z)
    d = d_out(sigmoid(H @ params["W2"] + b2 * params["b2"]), y)
    into = hidden(X, Z, H)
    d_hidden = back(d, params["W2"], into.T @ d) * d_tanh(Z, H)
    return {
        "W1": X.T @ d_hidden, "b1": d_hidden.sum(axis=0),
        "W2": into.T @ d, "b2": d.sum(axis=0),
    }  # fmt: skip


def _with(**steps: Any) -> Callable[..., Grads]:
    return partial(_network, **steps)


def _then(change: Callable[[Grads, int], Grads]) -> Callable[..., Grads]:
    """Write an answer that finds everything and then changes it."""
    return lambda X, y, params: change(_network(X, y, params), len(X))


def _only(names: str, change: Callable[[Any, int], Any]) -> Callable[..., Grads]:
    """Change the gradients named; the others are right."""
    return _then(
        lambda found, m: {
            name: change(value, m) if name in names.split() else value
            for name, value in found.items()
        }
    )


ALL = "W1 b1 W2 b2"

MISTAKES = (
    Mistake(
        "sum_for_mean",
        "sums over the examples where the mean is meant",
        "The loss is a mean over m examples. Where does the m appear in your gradients?",
        (
            _only(ALL, lambda value, m: value * m),
            _only("W1 W2", lambda value, m: value * m),
            _only("b1 b2", lambda value, m: value * m),
        ),
    ),
    Mistake(
        "divided_twice",
        "gradients divided by the number of examples twice",
        "Once is right: either in the error at the output or at the end.",
        (
            _only(ALL, lambda value, m: value / m),
            _only("W1 W2", lambda value, m: value / m),
            _only("b1 b2", lambda value, m: value / m),
            _only("W1 b1", lambda value, m: value / m),
        ),
    ),
    Mistake(
        "sign",
        "every gradient with its sign turned round",
        "If the output is too high, raising b2 makes the loss grow: which sign has its slope?",
        (
            _with(d_out=lambda p, y: (y[:, None] - p) / len(p)),
            _with(d_out=lambda p, y: y[:, None] - p),
        ),
    ),
    Mistake(
        "sigmoid_slope_too_many",
        "the slope of the sigmoid counted although it has cancelled already",
        "With cross-entropy the slope of the sigmoid cancels. With the squared error it would not: "
        "which loss have you differentiated?",
        (
            _with(d_out=lambda p, y: _error(p, y) * p * (1 - p)),
            _with(d_out=lambda p, y: 2 * _error(p, y) * p * (1 - p)),
        ),
    ),
    Mistake(
        "factor_of_two",
        "a 2 that belongs to the squared error",
        "The loss is cross-entropy; nothing is squared here.",
        (_with(d_out=lambda p, y: 2 * _error(p, y)),),
    ),
    Mistake(
        "tanh_slope_forgotten",
        "the slope of tanh left out on the way to the first layer",
        "Between W2 and W1 stands an activation, and the chain has a factor for it.",
        (_with(d_tanh=lambda Z, H: np.ones_like(H)),),
    ),
    Mistake(
        "slope_at_activation",
        "the slope of tanh taken at its output instead of at the sum before it",
        "What did tanh get on the way forward? Its slope belongs there.",
        (_with(d_tanh=lambda Z, H: 1 - np.tanh(H) ** 2),),
    ),
    Mistake(
        "z_for_activation",
        "1 - a squared with the sum before tanh in the place of a",
        "In that formula a is what comes out of tanh.",
        (_with(d_tanh=lambda Z, H: 1 - Z**2),),
    ),
    Mistake(
        "another_slope",
        "the slope of another activation, or not quite that of tanh",
        "The hidden units have tanh, and its slope is the same at z and at -z.",
        (
            _with(d_tanh=lambda Z, H: H * (1 - H)),
            _with(d_tanh=lambda Z, H: 1 - H),
            _with(d_tanh=lambda Z, H: 1.0 * (Z > 0)),
        ),
    ),
    Mistake(
        "weights_forgotten",
        "the output weights left out on the way back",
        "A hidden unit whose output weight is 0 cannot change the loss. What does yours say?",
        (_with(back=lambda d, W2, step: d @ np.ones_like(W2.T)),),
    ),
    Mistake(
        "updated_too_early",
        "a W2 that had moved already when the first layer needed it",
        "All gradients belong to the same network. Which W2 did the way forward use?",
        tuple(
            _with(back=lambda d, W2, step, lr=lr: d @ (W2 - lr * step).T) for lr in (1.0, 0.5, 0.1)
        ),
    ),
    Mistake(
        "sum_before_tanh",
        "W2 treated as if it got the sums before tanh",
        "What goes into the second layer: X W1 + b1, or what tanh makes of it?",
        (_with(hidden=lambda X, Z, H: Z),),
    ),
    Mistake(
        "bias_forgotten",
        "a network without its biases on the way forward",
        "There are four things in params. Does the way forward use them all?",
        (_with(b1=0.0, b2=0.0), _with(b1=0.0), _with(b2=0.0)),
    ),
    Mistake(
        "activation_forgotten",
        "a way forward with an activation missing",
        "Two activations, one after each layer: tanh, then sigmoid.",
        (
            _with(sigmoid=lambda z: z),
            _with(tanh=lambda Z: Z, d_tanh=lambda Z, H: np.ones_like(H)),
            _with(tanh=lambda Z: Z),
        ),
    ),
    Mistake(
        "sigmoid_twice",
        "the sigmoid applied twice at the output",
        "Count the sigmoids between the last sum and p.",
        (_with(sigmoid=lambda z: _s(_s(z))),),
    ),
    Mistake(
        "mean_error",
        "every example with the same error, because p - y became a table",
        "p is a column of shape (m, 1) and y is flat. What does NumPy make of their difference?",
        (
            _with(d_out=lambda p, y: np.mean(p - y, axis=1, keepdims=True) / len(p)),
            _with(d_out=lambda p, y: np.sum(p - y, axis=1, keepdims=True) / len(p)),
        ),
    ),
    Mistake(
        "bias_shape",
        "gradients of biases that have another shape than the biases",
        "b1 has shape (h,), and so has its gradient. Over which axis is summed, and what stays?",
        (
            _only("b1 b2", lambda value, m: value[None, :]),
            _only("b1 b2", lambda value, m: value.sum()),
            _only("b1", lambda value, m: value[None, :]),
            _only("b1", lambda value, m: value.sum()),
            _only("b2", lambda value, m: value.sum()),
        ),
    ),
    Mistake(
        "transposed",
        "gradients of weights with rows and columns exchanged",
        "A gradient has the shape of what it is the gradient of.",
        (
            _only("W1 W2", lambda value, m: value.T),
            _only("W1", lambda value, m: value.T),
            _only("W2", lambda value, m: value.T),
        ),
    ),
)
