"""max_pool2d(x, size, stride): the strongest answer in each window (deck 004)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one window, negative numbers, a rest, windows that overlap and that leave gaps."""
    fixed = [
        Case("a single window", {"x": np.array([[[[1.0, 4.0], [-2.0, 3.0]]]]), "size": 2,
                                 "stride": 2}),
        Case("nothing but negative numbers",
             {"x": -np.arange(1.0, 10.0).reshape(1, 1, 3, 3), "size": 2, "stride": 1}),
        Case("far below 0",
             {"x": -1e6 * np.arange(1.0, 10.0).reshape(1, 1, 3, 3), "size": 2, "stride": 1}),
    ]  # fmt: skip
    drawn = []
    for label, shape, size, stride in (
        ("windows side by side", (1, 1, 4, 4), 2, 2),
        ("two channels", (1, 2, 4, 4), 2, 2),
        ("two images", (2, 1, 4, 4), 2, 2),
        ("a rest at the edge", (1, 1, 5, 5), 2, 2),
        ("windows that overlap", (1, 1, 5, 5), 3, 2),
        ("gaps between the windows", (1, 1, 6, 6), 2, 3),
        ("wide images", (2, 3, 6, 9), 3, 3),
        ("tall images, overlapping, with a rest", (2, 3, 10, 7), 3, 2),
        ("windows that overlap by far", (2, 2, 6, 7), 4, 1),
    ):
        drawn.append(Case(label, {"x": rng.normal(-1.0, 2.0, shape), "size": size,
                                  "stride": stride}))  # fmt: skip
    return fixed + drawn


def _windows(x: Array, size: int, down: int, right: int) -> Any:
    """Return every window as a row at the end, shape (N, C, H_out, W_out, size * size)."""
    found = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    chosen = found[:, :, ::down, ::right]
    return chosen.reshape(*chosen.shape[:4], -1)


def reference(x: Array, size: int, stride: int) -> Any:
    """Take the largest number of every window."""
    found = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return found[:, :, ::stride, ::stride].max(axis=(4, 5))


def in_loops(x: Array, size: int, stride: int) -> list[Any]:
    """Go from window to window with plain Python."""

    def largest(image: Array, top: int, left: int) -> float:
        found = float(image[top, left])
        for i in range(size):
            for j in range(size):
                found = max(found, float(image[top + i, left + j]))
        return found

    rows = range(0, x.shape[2] - size + 1, stride)
    columns = range(0, x.shape[3] - size + 1, stride)
    return [[[[largest(one, i, j) for j in columns] for i in rows] for one in image]
            for image in x]  # fmt: skip


