"""conv1d(h, w, b): one kernel along a line of numbers (decks 003 and 004)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake

Array = NDArray[Any]
Answer = Callable[[Array, Array, float], Any]

FORBIDDEN = ("tinkernet.nn", "numpy.convolve", "numpy.correlate", "scipy", "sklearn", "torch")
"""What would be somebody else's convolution."""


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one window, whole numbers, and lines of random numbers."""
    fixed = [
        Case("a single window", {"h": np.array([2.0, 5.0]), "w": np.array([3.0, -1.0]), "b": 0.5}),
        Case(
            "a kernel of one number",
            {"h": np.array([1.0, -2.0, 4.0]), "w": np.array([2.0]), "b": -1.0},
        ),
        Case(
            "whole numbers in h",
            {"h": np.array([1, 4, -2, 3]), "w": np.array([0.5, 0.25]), "b": 0.25},
        ),
    ]
    drawn = [
        Case(
            f"{n} numbers, a kernel of {k}",
            {"h": rng.normal(0, 3, n), "w": rng.uniform(1, 3, k) * np.arange(1, k + 1),
             "b": rng.uniform(4, 6)},
        )
        for n, k in ((5, 3), (8, 2), (9, 4), (16, 5))
    ]  # fmt: skip
    return fixed + drawn


def reference(h: Array, w: Array, b: float) -> Any:
    """Multiply every window with the kernel."""
    windows = np.lib.stride_tricks.sliding_window_view(h, len(w))
    return windows @ w + b


def in_a_loop(h: Array, w: Array, b: float) -> list[float]:
    """Go from place to place and from weight to weight."""
    y = []
    for i in range(len(h) - len(w) + 1):
        total = b
        for j in range(len(w)):
            total += float(h[i + j]) * float(w[j])
        y.append(total)
    return y


def weight_by_weight(h: Array, w: Array, b: float) -> Any:
    """Shift the line once for each weight, in single precision."""
    n = len(h) - len(w) + 1
    shifted = [weight * h[j : j + n].astype(np.float32) for j, weight in enumerate(w)]
    return np.sum(shifted, axis=0) + np.float32(b)


def as_matrix(h: Array, w: Array, b: float) -> Any:
    """Write the kernel into every row of a matrix, one step further each time."""
    rows = len(h) - len(w) + 1
    matrix = np.zeros((rows, len(h)))
    for i in range(rows):
        matrix[i, i : i + len(w)] = w
    return matrix @ h + b


def _backwards(h: Array, w: Array, b: float) -> Any:
    y = np.zeros(len(h) - len(w) + 1)
    for i in range(len(y)):
        for j in range(len(w)):
            y[i] += h[i - j] * w[j]
    return y + b


def _into_whole_numbers(h: Array, w: Array, b: float) -> Any:
    y = np.zeros_like(h)[: len(h) - len(w) + 1]
    y[:] = reference(h, w, b)
    return y


def _padded(left: Callable[[int], int], right: Callable[[int], int]) -> Answer:
    return lambda h, w, b: reference(np.pad(h, (left(len(w)), right(len(w)))), w, b)


def _side_by_side(h: Array, w: Array, b: float) -> Any:
    places = range(0, len(h) - len(w) + 1, len(w))
    return np.array([h[i : i + len(w)] @ w + b for i in places])


CONV1D = Exercise(
    name="conv1d",
    title="Slide a kernel along a line",
    assignment="07_cnn",
    points=2,
    answers=("conv1d",),
    returns=("y",),
    asked="conv1d(h, w, b) should return y with y_i = sum over j of h_{i+j} w_j, plus b, at every "
    "place where the kernel lies inside h.",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "kernel_flipped",
            "the kernel turned round, so that its last weight comes first",
            "Here h_{i+j} meets w_j. Mathematicians' convolution reads one of the two backwards.",
            (lambda h, w, b: reference(h, w[::-1], b),),
        ),
        Mistake(
            "i_minus_j",
            "h_{i-j} in place of h_{i+j}",
            "A window begins at i and goes on to the right. What does NumPy make of h[-1]?",
            (_backwards,),
        ),
        Mistake(
            "bias_forgotten",
            "a sum without its bias",
            "What comes out where the window holds nothing but zeros?",
            (lambda h, w, b: reference(h, w, 0.0),),
        ),
        Mistake(
            "bias_per_weight",
            "the bias added once for every weight",
            "Does b stand inside the sum over j, or behind it?",
            (lambda h, w, b: reference(h, w, len(w) * b),),
        ),
        Mistake(
            "last_window_forgotten",
            "one window too few",
            "How many windows of 3 fit into 5 numbers? Count them on paper.",
            (lambda h, w, b: reference(h, w, b)[:-1],),
        ),
        Mistake(
            "padded",
            "windows that reach over the ends of h",
            "Here the whole kernel has to lie inside h: no zeros are added.",
            (
                _padded(lambda k: (k - 1) // 2, lambda k: k // 2),
                _padded(lambda k: k // 2, lambda k: (k - 1) // 2),
                _padded(lambda k: k // 2, lambda k: k // 2),
                _padded(lambda k: 0, lambda k: k - 1),
                _padded(lambda k: k - 1, lambda k: 0),
                _padded(lambda k: k - 1, lambda k: k - 1),
            ),
        ),
        Mistake(
            "side_by_side",
            "windows that lie side by side",
            "The next window begins one place further, and shares all but one number.",
            (_side_by_side,),
        ),
        Mistake(
            "mean_for_sum",
            "the mean of the products instead of their sum",
            "No division is asked for.",
            (lambda h, w, b: reference(h, w / len(w), b),),
        ),
        Mistake(
            "whole_number_output",
            "results cut down to whole numbers",
            "What is the dtype of the array that you fill? np.zeros_like takes over that of h.",
            (
                _into_whole_numbers,
                lambda h, w, b: reference(h, w, b).astype(int),
            ),
        ),
    ),
    alternatives=(in_a_loop, weight_by_weight, as_matrix),
    forbidden=FORBIDDEN,
    left_open=("What happens with a kernel longer than h: it is not asked.",),
)
