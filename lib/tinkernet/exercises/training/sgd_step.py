"""sgd_step(theta, grad, lr): one step of plain gradient descent (decks 001 and 004)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give a number, whole numbers, slopes of both signs and of 0, and random shapes."""
    fixed = [
        Case("one number", {"theta": 3.0, "grad": 2.0, "lr": 0.25}),
        Case(
            "two slopes, one of them 0",
            {"theta": np.array([1.0, -2.0]), "grad": np.array([0.0, 4.0]), "lr": 0.5},
        ),
        Case(
            "whole numbers to start from",
            {"theta": np.array([3, -1, 0]), "grad": np.array([1.0, 2.5, -7.0]), "lr": 0.1},
        ),
    ]
    fixed.append(
        Case(
            "steep slopes",
            {"theta": np.array([1.0, 2.0]), "grad": np.array([-300.0, 500.0]), "lr": 0.5},
        )
    )
    drawn = [
        Case(
            f"shape {shape}",
            {
                "theta": rng.normal(0.0, 3.0, shape),
                "grad": rng.normal(0.0, 3.0, shape),
                "lr": rng.uniform(0.2, 0.8),
            },
        )
        for shape in ((4,), (2, 3), (3, 1))
    ]
    return fixed + drawn


def reference(theta: Any, grad: Any, lr: float) -> Any:
    """Go against the slope."""
    return theta - lr * grad


def in_a_loop(theta: Any, grad: Any, lr: float) -> Any:
    """Move number by number."""
    flat = [t - lr * g for t, g in zip(np.ravel(theta), np.ravel(grad), strict=True)]
    return np.array(flat).reshape(np.shape(theta))


def on_a_copy(theta: Any, grad: Any, lr: float) -> Any:
    """Copy in single precision, then move in place."""
    moved = np.array(theta, dtype=np.float32)
    moved -= np.float32(lr) * np.asarray(grad, dtype=np.float32)
    return moved


def as_a_list(theta: Any, grad: Any, lr: float) -> Any:
    """Add the negative step; give lists back."""
    return np.add(theta, np.multiply(-lr, grad)).tolist()


def _truncated(theta: Any, grad: Any, lr: float) -> Any:
    moved = np.array(theta)
    moved[...] = moved - lr * grad
    return moved


SGD_STEP = Exercise(
    name="sgd_step",
    title="One step downhill",
    assignment="06_training",
    points=1,
    answers=("sgd_step",),
    returns=("theta",),
    asked="sgd_step(theta, grad, lr) should return the new theta: one step of length lr times "
    "the slope, downhill.",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "ascent",
            "a step uphill",
            "The gradient points to where the loss grows. Which way do you want to go?",
            (lambda theta, grad, lr: theta + lr * grad,),
        ),
        Mistake(
            "no_learning_rate",
            "a step as long as the slope itself: the learning rate is missing",
            "What should happen when lr is made ten times smaller?",
            (lambda theta, grad, lr: theta - grad,),
        ),
        Mistake(
            "only_the_step",
            "the step alone, not the place where it leads",
            "What comes back should be the new theta, not the change.",
            (lambda theta, grad, lr: lr * grad, lambda theta, grad, lr: -lr * grad),
        ),
        Mistake(
            "divided_by_rate",
            "a slope divided by the learning rate",
            "A larger learning rate should make the step longer.",
            (lambda theta, grad, lr: theta - grad / lr,),
        ),
        Mistake(
            "rate_times_all",
            "a learning rate that multiplies theta as well",
            "Without a slope, theta should stay where it is. Where do the brackets belong?",
            (
                lambda theta, grad, lr: lr * (theta - grad),
                lambda theta, grad, lr: theta - lr * theta * grad,
            ),
        ),
        Mistake(
            "rate_subtracted",
            "the slope and the learning rate subtracted one after the other",
            "The learning rate says how long a step is: it multiplies the slope.",
            (
                lambda theta, grad, lr: theta - lr - grad,
                lambda theta, grad, lr: theta - (lr + grad),
            ),
        ),
        Mistake(
            "sign_only",
            "a step of the same length whatever the slope: only its sign counts",
            "Where it is steeper, the step should be longer.",
            (lambda theta, grad, lr: theta - lr * np.sign(grad),),
        ),
        Mistake(
            "unit_length",
            "a slope that is made to have length 1 first",
            "Gradient descent takes the slope as it is: where it is steeper, the step is longer.",
            (lambda theta, grad, lr: theta - lr * grad / np.linalg.norm(grad),),
        ),
        Mistake(
            "whole_numbers",
            "a new theta without its decimals",
            "An array made of whole numbers holds whole numbers: what happens to 0.9 in it?",
            (_truncated, lambda theta, grad, lr: np.round(theta - lr * grad)),
        ),
    ),
    alternatives=(in_a_loop, on_a_copy, as_a_list),
    forbidden=("tinkernet.nn", "tinkernet.optim", "scipy", "sklearn"),
)
