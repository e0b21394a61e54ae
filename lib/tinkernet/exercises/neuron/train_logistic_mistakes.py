"""What goes wrong in training logistic regression."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._exercise import Mistake
from ._sigmoid import sigmoid

Array = NDArray[Any]
Pair = tuple[Any, Any]

OWN_RATES = (0.0001, 0.001, 0.01, 0.05, 0.1, 0.5)
"""Learning rates that an answer might have of its own; 1 is the missing one."""


def _descent(
    error: Callable[[Array, Array], Array] = lambda z, y: sigmoid(z) - y,
    rate: Callable[[float, int], Pair] = lambda lr, m: (lr / m, lr / m),
    steps_of: Callable[[int], int] = lambda steps: steps,
    bias: bool = True,
    keep: str = "",
) -> Callable[..., Pair]:
    """Write a descent with its own error, its own rates, or its own way of keeping slopes."""

    def answer(X: Array, y: Array, lr: float, steps: int) -> Pair:
        w, b = np.zeros(X.shape[1]), 0.0
        dw, db = np.zeros(X.shape[1]), 0.0
        for step in range(steps_of(steps)):
            e = error(X @ w + (b if bias else 0.0), y)
            if keep == "sum":
                dw, db = dw + X.T @ e, db + e.sum()
            elif keep == "" or step == 0:
                dw, db = X.T @ e, e.sum()
            w, b = w - rate(lr, len(y))[0] * dw, b - rate(lr, len(y))[1] * db
        return w, b

    return answer


def _at_rate(own: float, share: float) -> Callable[..., Pair]:
    """Write a descent at a rate of its own, with a share of the one that is given."""
    return _descent(rate=lambda lr, m: ((own + share * lr) / m, (own + share * lr) / m))


def _through_square(z: Array, y: Array) -> Any:
    p = sigmoid(z)
    return (p - y) * p * (1 - p)


def _on_another_scale(divide: bool) -> Callable[..., Pair]:
    def answer(X: Array, y: Array, lr: float, steps: int) -> Pair:
        centred = X - X.mean(axis=0)
        return _descent()(centred / X.std(axis=0) if divide else centred, y, lr, steps)

    return answer


MISTAKES = (
    Mistake(
        "ascent",
        "steps uphill",
        "The gradient points to where the cost grows. Which way do you want to go?",
        (_descent(rate=lambda lr, m: (-lr / m, -lr / m)),),
    ),
    Mistake(
        "no_learning_rate",
        "steps as long as the slope itself: the learning rate is missing",
        "What should happen when lr is made ten times smaller?",
        (_descent(rate=lambda lr, m: (1 / m, 1 / m)),),
    ),
    Mistake(
        "own_learning_rate",
        "steps with a learning rate of its own, whichever is given",
        "What should happen when lr is made ten times smaller?",
        tuple(_at_rate(own, 0.0) for own in OWN_RATES),
    ),
    Mistake(
        "twice_or_half",
        "steps that are twice as long as they should be, or half as long",
        "Does logistic_gradient pass its own check? The slope of the cross-entropy has no factor "
        "2 in it; the step is lr times the slope.",
        (_at_rate(0.0, 2.0), _at_rate(0.0, 0.5)),
    ),
    Mistake(
        "one_more_or_less",
        "one step too many or too few",
        "Count the steps for steps = 1. Where does range begin, and where does it end?",
        (_descent(steps_of=lambda steps: steps + 1), _descent(steps_of=lambda steps: steps - 1)),
    ),
    Mistake(
        "sum_for_mean",
        "steps along the sum over the examples instead of the mean",
        "Does logistic_gradient pass its own check? The more examples, the longer a sum.",
        (_descent(rate=lambda lr, m: (lr, lr)),),
    ),
    Mistake(
        "divided_twice",
        "steps that are divided by the number of examples once too often",
        "Does logistic_gradient pass its own check? It returns a mean already.",
        (_descent(rate=lambda lr, m: (lr / m**2, lr / m**2)),),
    ),
    Mistake(
        "one_step",
        "a descent that ends after its first step",
        "Does the function end inside its loop, or do w and b begin anew in each step?",
        (_descent(steps_of=lambda steps: 1),),
    ),
    Mistake(
        "never_moves",
        "a start that is never left",
        "logistic_gradient only says which way is up. Who moves w and b?",
        (_descent(steps_of=lambda steps: 0),),
    ),
    Mistake(
        "stale_gradient",
        "slopes that are worked out once, before the walk begins",
        "After each step the slope is another one: ask again, at the new place.",
        (_descent(keep="first"),),
    ),
    Mistake(
        "accumulated_gradient",
        "slopes that are added to those of all the steps before",
        "Each step goes by the slope at its own place. Is there a += where an = belongs?",
        (_descent(keep="sum"),),
    ),
    Mistake(
        "bias_stays",
        "a bias that never moves",
        "The bias has a slope of its own, db.",
        (_descent(rate=lambda lr, m: (lr / m, 0.0)),),
    ),
    Mistake(
        "bias_forgotten",
        "a sum without its bias",
        "The bias takes part in the prediction, in every step.",
        (_descent(bias=False),),
    ),
    Mistake(
        "sigmoid_forgotten",
        "a line fitted to the classes: the sigmoid is missing",
        "The error compares the probability p with y, not the sum z.",
        (_descent(error=lambda z, y: z - y),),
    ),
    Mistake(
        "step_for_sigmoid",
        "a step in place of the sigmoid",
        "That is the perceptron rule; here the error is p - y, with p between 0 and 1.",
        (_descent(error=lambda z, y: np.where(z > 0, 1, 0) - y),),
    ),
    Mistake(
        "slope_of_square",
        "a descent on the squared error",
        "Does logistic_gradient pass its own check?",
        (
            _descent(error=_through_square),
            _descent(error=lambda z, y: 2 * _through_square(z, y)),
        ),
    ),
    Mistake(
        "another_scale",
        "weights for standardised features, which do not fit the features as they are",
        "If you change the scale inside, the w and b that come back must still work on X itself.",
        (_on_another_scale(True), _on_another_scale(False)),
    ),
)
