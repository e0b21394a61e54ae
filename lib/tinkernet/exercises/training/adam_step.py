"""adam_step(theta, grad, m, v, t, ...): Adam, as deck 004 and as the paper have it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise
from .adam_step_mistakes import MISTAKES

Array = NDArray[Any]
Triple = tuple[Any, Any, Any]


def _case(rng: np.random.Generator, shape: tuple[int, ...], t: int, corrected: bool) -> Case:
    """Make a step somewhere on the way; eps is so large that its place shows."""
    return Case(
        f"step {t}, shape {shape}, {'with' if corrected else 'without'} correction",
        {
            "theta": rng.normal(0.0, 2.0, shape),
            "grad": rng.normal(0.0, 2.0, shape),
            "m": rng.normal(0.0, 1.0, shape),
            "v": rng.uniform(0.5, 3.0, shape),
            "t": t,
            "lr": rng.uniform(0.1, 0.5),
            "beta1": rng.uniform(0.5, 0.7),
            "beta2": rng.uniform(0.75, 0.9),
            "eps": rng.uniform(0.2, 0.6),
            "bias_correction": corrected,
        },
    )


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give first steps, flat ground, the paper's settings, and random steps of both kinds."""
    first = {"theta": np.array([3.0]), "grad": np.array([-2.0]), "m": np.zeros(1),
             "v": np.zeros(1), "t": 1, "lr": 0.25, "beta1": 0.5, "beta2": 0.75,
             "eps": 0.1}  # fmt: skip
    usual = {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}
    places = {"theta": np.array([1.0, -2.0]), "grad": np.array([0.01, -40.0])}
    zeros = {"m": np.zeros(2), "v": np.zeros(2)}
    fixed = [
        Case("a first step, as the slide has it", {**first, "bias_correction": False}),
        Case("a first step, as the paper has it", {**first, "bias_correction": True}),
        Case(
            "no slope, and none before",
            {"theta": np.array([3, -1]), "grad": np.zeros(2), **zeros, "t": 1, **usual,
             "bias_correction": True},
        ),
        Case(
            "the paper's settings",
            {**places, **zeros, "t": 1, **usual, "lr": 0.5, "bias_correction": True},
        ),
    ]  # fmt: skip
    drawn = [
        _case(rng, shape, t, corrected)
        for shape, t in (((3,), 2), ((2, 2), 3), ((3, 1), 1), ((2, 3), 6))
        for corrected in (False, True)
    ]
    return fixed + drawn


def reference(
    theta: Any,
    grad: Any,
    m: Any,
    v: Any,
    t: int,
    lr: float,
    beta1: float,
    beta2: float,
    eps: float,
    bias_correction: bool,
) -> Triple:
    """Update both running means; correct copies of them, if asked to; then step."""
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    m_hat, v_hat = m, v
    if bias_correction:
        m_hat = m / (1 - beta1**t)
        v_hat = v / (1 - beta2**t)
    return theta - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


def in_a_loop(
    theta: Any, grad: Any, m: Any, v: Any, t: int, lr: float, beta1: float, beta2: float,
    eps: float, bias_correction: bool,
) -> list[Any]:  # fmt: skip
    """Go number by number in plain Python."""
    found: list[list[float]] = [[], [], []]
    first = 1 - beta1**t if bias_correction else 1.0
    second = 1 - beta2**t if bias_correction else 1.0
    given = (np.ravel(each).tolist() for each in (theta, grad, m, v))
    for place, slope, mean, square in zip(*given, strict=True):
        mean = beta1 * mean + (1 - beta1) * slope
        square = beta2 * square + (1 - beta2) * slope * slope
        found[0].append(place - lr * (mean / first) / ((square / second) ** 0.5 + eps))
        found[1].append(mean)
        found[2].append(square)
    return [np.reshape(numbers, np.shape(theta)) for numbers in found]


def towards_the_gradient(
    theta: Any, grad: Any, m: Any, v: Any, t: int, lr: float, beta1: float, beta2: float,
    eps: float, bias_correction: bool,
) -> list[Any]:  # fmt: skip
    """Move both means a part of the way, in single precision."""
    theta, grad, m, v = (np.asarray(each, dtype=np.float32) for each in (theta, grad, m, v))
    m = m + np.float32(1 - beta1) * (grad - m)
    v = v + np.float32(1 - beta2) * (grad * grad - v)
    powers = np.array([beta1, beta2]) ** (t if bias_correction else np.inf)
    unbiased = m / (1 - powers[0]), v / (1 - powers[1])
    step = lr * unbiased[0] / (np.sqrt(unbiased[1]) + eps)
    return [(theta - step).astype(np.float32), m, v]


def with_one_factor(
    theta: Any, grad: Any, m: Any, v: Any, t: int, lr: float, beta1: float, beta2: float,
    eps: float, bias_correction: bool,
) -> Any:  # fmt: skip
    """Put the corrections into the learning rate and into eps."""
    m, v = np.multiply(beta1, m), np.multiply(beta2, v)
    m = m + np.multiply(1 - beta1, grad)
    v = v + np.multiply(1 - beta2, np.square(grad))
    root = np.sqrt(1 - beta2**t) if bias_correction else 1
    rate = lr * root / (1 - beta1**t) if bias_correction else lr
    return theta - rate * m / (np.sqrt(v) + eps * root), m, v


ADAM_STEP = Exercise(
    name="adam_step",
    title="A step of Adam",
    assignment="06_training",
    points=3,
    answers=("adam_step",),
    returns=("theta", "m", "v"),
    asked="adam_step(theta, grad, m, v, t, lr, beta1, beta2, eps, bias_correction) should return "
    "(theta, m, v) after step number t, counted from 1, with eps outside the root.",
    cases=cases,
    reference=reference,
    mistakes=MISTAKES,
    alternatives=(in_a_loop, towards_the_gradient, with_one_factor),
    forbidden=("tinkernet.nn", "tinkernet.optim", "tinkernet.widgets", "scipy", "sklearn"),
)
