"""What goes wrong with first weights."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .._exercise import Mistake

Layers = list[tuple[Any, Any]]
Std = Callable[[str, int, int], float]
Draw = Callable[[np.random.Generator, float, int, int], Any]


def deviation(scheme: str, n_in: int, n_out: int) -> float:
    """Return the standard deviation that a scheme asks for; none depends on n_out."""
    return {"zeros": 0.0, "small": 0.01, "large": 1000.0, "he": float((2 / n_in) ** 0.5)}[scheme]


def _normal(rng: np.random.Generator, std: float, n_in: int, n_out: int) -> Any:
    return rng.normal(0.0, 1.0, (n_in, n_out)) * std


def _no_bias(rng: np.random.Generator, std: float, n_in: int, n_out: int) -> Any:
    return np.zeros(n_out)


def _layers(
    std: Std = deviation,
    draw: Draw = _normal,
    bias: Draw = _no_bias,
    generator: Callable[[np.random.Generator], np.random.Generator] = lambda rng: rng,
    each: Callable[[np.random.Generator], np.random.Generator] = lambda rng: rng,
) -> Callable[..., Layers]:
    def answer(sizes: Sequence[int], scheme: str, rng: np.random.Generator) -> Layers:
        rng = generator(rng)
        found = []
        for n_in, n_out in itertools.pairwise(sizes):
            here, width = each(rng), std(scheme, n_in, n_out)
            found.append((draw(here, width, n_in, n_out), bias(here, width, n_in, n_out)))
        return found

    return answer


def _he(std: Callable[[int, int], float]) -> Std:
    return lambda scheme, n_in, n_out: (
        std(n_in, n_out) if scheme == "he" else deviation(scheme, n_in, n_out)
    )


def _seeded(rng: np.random.Generator) -> np.random.Generator:
    return np.random.default_rng(0)


MISTAKES = (
    Mistake(
        "same_draws",
        "the same random numbers for every layer",
        "A generator that begins anew gives the same numbers anew. How often does yours begin?",
        (_layers(each=_seeded), _layers(each=copy.deepcopy)),
    ),
    Mistake(
        "rng_ignored",
        "numbers that do not come from the rng that was given",
        "Same seed, same numbers; another seed, other numbers. Who does your drawing?",
        (
            _layers(generator=_seeded),
            _layers(generator=lambda rng: np.random.default_rng()),
        ),
    ),
    Mistake(
        "variance_for_std",
        "a variance where the standard deviation belongs",
        "What rng.normal wants is a standard deviation. Is there a root missing?",
        (
            _layers(_he(lambda n_in, n_out: 2 / n_in)),
            _layers(lambda scheme, n_in, n_out: deviation(scheme, n_in, n_out) ** 2),
        ),
    ),
    Mistake(
        "root_of_two_only",
        "a root that reaches only part of 2 / n_in",
        "The root is taken of the whole fraction.",
        (
            _layers(_he(lambda n_in, n_out: 2**0.5 / n_in)),
            _layers(_he(lambda n_in, n_out: 2 / n_in**0.5)),
        ),
    ),
    Mistake(
        "fan_out",
        "the number of units where the number of inputs belongs",
        "How many numbers does one unit add up? That many can pile up.",
        (_layers(_he(lambda n_in, n_out: (2 / n_out) ** 0.5)),),
    ),
    Mistake(
        "another_scheme",
        "a scheme with another number than he's 2 / n_in under the root",
        "Half the units are silent behind ReLU; that is what the 2 is for. Nothing else is there.",
        (
            _layers(_he(lambda n_in, n_out: (1 / n_in) ** 0.5)),
            _layers(_he(lambda n_in, n_out: (2 / (n_in + n_out)) ** 0.5)),
        ),
    ),
    Mistake(
        "not_scaled",
        "numbers that were not multiplied by the scheme's standard deviation",
        "rng.normal() alone has a standard deviation of 1.",
        (
            _layers(lambda scheme, n_in, n_out: 0.0 if scheme == "zeros" else 1.0),
            _layers(lambda scheme, n_in, n_out: 1.0),
            _layers(_he(lambda n_in, n_out: 1.0)),
        ),
    ),
    Mistake(
        "uniform",
        "numbers that are spread evenly instead of normally",
        "In a normal distribution most numbers lie near 0 and a few far out.",
        (
            _layers(draw=lambda rng, std, n, k: rng.uniform(-std, std, (n, k))),
            _layers(draw=lambda rng, std, n, k: rng.random((n, k)) * std),
            _layers(draw=lambda rng, std, n, k: (rng.random((n, k)) - 0.5) * std),
            _layers(draw=lambda rng, std, n, k: (2 * rng.random((n, k)) - 1) * 3**0.5 * std),
        ),
    ),
    Mistake(
        "not_drawn",
        "the same number for all weights",
        "0.01 is how far the numbers are spread, not what they all are.",
        (_layers(draw=lambda rng, std, n, k: np.full((n, k), std)),),
    ),
    Mistake(
        "only_positive",
        "weights that are never negative",
        "A normal distribution around 0 has as many negative numbers as positive ones.",
        (_layers(draw=lambda rng, std, n, k: np.abs(_normal(rng, std, n, k))),),
    ),
    Mistake(
        "units_alike",
        "one set of weights for all units of a layer",
        "Every weight is drawn by itself: how many numbers do you need for a layer?",
        (
            _layers(draw=lambda rng, std, n, k: np.tile(rng.normal(0, 1, (n, 1)) * std, k)),
            _layers(draw=lambda rng, std, n, k: np.tile(rng.normal(0, 1, k) * std, (n, 1))),
        ),
    ),
    Mistake(
        "biases_drawn",
        "biases that are not 0",
        "Only weights must differ between units. Biases begin at 0.",
        (
            _layers(bias=lambda rng, std, n, k: np.ones(k)),
            _layers(bias=lambda rng, std, n, k: rng.normal(0.0, 1.0, k) * std),
        ),
    ),
    Mistake(
        "transposed",
        "weights with rows and columns exchanged",
        "Here W has one row an input and one column a unit.",
        (
            _layers(draw=lambda rng, std, n, k: _normal(rng, std, k, n)),
            _layers(draw=lambda rng, std, n, k: _normal(rng, std, n, k).T),
        ),
    ),
    Mistake(
        "bias_an_input",
        "as many biases as inputs",
        "Who has a bias: an input or a unit?",
        (_layers(bias=lambda rng, std, n, k: np.zeros(n)),),
    ),
)
