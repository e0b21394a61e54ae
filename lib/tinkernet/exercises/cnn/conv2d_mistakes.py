"""What goes wrong where kernels slide over images."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._exercise import Mistake

Array = NDArray[Any]
Answer = Callable[[Array, Array, Array, int, int], Any]


def _framed(x: Array, p: int) -> Any:
    return np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))


def _sums(wide: Array, weight: Array, down: int, right: int) -> Any:
    """Return the sums under every kernel, without bias; ``wide`` has its zeros already."""
    windows = np.lib.stride_tricks.sliding_window_view(wide, weight.shape[2:], axis=(2, 3))
    return np.einsum("nchwij,ocij->nohw", windows[:, :, ::down, ::right], weight)


def _plus(sums: Array, bias: Array) -> Any:
    return sums + bias[:, None, None]


def _right(x: Array, weight: Array, bias: Array, stride: int, padding: int) -> Any:
    return _plus(_sums(_framed(x, padding), weight, stride, stride), bias)


def _with_bias(factor: Callable[[Array], float]) -> Answer:
    """Add the bias so many times."""
    return lambda x, weight, bias, s, p: _right(x, weight, factor(weight) * bias, s, p)


def _strides(down: Callable[[int], int], right: Callable[[int], int]) -> Answer:
    return lambda x, weight, bias, s, p: _plus(
        _sums(_framed(x, p), weight, down(s), right(s)), bias
    )


def _padded_all_round(x: Array, weight: Array, bias: Array, s: int, p: int) -> Any:
    """Pad every axis, and let the kernel see as many channels as it has."""
    return _plus(_sums(np.pad(x, p)[:, : weight.shape[1]], weight, s, s), bias)


def _padded_channels(x: Array, weight: Array, bias: Array, s: int, p: int) -> Any:
    wide = np.pad(x, ((0, 0), (p, p), (p, p), (p, p)))[:, : weight.shape[1]]
    return _plus(_sums(wide, weight, s, s), bias)


def _one_sided(before: bool) -> Answer:
    def answer(x: Array, weight: Array, bias: Array, s: int, p: int) -> Any:
        side = (p, 0) if before else (0, p)
        return _plus(_sums(np.pad(x, ((0, 0), (0, 0), side, side)), weight, s, s), bias)

    return answer


def _minus_zero(x: Array, weight: Array, bias: Array, s: int, p: int) -> Any:
    """Fill the part wide[p:-p], which is empty for p = 0."""
    wide = np.zeros_like(_framed(x, p), dtype=float)
    inside = wide[:, :, p:-p, p:-p]
    for i in range(inside.shape[2]):
        for j in range(inside.shape[3]):
            inside[:, :, i, j] = x[:, :, i, j]
    return _plus(_sums(wide, weight, s, s), bias)


def _rest_kept(x: Array, weight: Array, bias: Array, s: int, p: int) -> Any:
    """Add zeros at the end until the last window is full."""
    wide = _framed(x, p)
    rest = [-(n - k) % s for n, k in zip(wide.shape[2:], weight.shape[2:], strict=True)]
    wide = np.pad(wide, ((0, 0), (0, 0), (0, rest[0]), (0, rest[1])))
    return _plus(_sums(wide, weight, s, s), bias)


def _whole_numbers(x: Array, weight: Array, bias: Array, s: int, p: int) -> Any:
    return _right(x, weight, bias, s, p).astype(x.dtype)


MISTAKES = (
    Mistake(
        "kernel_flipped",
        "the kernel turned round by half a turn",
        "The top left weight meets the top left pixel of the window. Is something reversed?",
        (lambda x, w, b, s, p: _right(x, w[:, :, ::-1, ::-1], b, s, p),),
    ),
    Mistake(
        "one_axis_flipped",
        "the kernel mirrored along one axis",
        "The top left weight meets the top left pixel of the window. Do both indices grow?",
        (
            lambda x, w, b, s, p: _right(x, w[:, :, ::-1], b, s, p),
            lambda x, w, b, s, p: _right(x, w[:, :, :, ::-1], b, s, p),
        ),
    ),
    Mistake(
        "height_and_width_swapped",
        "height and width in each other's place",
        "Shapes are (..., H, W): rows come first, in the image and in the kernel.",
        (
            lambda x, w, b, s, p: _right(x, w, b, s, p).swapaxes(2, 3),
            lambda x, w, b, s, p: _right(x.swapaxes(2, 3), w, b, s, p).swapaxes(2, 3),
        ),
    ),
    Mistake(
        "bias_forgotten",
        "feature maps without their bias",
        "What comes out where the image holds nothing but zeros?",
        (_with_bias(lambda weight: 0.0),),
    ),
    Mistake(
        "bias_per_element",
        "the bias added again and again within one window",
        "Does the bias stand inside the sum over the window, or behind it?",
        (
            _with_bias(lambda weight: weight[0].size),
            _with_bias(lambda weight: weight[0, 0].size),
            _with_bias(lambda weight: weight.shape[1]),
        ),
    ),
    Mistake(
        "one_bias_for_all",
        "one and the same bias for all kernels",
        "Each output channel has a bias of its own. Along which axis does yours go?",
        (
            lambda x, w, b, s, p: _right(x, w, np.full_like(b, b[0]), s, p),
            lambda x, w, b, s, p: _right(x, w, np.full_like(b, b.sum()), s, p),
        ),
    ),
    Mistake(
        "channel_sum_forgotten",
        "a single input channel: the others are not added",
        "A kernel reaches through all channels, and what they give is added up.",
        (
            lambda x, w, b, s, p: _right(x[:, :1], w[:, :1], b, s, p),
            lambda x, w, b, s, p: _right(x[:, -1:], w[:, -1:], b, s, p),
        ),
    ),
    Mistake(
        "channel_mean",
        "the mean over the window or the channels instead of the sum",
        "No division is asked for.",
        (
            lambda x, w, b, s, p: _right(x, w / w.shape[1], b, s, p),
            lambda x, w, b, s, p: _right(x, w / w[0].size, b, s, p),
            lambda x, w, b, s, p: _right(x, w / w[0, 0].size, b, s, p),
        ),
    ),
    Mistake(
        "kernel_shared_by_all",
        "one kernel for all output channels",
        "Output channel o has the kernel weight[o]. Does yours depend on o?",
        (
            lambda x, w, b, s, p: _right(x, np.repeat(w[:1], len(w), axis=0), b, s, p),
            lambda x, w, b, s, p: _right(x, np.repeat(w[-1:], len(w), axis=0), b, s, p),
        ),
    ),
    Mistake(
        "stride_ignored",
        "a stride of 1, whatever stride says",
        "How far does the window move from one output to the next?",
        (_strides(lambda s: 1, lambda s: 1),),
    ),
    Mistake(
        "stride_along_one_axis",
        "the stride along one axis only",
        "The stride holds for rows and for columns.",
        (_strides(lambda s: s, lambda s: 1), _strides(lambda s: 1, lambda s: s)),
    ),
    Mistake(
        "padding_ignored",
        "no padding, whatever padding says",
        "Add the border of zeros before anything slides.",
        (lambda x, w, b, s, p: _right(x, w, b, s, 0),),
    ),
    Mistake(
        "padding_on_one_side",
        "zeros at one side only",
        "The border goes all the way round: top, bottom, left and right.",
        (_one_sided(True), _one_sided(False)),
    ),
    Mistake(
        "channels_padded",
        "zeros added along the channels or the examples, too",
        "np.pad wants a pair for each axis. Which two of the four get zeros?",
        (_padded_channels, _padded_all_round),
    ),
    Mistake(
        "minus_zero",
        "nothing but the bias where padding is 0",
        "For padding 0 the slice p:-p is 0:0, which is empty. Say where it ends in another way.",
        (_minus_zero,),
    ),
    Mistake(
        "rest_kept",
        "windows that stick out at the bottom and at the right",
        "What is left at the edge when the stride does not come out even is dropped: // rounds "
        "down.",
        (_rest_kept,),
    ),
    Mistake(
        "channels_last",
        "feature maps with their channels last",
        "The order is (N, O, H_out, W_out).",
        (lambda x, w, b, s, p: np.moveaxis(_right(x, w, b, s, p), 1, -1),),
    ),
    Mistake(
        "whole_number_output",
        "results cut down to whole numbers",
        "What is the dtype of the array that you fill? np.zeros_like takes over that of x.",
        (
            _whole_numbers,
            lambda x, w, b, s, p: _right(x, w, b, s, p).astype(int),
        ),
    ),
)