def shifted(x: Array, size: int, stride: int) -> Any:
    """Compare shifted images, in single precision, from minus infinity on."""
    rows, columns = ((n - size) // stride + 1 for n in x.shape[2:])
    y = np.full((*x.shape[:2], rows, columns), -np.inf, dtype=np.float32)
    for i in range(size):
        for j in range(size):
            part = x[:, :, i : i + stride * rows : stride, j : j + stride * columns : stride]
            y = np.maximum(y, part.astype(np.float32))
    return y


def first_rows_then_columns(x: Array, size: int, stride: int) -> Any:
    """Take the largest along the rows, then along the columns."""
    rows = np.stack([x[:, :, i : i + size].max(axis=2)
                     for i in range(0, x.shape[2] - size + 1, stride)], axis=2)  # fmt: skip
    return np.stack([rows[..., j : j + size].max(axis=-1)
                     for j in range(0, x.shape[3] - size + 1, stride)], axis=-1)  # fmt: skip


def _of_each(what: Callable[[Array], Any]) -> Callable[[Array, int, int], Any]:
    """Say something else of each window than its maximum."""
    return lambda x, size, stride: what(_windows(x, size, stride, stride))


def _strides(
    down: Callable[[int, int], int], right: Callable[[int, int], int]
) -> Callable[[Array, int, int], Any]:
    return lambda x, size, stride: _windows(
        x, size, down(size, stride), right(size, stride)
    ).max(axis=-1)  # fmt: skip


def _rest_kept(fill: float) -> Callable[[Array, int, int], Any]:
    def answer(x: Array, size: int, stride: int) -> Any:
        rest = [(0, -(n - size) % stride) for n in x.shape[2:]]
        wide = np.pad(x, ((0, 0), (0, 0), *rest), constant_values=fill)
        return reference(wide, size, stride)

    return answer


MAX_POOL2D = Exercise(
    name="max_pool2d",
    title="Keep the strongest answers",
    assignment="07_cnn",
    points=2,
    answers=("max_pool2d",),
    returns=("y",),
    asked="max_pool2d(x, size, stride) should return the largest number of each window of "
    "size x size, in each channel of each image; a rest at the edge is dropped.",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "started_at_zero",
            "a maximum that starts at 0",
            "What is the largest of -3 and -1? Look at the value that you compare with first.",
            (_of_each(lambda found: np.maximum(found.max(axis=-1), 0.0)),),
        ),
        Mistake(
            "mean_for_max",
            "the mean of each window",
            "That is average pooling. Which number of the window is asked for?",
            (_of_each(lambda found: found.mean(axis=-1)),),
        ),
        Mistake(
            "sum_for_max",
            "the sum of each window",
            "Nothing is added up: the strongest answer alone goes on.",
            (_of_each(lambda found: found.sum(axis=-1)),),
        ),
        Mistake(
            "min_for_max",
            "the smallest number of each window",
            "Which number of the window is asked for?",
            (_of_each(lambda found: found.min(axis=-1)),),
        ),
        Mistake(
            "largest_size",
            "the number that is farthest from zero",
            "-5 is smaller than 1, for all its size.",
            (
                _of_each(lambda found: np.abs(found).max(axis=-1)),
                _of_each(
                    lambda found: np.take_along_axis(
                        found, np.abs(found).argmax(axis=-1)[..., None], -1
                    )[..., 0]
                ),
            ),
        ),
        Mistake(
            "place_for_number",
            "the place of the largest number in its window",
            "max says how large, argmax says where.",
            (_of_each(lambda found: found.argmax(axis=-1)),),
        ),
        Mistake(
            "stride_ignored",
            "windows that always lie side by side",
            "Where the stride is smaller than the window, windows overlap.",
            (_strides(lambda size, stride: size, lambda size, stride: size),),
        ),
        Mistake(
            "every_place",
            "a stride of 1, whatever stride says",
            "How far does the window move from one output to the next?",
            (_strides(lambda size, stride: 1, lambda size, stride: 1),),
        ),
        Mistake(
            "stride_along_one_axis",
            "the stride along one axis only",
            "The stride holds for rows and for columns.",
            (
                _strides(lambda size, stride: stride, lambda size, stride: 1),
                _strides(lambda size, stride: 1, lambda size, stride: stride),
                _strides(lambda size, stride: stride, lambda size, stride: size),
                _strides(lambda size, stride: size, lambda size, stride: stride),
            ),
        ),
        Mistake(
            "rest_kept",
            "windows that stick out at the edge",
            "What is left over is dropped, as it is in a convolution.",
            (_rest_kept(-np.inf), _rest_kept(0.0)),
        ),
        Mistake(
            "over_all_channels",
            "one maximum for all channels together",
            "Each channel has looked for something else: they are pooled one by one.",
            (
                lambda x, size, stride: reference(x, size, stride).max(axis=1),
                lambda x, size, stride: reference(x, size, stride).max(axis=1, keepdims=True),
            ),
        ),
        Mistake(
            "height_and_width_swapped",
            "height and width in each other's place",
            "Shapes are (N, C, H, W): rows come first.",
            (lambda x, size, stride: reference(x, size, stride).swapaxes(2, 3),),
        ),
    ),
    alternatives=(in_loops, shifted, first_rows_then_columns),
    forbidden=("tinkernet.nn", "scipy", "sklearn", "skimage", "torch"),
    left_open=("Padding, and windows larger than the image: they are not asked.",),
)
