"""What goes wrong on the way back through a convolution."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._exercise import Mistake

Array = NDArray[Any]
Part = Callable[[Array, Array, Array], Any]


def _windows(x: Array, shape: tuple[int, ...]) -> Any:
    return np.lib.stride_tricks.sliding_window_view(x, shape[2:], axis=(2, 3))


def _framed(grad_y: Array, weight: Array) -> Any:
    return np.pad(grad_y, [(0, 0), (0, 0), *((k - 1, k - 1) for k in weight.shape[2:])])


def _to_x(grad_y: Array, x: Array, weight: Array) -> Any:
    windows = _windows(_framed(grad_y, weight), weight.shape)
    return np.einsum("nohwij,ocij->nchw", windows, weight[:, :, ::-1, ::-1])


def _to_weight(grad_y: Array, x: Array, weight: Array) -> Any:
    return np.einsum("nchwij,nohw->ocij", _windows(x, weight.shape), grad_y)


def _to_bias(grad_y: Array, x: Array, weight: Array) -> Any:
    return grad_y.sum(axis=(0, 2, 3))


def _with(
    to_x: Part = _to_x, to_weight: Part = _to_weight, to_bias: Part = _to_bias
) -> Callable[[Array, Array, Array], tuple[Any, Any, Any]]:
    """Put an answer together of three parts."""

    def answer(grad_y: Array, x: Array, weight: Array) -> tuple[Any, Any, Any]:
        given = (grad_y, x, weight)
        return to_x(*given), to_weight(*given), to_bias(*given)

    return answer


def _over(part: Part, size: Callable[[Array, Array], float]) -> Part:
    """Divide a part by a number of things."""
    return lambda grad_y, x, weight: part(grad_y, x, weight) / size(grad_y, weight)


def _examples(grad_y: Array, weight: Array) -> float:
    return float(len(grad_y))


def _places(grad_y: Array, weight: Array) -> float:
    return float(grad_y[0, 0].size)


def _everything(grad_y: Array, weight: Array) -> float:
    return float(len(grad_y) * grad_y[0, 0].size)


def _x_overwritten(by_window: bool) -> Part:
    """Set the slopes under each window instead of adding to them."""

    def to_x(grad_y: Array, x: Array, weight: Array) -> Any:
        grad_x = np.zeros_like(x)
        rows, columns = grad_y.shape[2:]
        tall, wide = weight.shape[2:]
        if by_window:
            for i, j in np.ndindex(rows, columns):
                back = np.einsum("no,ocij->ncij", grad_y[:, :, i, j], weight)
                grad_x[:, :, i : i + tall, j : j + wide] = back
        else:
            for i, j in np.ndindex(tall, wide):
                back = np.einsum("nohw,oc->nchw", grad_y, weight[:, :, i, j])
                grad_x[:, :, i : i + rows, j : j + columns] = back
        return grad_x

    return to_x


def _last_window_only(grad_y: Array, x: Array, weight: Array) -> Any:
    """Set the slopes of the weights at each place instead of adding to them."""
    tall, wide = weight.shape[2:]
    window = x[:, :, -tall:, -wide:]
    return np.einsum("no,ncij->ocij", grad_y[:, :, -1, -1], window)


def _last_kernel_only(grad_y: Array, x: Array, weight: Array) -> Any:
    return _to_x(grad_y[:, -1:], x, weight[-1:])


MISTAKES = (
    Mistake(
        "kernel_not_turned",
        "grad_x with the kernel the wrong way round",
        "Which weight did a pixel meet on the way forward? Window by window it gets its share from "
        "that very weight. Only who slides a kernel over a padded grad_y has to turn it first.",
        (
            _with(to_x=lambda g, x, w: _to_x(g, x, w[:, :, ::-1, ::-1])),
            _with(to_x=lambda g, x, w: _to_x(g, x, w[:, :, ::-1])),
            _with(to_x=lambda g, x, w: _to_x(g, x, w[:, :, :, ::-1])),
        ),
    ),
    Mistake(
        "overwritten",
        "grad_x overwritten where windows overlap",
        "A pixel lies in several windows, and each of them has its share: = or += ?",
        (_with(to_x=_x_overwritten(True)), _with(to_x=_x_overwritten(False))),
    ),
    Mistake(
        "weights_overwritten",
        "grad_weight of a single window or image",
        "A weight is used at every place of every image, and each use has its share: = or += ?",
        (
            _with(to_weight=_last_window_only),
            _with(to_weight=lambda g, x, w: _to_weight(g[-1:], x[-1:], w)),
            _with(to_weight=lambda g, x, w: _to_weight(g[:1], x[:1], w)),
        ),
    ),
    Mistake(
        "divided_by_examples",
        "means over the examples where sums belong",
        "If the loss is a mean, grad_y has been divided by N already. Once is enough.",
        (
            _with(_to_x, _over(_to_weight, _examples), _over(_to_bias, _examples)),
            _with(to_weight=_over(_to_weight, _examples)),
            _with(to_bias=_over(_to_bias, _examples)),
            _with(*(_over(part, _examples) for part in (_to_x, _to_weight, _to_bias))),
        ),
    ),
    Mistake(
        "divided_by_places",
        "means over the places of the feature map where sums belong",
        "Every place that used the weight adds its share.",
        (
            _with(to_weight=_over(_to_weight, _places)),
            _with(to_bias=_over(_to_bias, _places)),
            _with(_to_x, _over(_to_weight, _places), _over(_to_bias, _places)),
            _with(to_bias=_over(_to_bias, _everything)),
            _with(_to_x, _over(_to_weight, _everything), _over(_to_bias, _everything)),
        ),
    ),
    Mistake(
        "bias_not_summed",
        "grad_bias that is not added up over examples and places",
        "There is one bias a kernel. It is added at every place of every image.",
        (
            _with(to_bias=lambda g, x, w: g.sum(axis=0)),
            _with(to_bias=lambda g, x, w: g.sum(axis=(2, 3))),
            _with(to_bias=lambda g, x, w: g),
        ),
    ),
    Mistake(
        "bias_collapsed",
        "one number as grad_bias, for all kernels together",
        "There are as many biases as kernels: over which axes is summed, and which one stays?",
        (_with(to_bias=lambda g, x, w: g.sum()),),
    ),
    Mistake(
        "bias_by_weights",
        "grad_bias multiplied with what the kernel sees",
        "By how much does y grow when the bias grows by 1?",
        (
            _with(to_bias=lambda g, x, w: _to_weight(g, x, w).sum(axis=(1, 2, 3))),
            _with(to_bias=lambda g, x, w: g.sum(axis=(0, 2, 3)) * w[0].size),
        ),
    ),
    Mistake(
        "one_kernel_only",
        "grad_x from one kernel alone",
        "All output channels depend on the same pixel: their shares are added.",
        (
            _with(to_x=_last_kernel_only),
            _with(to_x=lambda g, x, w: _to_x(g[:, :1], x, w[:1])),
        ),
    ),
    Mistake(
        "weights_turned",
        "grad_weight turned round by half a turn",
        "Weight (i, j) has met pixel (i + row, j + column). Slide grad_y over x as it is.",
        (_with(to_weight=lambda g, x, w: _to_weight(g, x, w)[:, :, ::-1, ::-1]),),
    ),
    Mistake(
        "sign_turned",
        "slopes with the opposite sign",
        "The minus belongs to the step of gradient descent, not to the slope.",
        (_with(*(_over(part, lambda g, w: -1.0) for part in (_to_x, _to_weight, _to_bias))),),
    ),
    Mistake(
        "x_and_weight_swapped",
        "grad_x and grad_weight in each other's place",
        "The order is grad_x, grad_weight, grad_bias.",
        (_with(_to_weight, _to_x, _to_bias),),
    ),
)
