"""output_size(n, kernel, stride, padding): how many windows there are."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake, Tolerance


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give a single window, every rest, and random sizes."""
    settings = [
        ("a single window", 3, 3, 1, 0),
        ("one step, no zeros", 8, 3, 1, 0),
        ("as large as before", 8, 3, 1, 1),
        ("a stride that leaves 1", 8, 3, 2, 0),
        ("a stride that leaves 2", 8, 3, 3, 0),
        ("a stride that leaves nothing", 9, 3, 3, 0),
        ("stride and zeros", 10, 4, 3, 2),
        ("windows side by side", 9, 2, 2, 0),
        ("a stride wider than the kernel", 20, 2, 5, 1),
    ]
    for kernel, stride, padding in ((5, 2, 2), (3, 4, 1), (7, 3, 0), (4, 5, 3)):
        n = int(rng.integers(20, 90))
        settings.append((f"{n} in a line", n, kernel, stride, padding))
    return [
        Case(label, {"n": n, "kernel": k, "stride": s, "padding": p})
        for label, n, k, s, p in settings
    ]


def reference(n: int, kernel: int, stride: int, padding: int) -> int:
    """Count the steps that fit, and the window before the first step."""
    return (n + 2 * padding - kernel) // stride + 1


def by_counting(n: int, kernel: int, stride: int, padding: int) -> int:
    """Walk until the kernel sticks out."""
    count, start = 0, -padding
    while start + kernel <= n + padding:
        count += 1
        start += stride
    return count


def of_a_range(n: int, kernel: int, stride: int, padding: int) -> object:
    """Count the places at which a window begins, as a NumPy number."""
    return np.arange(0, n + 2 * padding - kernel + 1, stride).size * np.int64(1)


def rounded_down(n: int, kernel: int, stride: int, padding: int) -> float:
    """Divide as PyTorch's documentation writes it."""
    return math.floor((n + padding + padding - (kernel - 1) - 1) / stride + 1)


OUTPUT_SIZE = Exercise(
    name="output_size",
    title="How large is what comes out?",
    assignment="07_cnn",
    points=1,
    answers=("output_size",),
    returns=("size",),
    asked="output_size(n, kernel, stride, padding) should return how many places a kernel has "
    "along a side of n, with so many zeros at either end.",
    cases=cases,
    reference=reference,
    tolerance=Tolerance(1e-9, 1e-9),
    mistakes=(
        Mistake(
            "no_first_window",
            "a result that is one too small",
            "Before the first step there is a window already.",
            (lambda n, kernel, stride, padding: (n + 2 * padding - kernel) // stride,),
        ),
        Mistake(
            "padding_at_one_end",
            "zeros at one end only",
            "Padding adds zeros on the left and on the right.",
            (lambda n, kernel, stride, padding: (n + padding - kernel) // stride + 1,),
        ),
        Mistake(
            "padding_ignored",
            "a side without its padding",
            "How long is the side once the zeros are there?",
            (lambda n, kernel, stride, padding: (n - kernel) // stride + 1,),
        ),
        Mistake(
            "one_added_too_early",
            "the 1 added before the division",
            "Only the way that is left is divided into steps; the first window is not on it.",
            (lambda n, kernel, stride, padding: (n + 2 * padding - kernel + 1) // stride,),
        ),
        Mistake(
            "not_rounded",
            "a division that leaves a fraction",
            "There is no half window: / or // ?",
            (lambda n, kernel, stride, padding: (n + 2 * padding - kernel) / stride + 1,),
        ),
        Mistake(
            "rounded_up",
            "a division that is rounded up",
            "A kernel that sticks out at the end does not count.",
            (lambda n, kernel, stride, padding: -(-(n + 2 * padding - kernel) // stride) + 1,),
        ),
        Mistake(
            "rounded",
            "a division that is rounded to the nearest",
            "A rest is a rest, however large: the last step either fits or it does not.",
            (lambda n, kernel, stride, padding: round((n + 2 * padding - kernel) / stride) + 1,),
        ),
        Mistake(
            "kernel_divided",
            "brackets in the wrong place: only the kernel is divided by the stride",
            "First all of the way that is left, then the division.",
            (lambda n, kernel, stride, padding: n + 2 * padding - kernel // stride + 1,),
        ),
        Mistake(
            "stride_ignored",
            "the size at stride 1",
            "How many steps of two fit into a way of five?",
            (lambda n, kernel, stride, padding: n + 2 * padding - kernel + 1,),
        ),
        Mistake(
            "kernel_ignored",
            "a side divided by the stride, whatever the kernel",
            "A wide kernel has fewer places than a narrow one.",
            (
                lambda n, kernel, stride, padding: (n + 2 * padding) // stride,
                lambda n, kernel, stride, padding: n // stride,
                lambda n, kernel, stride, padding: (n + 2 * padding - 1) // stride + 1,
            ),
        ),
    ),
    alternatives=(by_counting, of_a_range, rounded_down),
    left_open=("A kernel longer than the padded side: it is not asked.",),
)
