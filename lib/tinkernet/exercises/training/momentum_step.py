"""momentum_step(theta, grad, delta, lr, beta): gradient descent with momentum (deck 004)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Answer, Exercise, Mistake

Array = NDArray[Any]
Pair = tuple[Any, Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give a first step, no slope, no memory, whole numbers, and random shapes."""
    theta, delta = np.array([2.0, -1.0]), np.array([0.4, -0.2])
    fixed = [
        Case(
            "a first step: no memory yet",
            {"theta": 3.0, "grad": 2.0, "delta": 0.0, "lr": 0.25, "beta": 0.5},
        ),
        Case(
            "a second step",
            {"theta": 2.5, "grad": -2.0, "delta": 0.5, "lr": 0.25, "beta": 0.75},
        ),
        Case(
            "on flat ground",
            {"theta": theta, "grad": np.zeros(2), "delta": delta, "lr": 0.1, "beta": 0.9},
        ),
        Case(
            "beta 0",
            {"theta": theta, "grad": np.array([3.0, 1.0]), "delta": delta, "lr": 0.1, "beta": 0.0},
        ),
        Case(
            "whole numbers to start from",
            {"theta": np.array([3, -1]), "grad": np.array([1.0, -7.0]), "delta": np.zeros(2, int),
             "lr": 0.1, "beta": 0.9},
        ),
    ]  # fmt: skip
    drawn = [
        Case(
            f"shape {shape}",
            {
                "theta": rng.normal(0.0, 3.0, shape),
                "grad": rng.normal(0.0, 3.0, shape),
                "delta": rng.normal(0.0, 1.0, shape),
                "lr": rng.uniform(0.1, 0.4),
                "beta": rng.uniform(0.6, 0.9),
            },
        )
        for shape in ((4,), (2, 3), (3, 1))
    ]
    return fixed + drawn


def reference(theta: Any, grad: Any, delta: Any, lr: float, beta: float) -> Pair:
    """Add what is left of the last step to this one."""
    delta = lr * grad + beta * delta
    return theta - delta, delta


def in_a_loop(theta: Any, grad: Any, delta: Any, lr: float, beta: float) -> list[Any]:
    """Go number by number."""
    thetas, deltas = [], []
    for t, g, d in zip(np.ravel(theta), np.ravel(grad), np.ravel(delta), strict=True):
        step = beta * d + lr * g
        deltas.append(step)
        thetas.append(t - step)
    shape = np.shape(theta)
    return [np.reshape(thetas, shape), np.reshape(deltas, shape)]


def in_single_precision(theta: Any, grad: Any, delta: Any, lr: float, beta: float) -> Any:
    """Make one array of both, in float32."""
    theta, grad, delta = (np.asarray(each, dtype=np.float32) for each in (theta, grad, delta))
    moved = np.stack([theta - lr * grad - beta * delta, lr * grad + beta * delta])
    return list(moved.astype(np.float32))


def on_copies(theta: Any, grad: Any, delta: Any, lr: float, beta: float) -> list[Any]:
    """Change copies in place."""
    new = np.multiply(delta, beta)
    new = new + np.multiply(grad, lr)
    place = np.array(theta, dtype=float)
    place -= new
    return [place, new]


def _step(
    rule: Callable[..., Any], kept: Callable[..., Any] = lambda new, old, grad: new
) -> Answer:
    """Write a step with another rule for delta, or keeping something else of it."""

    def answer(theta: Any, grad: Any, delta: Any, lr: float, beta: float) -> Pair:
        new = rule(grad, delta, lr, beta)
        return theta - new, kept(new, delta, grad)

    return answer


def _nesterov(theta: Any, grad: Any, delta: Any, lr: float, beta: float) -> Pair:
    delta = lr * grad + beta * delta
    return theta - (lr * grad + beta * delta), delta


def _rate_outside(theta: Any, grad: Any, delta: Any, lr: float, beta: float) -> Pair:
    delta = grad + beta * delta
    return theta - lr * delta, delta


def _mean_outside(theta: Any, grad: Any, delta: Any, lr: float, beta: float) -> Pair:
    delta = (1 - beta) * grad + beta * delta
    return theta - lr * delta, delta


def _right(grad: Any, delta: Any, lr: float, beta: float) -> Any:
    return lr * grad + beta * delta


