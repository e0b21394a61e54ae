"""receptive_field(layers): how much of the input one unit sees (deck 004)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod

import numpy as np

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake, Tolerance

Layers = Sequence[tuple[int, int]]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one layer, layers without and with strides, and random ones."""
    fixed = {
        "a single layer": [(3, 1)],
        "a single layer with a stride": [(5, 3)],
        "two layers of 3": [(3, 1), (3, 1)],
        "a stride in the first layer": [(3, 2), (3, 1)],
        "a stride in the last layer": [(3, 1), (4, 3)],
        "convolution and pooling, twice": [(3, 1), (2, 2), (3, 1), (2, 2)],
        "three layers with three strides": [(4, 2), (3, 3), (5, 1)],
        "two strides and a last look": [(2, 2), (3, 3), (4, 1)],
    }
    drawn = [
        [(int(k), int(s)) for k, s in rng.integers((3, 1), (7, 4), (depth, 2))]
        for depth in (3, 4, 5)
    ]
    drawn[0].insert(0, (7, 2))
    return [Case(label, {"layers": layers}) for label, layers in fixed.items()] + [
        Case(f"{len(layers)} layers", {"layers": layers}) for layers in drawn
    ]


def reference(layers: Layers) -> int:
    """Start with one unit; every layer adds its kernel, as far apart as strides have made it."""
    size, apart = 1, 1
    for kernel, stride in layers:
        size += (kernel - 1) * apart
        apart *= stride
    return size


def backwards(layers: Layers) -> int:
    """Go from the last unit down to the input."""
    size = 1
    for kernel, stride in reversed(layers):
        size = (size - 1) * stride + kernel
    return size


def by_looking(layers: Layers) -> int:
    """Mark the inputs that the first unit looks at."""
    seen = {0}
    for kernel, stride in list(layers)[::-1]:
        seen = {unit * stride + j for unit in seen for j in range(kernel)}
    return max(seen) - min(seen) + 1


def with_numpy(layers: Layers) -> object:
    """Multiply the strides up once, and sum."""
    kernels, strides = np.array(layers).T
    apart = np.cumprod(np.append(1, strides[:-1]))
    return np.array(1.0 + ((kernels - 1) * apart).sum(), dtype=np.float32)


def _strides(layers: Layers, k: int) -> list[int]:
    """Return the strides of the first k layers."""
    return [stride for _, stride in layers[:k]]


def _grown(
    start: int = 1,
    less: int = 1,
    apart: Callable[[Layers, int], int] = lambda layers, k: prod(_strides(layers, k)),
) -> Callable[[Layers], int]:
    """Add up kernels with another start, another loss, or other distances."""

    def answer(layers: Layers) -> int:
        return start + sum(
            (kernel - less) * apart(layers, k) for k, (kernel, _) in enumerate(layers)
        )

    return answer


RECEPTIVE_FIELD = Exercise(
    name="receptive_field",
    title="How much does one unit see?",
    assignment="07_cnn",
    points=2,
    answers=("receptive_field",),
    returns=("size",),
    asked="receptive_field(layers) should return how many inputs in a row one unit of the last "
    "layer depends on, for layers given as pairs (kernel, stride), the first one first.",
    cases=cases,
    reference=reference,
    tolerance=Tolerance(1e-9, 1e-9),
    mistakes=(
        Mistake(
            "strides_ignored",
            "a field that grows by kernel - 1 whatever the strides",
            "After a stride of 2, neighbours lie two inputs apart: what does the next kernel span?",
            (_grown(apart=lambda layers, k: 1),),
        ),
        Mistake(
            "own_stride_counted",
            "each kernel spread by its own stride",
            "A layer's stride says how far apart its outputs lie. Whose step is it that matters "
            "to the kernel of this layer?",
            (
                _grown(apart=lambda layers, k: prod(_strides(layers, k + 1))),
                _grown(apart=lambda layers, k: layers[k][1]),
            ),
        ),
        Mistake(
            "last_stride_only",
            "distances from the stride of the layer before alone",
            "Two strides of 2, one after the other: how far apart are neighbours then?",
            (_grown(apart=lambda layers, k: layers[k - 1][1] if k else 1),),
        ),
        Mistake(
            "strides_added",
            "strides that are added up",
            "Two strides of 3, one after the other: how far apart are neighbours then?",
            (
                _grown(apart=lambda layers, k: sum(_strides(layers, k)) if k else 1),
                _grown(apart=lambda layers, k: 1 + sum(_strides(layers, k))),
            ),
        ),
        Mistake(
            "kernels_added",
            "kernels that are added up as they are",
            "A second kernel of 3 shares inputs with its neighbours: how many are new?",
            (
                _grown(start=0, less=0),
                _grown(start=1, less=0),
                _grown(start=0, less=0, apart=lambda layers, k: 1),
                _grown(start=1, less=0, apart=lambda layers, k: 1),
            ),
        ),
        Mistake(
            "kernels_multiplied",
            "kernels that are multiplied",
            "Draw two layers with kernels of 3: is it nine inputs that the last unit sees?",
            (
                lambda layers: prod(kernel for kernel, _ in layers),
                lambda layers: prod(kernel * stride for kernel, stride in layers),
            ),
        ),
        Mistake(
            "started_at_zero",
            "a result that is one too small",
            "Before any layer, a unit sees itself.",
            (_grown(start=0),),
        ),
        Mistake(
            "wrong_way_round",
            "the layers in the reverse order",
            "The first pair is the layer next to the input.",
            (lambda layers: reference(list(layers)[::-1]),),
        ),
    ),
    alternatives=(backwards, by_looking, with_numpy),
    left_open=(
        "Padding: it does not change how much a unit in the middle sees.",
        "No layers at all, and strides wider than the kernel: they are not asked.",
    ),
)
