"""conv2d(x, weight, bias, stride, padding): kernels over images (decks 003 and 004)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise
from .conv1d import FORBIDDEN
from .conv2d_mistakes import MISTAKES

Array = NDArray[Any]


def _case(
    label: str,
    rng: np.random.Generator,
    shape: tuple[int, int, int, int],
    kernels: tuple[int, int, int],
    stride: int,
    padding: int,
) -> Case:
    """Draw images and kernels; (O, kH, kW) says how many kernels and of which size."""
    out, height, width = kernels
    return Case(
        label,
        {
            "x": rng.normal(0.5, 2.0, shape),
            "weight": rng.normal(0.3, 1.0, (out, shape[1], height, width)),
            "bias": rng.uniform(2.0, 4.0, out) * rng.choice([-1, 1], out),
            "stride": stride,
            "padding": padding,
        },
    )


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one window, one image, one channel, and every number different from the others."""
    small = np.arange(9.0).reshape(1, 1, 3, 3)
    sharp = np.array([[[[1.0, -2.0], [0.5, 3.0]]]])
    fixed = [
        Case(
            "a single window",
            {"x": small[:, :, :2, :2] + 1, "weight": sharp, "bias": np.array([10.0]),
             "stride": 1, "padding": 0},
        ),
        Case(
            "a kernel of 1 x 1",
            {"x": small, "weight": np.array([[[[2.0]]]]), "bias": np.array([-1.0]),
             "stride": 1, "padding": 0},
        ),
        Case(
            "whole numbers in x",
            {"x": np.array([[[[1, 5, -2], [0, 3, 4], [7, -1, 2]]]]), "weight": sharp / 4,
             "bias": np.array([0.25]), "stride": 1, "padding": 0},
        ),
        Case(
            "a border of zeros",
            {"x": small + 1, "weight": sharp, "bias": np.array([1.0]), "stride": 1, "padding": 1},
        ),
    ]  # fmt: skip
    drawn = [
        _case("two channels, one kernel", rng, (1, 2, 3, 3), (1, 2, 2), 1, 0),
        _case("one channel, three kernels", rng, (1, 1, 3, 3), (3, 2, 2), 1, 0),
        _case("three images", rng, (3, 1, 3, 3), (1, 2, 2), 1, 0),
        _case("stride 2 with a rest", rng, (1, 1, 6, 6), (1, 3, 3), 2, 0),
        _case("stride 2 with zeros and a rest", rng, (1, 1, 4, 4), (1, 3, 3), 2, 1),
        _case("square images and kernels", rng, (2, 3, 5, 5), (3, 3, 3), 1, 1),
        _case("wide images, a tall kernel", rng, (2, 3, 5, 8), (4, 3, 2), 1, 0),
        _case("tall images, a wide kernel, stride 2", rng, (2, 3, 9, 6), (4, 2, 3), 2, 1),
        _case("stride 3, two rows of zeros", rng, (3, 2, 8, 7), (5, 3, 4), 3, 2),
        _case("a wide kernel at stride 1 with zeros", rng, (2, 2, 4, 7), (3, 1, 5), 1, 1),
    ]
    return fixed + drawn


def reference(x: Array, weight: Array, bias: Array, stride: int, padding: int) -> Any:
    """Take all windows at once, and weigh them with every kernel."""
    border = (padding, padding)
    wide = np.pad(x, ((0, 0), (0, 0), border, border))
    windows = np.lib.stride_tricks.sliding_window_view(wide, weight.shape[2:], axis=(2, 3))
    chosen = windows[:, :, ::stride, ::stride]
    return np.einsum("nchwij,ocij->nohw", chosen, weight) + bias[:, np.newaxis, np.newaxis]


def in_loops(x: Array, weight: Array, bias: Array, stride: int, padding: int) -> list[Any]:
    """Go through images, kernels and places; lists in, lists out."""
    n, channels, height, width = x.shape
    out, _, tall, wide = weight.shape
    framed = np.zeros((n, channels, height + 2 * padding, width + 2 * padding))
    framed[:, :, padding : padding + height, padding : padding + width] = x
    y = []
    for image in framed:
        maps = []
        for o in range(out):
            rows = []
            for top in range(0, framed.shape[2] - tall + 1, stride):
                row = []
                for left in range(0, framed.shape[3] - wide + 1, stride):
                    window = image[:, top : top + tall, left : left + wide]
                    row.append(float((window * weight[o]).sum()) + float(bias[o]))
                rows.append(row)
            maps.append(rows)
        y.append(maps)
    return y


def weight_by_weight(x: Array, weight: Array, bias: Array, stride: int, padding: int) -> Any:
    """Shift the images once for each weight of a kernel, in single precision."""
    x, weight = x.astype(np.float32), weight.astype(np.float32)
    p, (tall, wide) = padding, weight.shape[-2:]
    x = np.pad(x, [(0, 0), (0, 0), (p, p), (p, p)])
    rows, columns = ((a - b) // stride + 1 for a, b in zip(x.shape[2:], (tall, wide), strict=True))
    y = np.zeros((len(x), len(weight), rows, columns), dtype=np.float32) + bias.reshape(1, -1, 1, 1)
    for i in range(tall):
        for j in range(wide):
            part = x[:, :, i : i + rows * stride : stride, j : j + columns * stride : stride]
            y += np.tensordot(part, weight[:, :, i, j], (1, 1)).transpose(0, 3, 1, 2)
    return y


def by_columns(x: Array, weight: Array, bias: Array, stride: int, padding: int) -> Any:
    """Write every window into a row of a matrix, and multiply once (im2col)."""
    tall, wide = weight.shape[2:]
    framed = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    rows = range(0, framed.shape[2] - tall + 1, stride)
    columns = range(0, framed.shape[3] - wide + 1, stride)
    table = np.array([
        image[:, i : i + tall, j : j + wide].ravel() for image in framed
        for i in rows for j in columns
    ])  # fmt: skip
    y = table @ weight.reshape(len(weight), -1).T + bias
    return y.reshape(len(x), len(rows), len(columns), -1).transpose(0, 3, 1, 2)


CONV2D = Exercise(
    name="conv2d",
    title="Slide kernels over images",
    assignment="07_cnn",
    points=4,
    answers=("conv2d",),
    returns=("y",),
    asked="conv2d(x, weight, bias, stride, padding) should return the feature maps of images x, "
    "shape (N, C, H, W), by kernels of shape (O, C, kH, kW), as an array of shape "
    "(N, O, H_out, W_out).",
    cases=cases,
    reference=reference,
    mistakes=MISTAKES,
    alternatives=(in_loops, weight_by_weight, by_columns),
    forbidden=FORBIDDEN,
    left_open=(
        "Whether it is a loop, a product of matrices or a sum of shifted images.",
        "Stride and padding as pairs, and kernels that do not fit: they are not asked.",
    ),
)
