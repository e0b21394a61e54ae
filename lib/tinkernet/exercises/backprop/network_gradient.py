"""network_gradient(x, y, w, w_out): nine partial derivatives by hand (deck 003)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake

Array = NDArray[Any]
Answer = Callable[..., Any]


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


def _s(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def _slope_of_tanh(z: Array, h: Array) -> Any:
    return 1 - h**2


def _slope_of_sigmoid(z: Any, p: Any) -> Any:
    return p * (1 - p)


def _one(z: Any, a: Any) -> Any:
    return np.ones_like(a)


def _back(
    factor: float = 2.0,
    d_tanh: Answer = _slope_of_tanh,
    d_sigmoid: Answer = _slope_of_sigmoid,
    tanh: Answer = np.tanh,
    sigmoid: Answer = _s,
    through: Answer = lambda w_out: w_out,
    inner: Answer = lambda d_z, x: np.outer(d_z, x),
    outer: Answer = lambda d, z, h, slope: d * h,
) -> Answer:
    """Write an answer that differs from the right one in one or two places."""

    def answer(x: Array, y: float, w: Array, w_out: Array) -> tuple[Any, Any]:
        z = w @ x
        h = tanh(z)
        p = sigmoid(w_out @ h)
        d_sum = factor * (p - y) * d_sigmoid(w_out @ h, p)
        slope = d_tanh(z, h)
        return inner(d_sum * through(w_out) * slope, x), outer(d_sum, z, h, slope)

    return answer


MISTAKES = (
    Mistake(
        "sign",
        "every slope with its sign turned round",
        "The weights have a minus in front of them inside the square. Where has it gone?",
        (_back(-2.0), _back(-1.0)),
    ),
    Mistake(
        "missing_two",
        "a factor of 2 missing",
        "What does the derivative of a square bring in front?",
        (_back(1.0),),
    ),
    Mistake(
        "sigmoid_slope_forgotten",
        "the slope of the sigmoid left out",
        "Between the error and the sum stands the sigmoid; the chain has one factor for it.",
        (_back(d_sigmoid=_one), _back(1.0, d_sigmoid=_one), _back(-2.0, d_sigmoid=_one)),
    ),
    Mistake(
        "tanh_slope_forgotten",
        "the slope of tanh left out in grad_w",
        "How much does tanh(z) change when z does? Near 1 hardly at all.",
        (_back(d_tanh=_one),),
    ),
    Mistake(
        "slope_at_activation",
        "a slope taken at the activation instead of at the sum before it",
        "What goes into tanh, and what into the sigmoid? Their slopes belong there.",
        (
            _back(d_tanh=lambda z, h: 1 - np.tanh(h) ** 2),
            _back(d_sigmoid=lambda z, p: _s(p) * (1 - _s(p))),
            _back(
                d_tanh=lambda z, h: 1 - np.tanh(h) ** 2,
                d_sigmoid=lambda z, p: _s(p) * (1 - _s(p)),
            ),
        ),
    ),
    Mistake(
        "z_for_activation",
        "a slope formula for the activation with the sum put into it",
        "In 1 - a squared and in a (1 - a), a is what comes out of the activation.",
        (
            _back(d_tanh=lambda z, h: 1 - z**2),
            _back(d_sigmoid=lambda z, p: z * (1 - z)),
            _back(d_tanh=lambda z, h: 1 - z**2, d_sigmoid=lambda z, p: z * (1 - z)),
        ),
    ),
    Mistake(
        "square_missing",
        "1 - h where the slope of tanh has a square",
        "The slope of tanh is the same on both sides of 0. Is yours?",
        (_back(d_tanh=lambda z, h: 1 - h),),
    ),
    Mistake(
        "output_weight_forgotten",
        "the output weights left out in grad_w",
        "A hidden unit whose output weight is 0 cannot change the error. What does yours say?",
        (_back(through=np.ones_like),),
    ),
    Mistake(
        "x_forgotten",
        "the input left out in grad_w",
        "A weight on an input of 0 cannot change the error. What does yours say?",
        (
            _back(inner=lambda d_z, x: np.outer(d_z, np.ones(2))),
            _back(inner=lambda d_z, x: d_z),
        ),
    ),
    Mistake(
        "hidden_forgotten",
        "something else than the hidden value as the input of an output weight",
        "By how much does the last sum grow when one output weight grows by 1?",
        (
            _back(outer=lambda d, z, h, slope: d * np.ones(3)),
            _back(outer=lambda d, z, h, slope: d * z),
            _back(outer=lambda d, z, h, slope: d * slope),
            _back(outer=lambda d, z, h, slope: d * h * slope),
        ),
    ),
    Mistake(
        "sigmoid_not_applied",
        "a network without the sigmoid at its end",
        "Write the forward part down once more: what happens to the last sum?",
        (_back(sigmoid=lambda z: z, d_sigmoid=_one), _back(sigmoid=lambda z: z)),
    ),
    Mistake(
        "tanh_not_applied",
        "a network without tanh in its hidden units",
        "Write the forward part down once more: what happens to w x?",
        (_back(tanh=lambda z: z, d_tanh=_one), _back(tanh=lambda z: z)),
    ),
    Mistake(
        "transposed",
        "grad_w with rows and columns exchanged",
        "grad_w has the shape of w: one row a hidden unit, one column an input.",
        (
            _back(inner=lambda d_z, x: np.outer(x, d_z)),
            _back(inner=lambda d_z, x: np.outer(x, d_z).reshape(3, 2)),
        ),
    ),
    Mistake(
        "another_order",
        "the two results in another order",
        "grad_w comes first.",
        (lambda x, y, w, w_out: reference(x, y, w, w_out)[::-1],),
    ),
)

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
    left_open=("How the slopes are found: by hand, or with your own graph or differences.",),
)
