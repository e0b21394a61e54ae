"""shift_then_conv and conv_then_shift: equivariance, seen with numbers (decks 003 and 004)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Answer, Exercise, Mistake
from .conv1d import FORBIDDEN

Array = NDArray[Any]
Shift = tuple[int, int]
Step = Callable[[Array, Any], Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give a step down, a step right, no step, steps back, and rectangles."""
    image = np.arange(1.0, 10.0).reshape(3, 3) ** 2
    kernel = np.array([[1.0, -1.0], [0.5, 2.0]])
    fixed = [
        Case(f"a shift by {s}", {"x": image, "k": kernel, "s": s}) for s in ((0, 0), (1, 0), (0, 1))
    ]
    drawn = [
        Case(
            f"an image of {h} x {w}, a shift by {s}",
            {"x": rng.normal(0, 2, (h, w)), "k": rng.normal(0, 1, shape), "s": s},
        )
        for (h, w), shape, s in (
            ((4, 4), (2, 2), (1, 2)),
            ((5, 5), (3, 3), (-1, 1)),
            ((5, 7), (2, 3), (2, 3)),
            ((8, 6), (3, 2), (3, -2)),
            ((6, 9), (1, 4), (-2, -4)),
        )
    ]
    return fixed + drawn


def _correlated(x: Array, k: Array) -> Any:
    windows = np.lib.stride_tricks.sliding_window_view(x, k.shape)
    return np.einsum("hwij,ij->hw", windows, k)


def shift_then_conv(x: Array, k: Array, s: Shift) -> Any:
    """Move the image, then let the kernel slide."""
    return _correlated(np.roll(x, s, axis=(0, 1)), k)


def conv_then_shift(x: Array, k: Array, s: Shift) -> Any:
    """Let the kernel slide, then move the feature map."""
    return np.roll(_correlated(x, k), s, axis=(0, 1))


def _moved(x: Any, s: Shift) -> list[list[float]]:
    rows, columns = len(x), len(x[0])
    return [[float(x[(i - s[0]) % rows][(j - s[1]) % columns]) for j in range(columns)]
            for i in range(rows)]  # fmt: skip


def _slid(x: Any, k: Any) -> list[list[float]]:
    tall, wide = len(k), len(k[0])
    return [
        [
            sum(x[i + a][j + b] * k[a][b] for a in range(tall) for b in range(wide))
            for j in range(len(x[0]) - wide + 1)
        ]
        for i in range(len(x) - tall + 1)
    ]


def shift_first_in_lists(x: Array, k: Array, s: Shift) -> list[list[float]]:
    """Use plain Python."""
    return _slid(_moved(x, s), k)


def shift_last_in_lists(x: Array, k: Array, s: Shift) -> list[list[float]]:
    """Use plain Python."""
    return _moved(_slid(x, k), s)


def _cut_and_joined(x: Array, s: Shift) -> Any:
    down, right = s[0] % x.shape[0], s[1] % x.shape[1]
    x = np.concatenate([x[len(x) - down :], x[: len(x) - down]])
    return np.concatenate([x[:, x.shape[1] - right :], x[:, : x.shape[1] - right]], axis=1)


def _of_shifted_images(x: Array, k: Array) -> Any:
    rows, columns = (n - m + 1 for n, m in zip(x.shape, k.shape, strict=True))
    x, k = x.astype(np.float32), k.astype(np.float32)
    return sum(k[i, j] * x[i : i + rows, j : j + columns] for i, j in np.ndindex(k.shape))


def cut_then_sum(x: Array, k: Array, s: Shift) -> Any:
    """Join the parts of the image the other way round, in single precision."""
    return _of_shifted_images(_cut_and_joined(x, s), k)


def sum_then_cut(x: Array, k: Array, s: Shift) -> Any:
    """Join the parts of the feature map the other way round."""
    return _cut_and_joined(_of_shifted_images(x, k), s)


def _pair(shift: Step, slide: Step = _correlated) -> tuple[Callable[..., Any], ...]:
    """Put the two answers together of another shift or another convolution."""
    return (
        lambda x, k, s: slide(shift(x, s), k),
        lambda x, k, s: shift(slide(x, k), s),
    )


def _rolled(x: Array, s: Any) -> Any:
    return np.roll(x, s, axis=(0, 1))


