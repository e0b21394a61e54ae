"""What goes wrong where a network is to find XOR by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._exercise import Mistake

Array = NDArray[Any]
Start = Callable[..., Any]

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def _trained(
    start: Start = lambda rng, shape: rng.normal(0.0, 1.0, shape),
    h: int = 8,
    y: Sequence[float] = (0, 1, 1, 0),
    lr: float = 1.0,
    steps: int = 300,
) -> Callable[[np.random.Generator], dict[str, Any]]:
    """Write a training that goes wrong in one of its settings."""

    def answer(rng: np.random.Generator) -> dict[str, Any]:
        params = {"W1": start(rng, (2, h)), "b1": np.zeros(h),
                  "W2": start(rng, (h, 1)), "b2": np.zeros(1)}  # fmt: skip
        for _ in range(steps):
            H = np.tanh(X @ params["W1"] + params["b1"])
            p = 0.5 + 0.5 * np.tanh((H @ params["W2"] + params["b2"]) / 2)
            d = (p - np.reshape(y, (4, 1))) / 4
            back = d @ params["W2"].T * (1 - H**2)
            slopes = {"W1": X.T @ back, "b1": back.sum(0), "W2": H.T @ d, "b2": d.sum(0)}
            params = {name: params[name] - lr * slopes[name] for name in params}
        return params

    return answer


def _all_equal(number: float) -> Start:
    return lambda rng, shape: np.full(shape, number)


MISTAKES = (
    Mistake(
        "one_hidden_unit",
        "a network with a single hidden unit",
        "One hidden unit draws one line. How many does XOR need?",
        (_trained(h=1),),
    ),
    Mistake(
        "units_alike",
        "hidden units that are all the same, in every column of W1",
        "Units that begin alike get the same slopes. What makes them different?",
        (_trained(_all_equal(0.0)), _trained(_all_equal(0.5))),
    ),
    Mistake(
        "opposite",
        "a network that has learnt the opposite of XOR",
        "Is y 1 where exactly one input is 1?",
        (_trained(y=(1, 0, 0, 1)),),
    ),
    Mistake(
        "another_gate",
        "a network that has learnt OR, AND or NAND",
        "Look at the four answers that you train with: which two should be 1?",
        (
            _trained(y=(0, 1, 1, 1), steps=600),
            _trained(y=(0, 0, 0, 1), steps=600),
            _trained(y=(1, 1, 1, 0), steps=600),
        ),
    ),
    Mistake(
        "worse_than_a_coin",
        "weights from which the loss is worse than that of always saying 0.5",
        "Always saying 0.5 costs about 0.69. Print the loss on the way: where does it begin, and "
        "does it fall?",
        (
            _trained(lr=-1.0),
            _trained(lambda rng, shape: rng.normal(0.0, 1000.0, shape)),
        ),
    ),
    Mistake(
        "too_early",
        "a training that stops while the loss is still falling",
        "At the place where you stop the slopes are not near 0. More steps, or longer ones?",
        (_trained(steps=15), _trained(lr=0.01, steps=500), _trained(steps=40, lr=0.3)),
    ),
)