MOMENTUM_STEP = Exercise(
    name="momentum_step",
    title="A step with momentum",
    assignment="06_training",
    points=2,
    answers=("momentum_step",),
    returns=("theta", "delta"),
    asked="momentum_step(theta, grad, delta, lr, beta) should return (theta, delta): the new "
    "delta is lr times grad plus beta times the old delta, the new theta is theta minus that.",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "ascent",
            "a step uphill: delta is added to theta",
            "delta points uphill, as the gradient does. Which way do you want to go?",
            (
                lambda theta, grad, delta, lr, beta: (
                    theta + _right(grad, delta, lr, beta),
                    _right(grad, delta, lr, beta),
                ),
            ),
        ),
        Mistake(
            "velocity_downhill",
            "a delta that points downhill, as some books have it",
            "Here delta has the sign of the gradient, and is subtracted. Which sign does yours "
            "have after a first step?",
            (
                lambda theta, grad, delta, lr, beta: (
                    theta + beta * delta - lr * grad,
                    beta * delta - lr * grad,
                ),
                lambda theta, grad, delta, lr, beta: (
                    theta - _right(grad, delta, lr, beta),
                    -_right(grad, delta, lr, beta),
                ),
            ),
        ),
        Mistake(
            "rate_outside",
            "a learning rate that multiplies the whole of delta, as PyTorch has it",
            "In the formula here the learning rate stands at the gradient only, inside delta.",
            (_rate_outside, _step(lambda grad, delta, lr, beta: lr * (grad + beta * delta))),
        ),
        Mistake(
            "running_mean",
            "a running mean: the gradient multiplied by 1 - beta",
            "That factor belongs to Adam. Look at what stands in front of the gradient here.",
            (
                _step(lambda grad, delta, lr, beta: lr * (1 - beta) * grad + beta * delta),
                _mean_outside,
            ),
        ),
        Mistake(
            "no_memory",
            "a step without its memory: plain gradient descent",
            "Where does the old delta come in?",
            (
                _step(lambda grad, delta, lr, beta: lr * grad),
                _step(lambda grad, delta, lr, beta: lr * grad + beta * (lr * grad)),
            ),
        ),
        Mistake(
            "memory_not_kept",
            "a right step, but the old delta given back",
            "The next step needs the delta of this one.",
            (_step(_right, lambda new, old, grad: old),),
        ),
        Mistake(
            "gradient_kept",
            "a right step, but the gradient given back in place of delta",
            "What the next step needs is the step that was taken, not the slope alone.",
            (_step(_right, lambda new, old, grad: grad),),
        ),
        Mistake(
            "old_delta",
            "a step along the old delta",
            "First the new delta, then the step with it.",
            (lambda theta, grad, delta, lr, beta: (theta - delta, _right(grad, delta, lr, beta)),),
        ),
        Mistake(
            "beta_forgotten",
            "an old delta that is kept in full: beta is missing",
            "Without beta the steps add up for ever.",
            (_step(lambda grad, delta, lr, beta: lr * grad + delta),),
        ),
        Mistake(
            "rate_forgotten",
            "a gradient in full length: the learning rate is missing",
            "What should happen when lr is made ten times smaller?",
            (_step(lambda grad, delta, lr, beta: grad + beta * delta),),
        ),
        Mistake(
            "memory_subtracted",
            "a memory with the wrong sign: it slows down where it should push on",
            "Two steps in the same direction should be longer together. Is there a minus too many?",
            (_step(lambda grad, delta, lr, beta: lr * grad - beta * delta),),
        ),
        Mistake(
            "factors_swapped",
            "lr and beta in each other's place",
            "lr belongs to the gradient, beta to the memory.",
            (_step(lambda grad, delta, lr, beta: beta * grad + lr * delta),),
        ),
        Mistake(
            "nesterov",
            "a step that looks ahead, after Nesterov",
            "The step is delta itself, once.",
            (_nesterov,),
        ),
        Mistake(
            "swapped",
            "delta and theta in each other's place",
            "First comes theta.",
            (lambda *given: reference(*given)[::-1],),
        ),
    ),
    alternatives=(in_a_loop, in_single_precision, on_copies),
    forbidden=("tinkernet.nn", "tinkernet.optim", "tinkernet.widgets", "scipy", "sklearn"),
)