def _with_zeros(x: Array, s: Any) -> Any:
    """Let zeros come in at the edge."""
    moved = np.zeros_like(x)
    for i, j in np.ndindex(x.shape):
        if 0 <= i - s[0] < x.shape[0] and 0 <= j - s[1] < x.shape[1]:
            moved[i, j] = x[i - s[0], j - s[1]]
    return moved


def _edges_wrapped(x: Array, k: Array) -> Any:
    """Let the kernel reach over the edge and see the other side."""
    return _correlated(np.pad(x, [(0, n - 1) for n in k.shape], mode="wrap"), k)


def _edges_padded(x: Array, k: Array) -> Any:
    return _correlated(np.pad(x, [((n - 1) // 2, n // 2) for n in k.shape]), k)


_TURNED: tuple[Answer, ...] = (
    _pair(_rolled, lambda x, k: _correlated(x, k[::-1, ::-1])),
    _pair(_rolled, lambda x, k: _correlated(x, k[::-1])),
    _pair(_rolled, lambda x, k: _correlated(x, k[:, ::-1])),
)

EQUIVARIANCE = Exercise(
    name="equivariance",
    title="Shift and convolution, in either order",
    assignment="07_cnn",
    points=2,
    answers=("shift_then_conv", "conv_then_shift"),
    returns=("shift_then_conv", "conv_then_shift"),
    asked="shift_then_conv(x, k, s) should move the image x by s = (down, right), all the way "
    "round, and then slide k over it without padding; conv_then_shift(x, k, s) should slide k "
    "over x and then move what comes out.",
    cases=cases,
    reference=(shift_then_conv, conv_then_shift),
    mistakes=(
        Mistake(
            "the_other_way",
            "a shift in the opposite direction",
            "A positive s moves the image down and to the right: where does row 0 go for (1, 0)?",
            (_pair(lambda x, s: _rolled(x, (-s[0], -s[1]))),),
        ),
        Mistake(
            "down_and_right_swapped",
            "down and right in each other's place",
            "The first number of s belongs to the rows, axis 0.",
            (_pair(lambda x, s: _rolled(x, (s[1], s[0]))),),
        ),
        Mistake(
            "one_axis_only",
            "a shift along one axis only",
            "s holds two numbers: one for rows, one for columns.",
            (
                _pair(lambda x, s: np.roll(x, s[0], axis=0)),
                _pair(lambda x, s: np.roll(x, s[1], axis=1)),
            ),
        ),
        Mistake(
            "axis_forgotten",
            "a shift along the flattened image",
            "Without axis, np.roll reads the image like a book and shifts letters, not lines.",
            (_pair(lambda x, s: np.roll(x, s)), _pair(lambda x, s: np.roll(x, s[0]))),
        ),
        Mistake(
            "zeros_come_in",
            "zeros at the edge, where the other side should come in again",
            "The shift goes all the way round: what leaves at the bottom comes in at the top.",
            (_pair(_with_zeros),),
        ),
        Mistake(
            "kernel_flipped",
            "the kernel turned round",
            "The top left weight meets the top left pixel of the window.",
            _TURNED,
        ),
        Mistake(
            "edges_covered",
            "a convolution that reaches over the edge of the image",
            "Nothing is padded here: the map is smaller than the image.",
            (_pair(_rolled, _edges_wrapped), _pair(_rolled, _edges_padded)),
        ),
        Mistake(
            "twice_the_same",
            "the same order in both functions",
            "One moves the image, the other moves the feature map. They agree inside, not at the "
            "edge.",
            ((shift_then_conv, shift_then_conv), (conv_then_shift, conv_then_shift)),
        ),
        Mistake(
            "functions_swapped",
            "each function in the place of the other",
            "shift_then_conv moves first. Are the two handed to check in the order asked for?",
            ((conv_then_shift, shift_then_conv),),
        ),
        Mistake(
            "never_moved",
            "nothing moved at all",
            "np.roll returns a new array and leaves the old one as it was.",
            (_pair(lambda x, s: x),),
        ),
    ),
    alternatives=((shift_first_in_lists, shift_last_in_lists), (cut_then_sum, sum_then_cut)),
    forbidden=FORBIDDEN,
    left_open=("Whether your conv2d is used or another way of sliding.",),
)
