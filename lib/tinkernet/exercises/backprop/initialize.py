"""initialize(sizes, scheme, rng): where weights begin (deck 001)."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case, call_for_layers_again

from .._exercise import Exercise, Tolerance
from .._measure import Outputs, UnfitError
from .initialize_mistakes import MISTAKES, deviation

Array = NDArray[Any]
Layers = list[tuple[Any, Any]]

TOLERANCE = Tolerance(relative=0.08)
MANY = 4000
"""Weights of a layer from which on their spread says something: one part in ninety by chance."""


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give every scheme for small networks, for larger ones to measure, one layer and four."""

    def case(scheme: str, *sizes: int) -> Case:
        seed = int(rng.integers(1, 10**6))
        arguments = {"sizes": sizes, "scheme": scheme, "rng": seed}
        return Case(f"{scheme}, sizes {sizes}", arguments)

    return [
        *(case(scheme, 2, 3, 1) for scheme in ("zeros", "small", "large", "he")),
        *(case(scheme, 200, 40, 100) for scheme in ("zeros", "small", "large", "he")),
        case("he", 3, 2),
        case("large", 60, 80),
        case("he", 2, 4, 3, 2, 1),
        case("small", 2, 4, 3, 2, 1),
        case("small", 70, 70, 70),
        case("he", 70, 70, 70),
    ]


def reference(sizes: Sequence[int], scheme: str, rng: np.random.Generator) -> Layers:
    """Draw each W with the scheme's standard deviation; biases are 0."""
    layers = []
    for n_in, n_out in itertools.pairwise(sizes):
        std = {"zeros": 0.0, "small": 0.01, "large": 1000.0, "he": np.sqrt(2 / n_in)}[scheme]
        layers.append((rng.normal(0.0, std, (n_in, n_out)), np.zeros(n_out)))
    return layers


def unit_by_unit(sizes: Sequence[int], scheme: str, rng: np.random.Generator) -> Layers:
    """Draw the weights of one unit after the other, number by number."""
    found = []
    for k in range(len(sizes) - 1):
        columns = []
        for _ in range(sizes[k + 1]):
            column = [rng.standard_normal() for _ in range(sizes[k])]
            if scheme == "zeros":
                column = [0.0 for _ in column]
            elif scheme == "small":
                column = [0.01 * one for one in column]
            elif scheme == "large":
                column = [1000 * one for one in column]
            else:
                column = [one * (2 / sizes[k]) ** 0.5 for one in column]
            columns.append(column)
        found.append((np.array(columns).T, [0] * sizes[k + 1]))
    return found


def all_at_once(sizes: Sequence[int], scheme: str, rng: np.random.Generator) -> Any:
    """Draw for all layers at once from the end, in single precision; return a tuple."""
    pairs = list(itertools.pairwise(sizes))
    numbers = rng.standard_normal(sum(n * k for n, k in pairs)).astype(np.float32)
    layers: list[Any] = []
    for n, k in pairs:
        W, numbers = numbers[-n * k :], numbers[: -n * k]
        scale = {"zeros": 0, "small": 1e-2, "large": 1e3, "he": (n / 2) ** -0.5}[scheme]
        layers.append([W.reshape(n, k) * np.float32(scale), np.zeros(k, int)])
    return tuple(layers)


def measure(case: Case, outputs: Outputs) -> Outputs:
    """Return each layer's spread for he and for the other schemes, and whether all was drawn.

    Numbers count as drawn where the spread is right: zeros for each scheme get nothing.
    """
    shapes, biases, spreads, normal, unlike, seeds = fingerprint(case, outputs)
    pairs = list(itertools.pairwise(case.arguments["sizes"]))
    if shapes.tolist() != [[n_in, n_out, n_out] for n_in, n_out in pairs]:
        raise UnfitError(
            f"The shapes of W and b should be {_written((n, k, k) for n, k in pairs)}, but are "
            f"{_written(shapes.tolist()) or 'none'}."
        )
    scheme = case.arguments["scheme"]
    close = TOLERANCE.close(spreads, np.array([deviation(scheme, *pair) for pair in pairs])).all()
    drawn = not biases.any() and (normal == (0.0, 3.0)).all() and unlike == 1.0 and seeds.all()
    nothing = np.zeros(0)
    return (
        nothing if scheme == "he" else spreads,
        spreads if scheme == "he" else nothing,
        np.array(float(close and drawn)),
    )


