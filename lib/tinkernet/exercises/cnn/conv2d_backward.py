"""conv2d_backward(grad_y, x, weight): slopes back through a convolution (deck 004)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise
from .conv1d import FORBIDDEN
from .conv2d_backward_mistakes import MISTAKES

Array = NDArray[Any]


def _case(
    label: str,
    rng: np.random.Generator,
    shape: tuple[int, int, int, int],
    kernels: tuple[int, int, int],
) -> Case:
    """Draw images, kernels and slopes; (O, kH, kW) says how many kernels and of which size."""
    n, channels, height, width = shape
    out, tall, wide = kernels
    return Case(
        label,
        {
            "grad_y": rng.normal(0.3, 1.0, (n, out, height - tall + 1, width - wide + 1)),
            "x": rng.normal(0.5, 2.0, shape),
            "weight": rng.normal(0.3, 1.0, (out, channels, tall, wide)),
        },
    )


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one window, one of everything, and every number different from the others."""
    fixed = [
        Case(
            "a single window",
            {"grad_y": np.array([[[[2.0]]]]), "x": np.array([[[[1.0, 3.0], [-2.0, 4.0]]]]),
             "weight": np.array([[[[5.0, -1.0], [0.5, 2.0]]]])},
        ),
        Case(
            "two windows that overlap",
            {"grad_y": np.array([[[[2.0, 3.0]]]]), "x": np.array([[[[1.0, 4.0, -2.0]]]]),
             "weight": np.array([[[[5.0, -1.0]]]])},
        ),
    ]  # fmt: skip
    drawn = [
        _case("two channels", rng, (1, 2, 3, 3), (1, 2, 2)),
        _case("two kernels", rng, (1, 1, 3, 3), (2, 2, 2)),
        _case("two images", rng, (2, 1, 3, 3), (1, 2, 2)),
        _case("square images and kernels", rng, (2, 2, 5, 5), (2, 3, 3)),
        _case("wide images, tall kernels", rng, (2, 3, 5, 7), (4, 3, 2)),
        _case("tall images, wide kernels", rng, (3, 2, 7, 5), (4, 1, 3)),
    ]
    return fixed + drawn


def reference(grad_y: Array, x: Array, weight: Array) -> tuple[Any, Any, Any]:
    """Go over the places of the kernel: each meets its own part of the image."""
    rows, columns = grad_y.shape[2:]
    grad_x, grad_weight = np.zeros(x.shape), np.empty(weight.shape)
    for i, j in np.ndindex(weight.shape[2:]):
        part = x[:, :, i : i + rows, j : j + columns]
        grad_weight[:, :, i, j] = np.einsum("nohw,nchw->oc", grad_y, part)
        back = np.einsum("nohw,oc->nchw", grad_y, weight[:, :, i, j])
        grad_x[:, :, i : i + rows, j : j + columns] += back
    return grad_x, grad_weight, grad_y.sum(axis=(0, 2, 3))


def in_loops(grad_y: Array, x: Array, weight: Array) -> list[Any]:
    """Go over every number of grad_y; return lists."""
    tall, wide = weight.shape[2:]
    grad_x, grad_weight = 0.0 * x, 0.0 * weight
    grad_bias = [0.0] * len(weight)
    for n, o, i, j in np.ndindex(grad_y.shape):
        slope = grad_y[n, o, i, j]
        grad_x[n, :, i : i + tall, j : j + wide] += slope * weight[o]
        grad_weight[o] += slope * x[n, :, i : i + tall, j : j + wide]
        grad_bias[o] += float(slope)
    return [grad_x.tolist(), grad_weight.tolist(), grad_bias]


def as_convolutions(grad_y: Array, x: Array, weight: Array) -> list[Any]:
    """Slide grad_y over x, and the turned kernel over a framed grad_y; single precision."""
    view = np.lib.stride_tricks.sliding_window_view
    grad_y, x, weight = (part.astype(np.float32) for part in (grad_y, x, weight))
    frame = [(0, 0), (0, 0), *((k - 1, k - 1) for k in weight.shape[2:])]
    windows = view(np.pad(grad_y, frame), weight.shape[2:], axis=(2, 3))
    turned = weight[:, :, ::-1, ::-1]
    inner = view(x, grad_y.shape[2:], axis=(2, 3))
    return [
        np.einsum("nohwij,ocij->nchw", windows, turned),
        np.einsum("nckluv,nouv->ockl", inner, grad_y),
        np.einsum("nohw->o", grad_y),
    ]


def by_columns(grad_y: Array, x: Array, weight: Array) -> tuple[Any, Any, Any]:
    """Write windows into rows of a matrix, and go back through one product."""
    out, channels, tall, wide = weight.shape
    places = list(np.ndindex(len(x), *grad_y.shape[2:]))
    table = np.array([x[n, :, i : i + tall, j : j + wide].ravel() for n, i, j in places])
    slopes = grad_y.transpose(0, 2, 3, 1).reshape(-1, out)
    back = (slopes @ weight.reshape(out, -1)).reshape(-1, channels, tall, wide)
    grad_x = np.zeros_like(x)
    for (n, i, j), window in zip(places, back, strict=True):
        grad_x[n, :, i : i + tall, j : j + wide] += window
    return grad_x, (slopes.T @ table).reshape(weight.shape), slopes.sum(0)


CONV2D_BACKWARD = Exercise(
    name="conv2d_backward",
    title="Back through a convolution",
    assignment="07_cnn",
    points=4,
    answers=("conv2d_backward",),
    returns=("grad_x", "grad_weight", "grad_bias"),
    asked="conv2d_backward(grad_y, x, weight) should return (grad_x, grad_weight, grad_bias), the "
    "slopes of the loss with respect to images, kernels and biases, for stride 1 without padding.",
    cases=cases,
    reference=reference,
    mistakes=MISTAKES,
    alternatives=(in_loops, as_convolutions, by_columns),
    forbidden=(*FORBIDDEN, "tinkernet.graph"),
    left_open=(
        "Whether it is a loop over places, over weights, or a convolution again.",
        "Other strides, and padding: they are not asked.",
    ),
)
