"""What goes wrong with nine slopes by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._exercise import Mistake

Array = NDArray[Any]
Answer = Callable[..., Any]


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
        "In (y - y_hat)^2 the y_hat, and with it every weight, has a minus in front.",
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
        (lambda *given: _back()(*given)[::-1],),
    ),
)