def _written(shapes: Iterable[Sequence[int]]) -> str:
    return ", ".join(f"({rows}, {columns}) and ({length},)" for rows, columns, length in shapes)


def fingerprint(case: Case, outputs: Outputs) -> Outputs:
    """Measure each layer's numbers; what chance alone could have done counts as expected."""
    shapes, numbers, again, other = outputs
    if not np.isfinite(numbers).all():
        raise UnfitError("There are weights or biases that are NaN or infinite.")
    scheme, sizes = case.arguments["scheme"], case.arguments["sizes"]
    ends = np.cumsum([(rows * columns, length) for rows, columns, length in shapes], dtype=int)
    parts = np.split(numbers, ends)[:-1]
    weights, biases = parts[::2], parts[1::2]
    wanted = [deviation(scheme, *pair) for pair in itertools.pairwise(sizes)]
    looks = [_look(W, std) for W, std in zip(weights, wanted, strict=False)]
    every = np.concatenate([np.zeros(0), *weights])
    unlike = len(np.unique(every)) / max(every.size, 1)
    zeros = scheme == "zeros"
    return (
        shapes,
        np.array([np.count_nonzero(b) for b in biases]),
        np.array([spread for spread, _, _ in looks]),
        np.array([(mean, kurtosis) for _, mean, kurtosis in looks]),
        np.array(1.0 if zeros or unlike > 0.9 else unlike),
        np.array([np.array_equal(numbers, again), zeros or not np.array_equal(numbers, other)]),
    )


def _look(W: Array, std: float) -> tuple[float, float, float]:
    """Return standard deviation around 0, mean, and kurtosis, as they should be if they may."""
    spread = float(np.sqrt((W**2).mean())) if W.size else 0.0
    if W.size < MANY or std == 0 or spread == 0:
        return (std if (spread > 0) == (std > 0) else spread), 0.0, 3.0
    # Each bound is more than six of chance's own standard deviations away.
    mean = float(W.mean())
    centred = W - mean
    varied = centred.std() > 1e-6 * spread
    kurtosis = float((centred**4).mean() / (centred**2).mean() ** 2) if varied else 0.0
    return (
        std if 0.9 < spread / std < 1.1 else spread,
        0.0 if abs(mean) < 0.2 * std else mean / std,
        3.0 if kurtosis > 2.4 else kurtosis,
    )


INITIALIZE = Exercise(
    name="initialize",
    title="Where weights begin",
    assignment="04_backprop",
    points=2,
    answers=("initialize",),
    returns=("shapes", "numbers", "again", "other"),
    asked="initialize(sizes, scheme, rng) should return [(W, b), ...] with W of shape "
    "(n_in, n_out), drawn from rng as the scheme says, and b of shape (n_out,), zeros.",
    cases=cases,
    reference=reference,
    mistakes=MISTAKES,
    alternatives=(unit_by_unit, all_at_once),
    forbidden=("tinkernet.nn", "scipy", "sklearn"),
    probe=call_for_layers_again,
    measure=measure,
    parts=(
        "standard deviation of each W (around 0) for zeros, small and large",
        "standard deviation of each W (around 0) for he",
        "biases of 0, and weights drawn one by one from a normal distribution with rng (1 if so)",
    ),
    fingerprint=fingerprint,
    left_open=(
        "In which order weights are drawn, and of which dtype they are.",
        "Other schemes than the four.",
    ),
    tolerance=TOLERANCE,
)
