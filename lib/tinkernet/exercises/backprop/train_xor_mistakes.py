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
    moving: str = "W1 b1 W2 b2",
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
            params |= {name: params[name] - lr * slopes[name] for name in moving.split()}
        return params

    return answer


def _all_equal(number: float) -> Start:
    return lambda rng, shape: np.full(shape, number)


def _scaled(std: float) -> Start:
    return lambda rng, shape: rng.normal(0.0, std, shape)


def _by_hand(rng: np.random.Generator) -> dict[str, Any]:
    """Return a band between two borders, whatever rng is."""
    return {"W1": np.full((2, 2), 10.0), "b1": np.array([-5.0, -15.0]),
            "W2": np.array([[10.0], [-10.0]]), "b2": np.array([-10.0])}  # fmt: skip


MISTAKES = (
    Mistake(
        "one_hidden_unit",
        "a network with a single hidden unit",
        "One hidden unit draws one line. How many does XOR need?",
        (_trained(h=1),),
    ),
    Mistake(
        "units_alike",
        "hidden units that are all the same: equal columns in W1, equal numbers in b1",
        "Units that begin alike get the same slopes. What makes them different?",
        (_trained(_all_equal(0.0)), _trained(_all_equal(0.5))),
    ),
    Mistake(
        "own_generator",
        "another network when the same rng comes again",
        "Do all random numbers come from rng, and does every call begin anew?",
        (
            lambda rng: _trained()(np.random.default_rng()),
            lambda rng: _trained(steps=5)(np.random.default_rng()),
        ),
    ),
    Mistake(
        "always_the_same",
        "one and the same network, whatever rng is",
        "First weights are to be drawn from rng itself. A generator of your own, made with a "
        "fixed seed, begins anew at every call.",
        (_by_hand, lambda rng: _trained()(np.random.default_rng(0))),
    ),
    Mistake(
        "biases_stay",
        "biases that are all still 0 at the end",
        "Without biases every sum is 0 at the point (0, 0), whatever the weights, and the answer "
        "there is 0.5. Do b1 and b2 move?",
        (_trained(moving="W1 W2"), _trained(moving="W1 W2", steps=40), _trained(steps=0)),
    ),
    Mistake(
        "opposite",
        "a network that has learnt the opposite of XOR",
        "Is y 1 where exactly one input is 1?",
        (_trained(y=(1, 0, 0, 1), steps=600),),
    ),
    Mistake(
        "another_gate",
        "a network that has learnt OR, AND or NAND",
        "Look at what you train with: are all four points there, and which two of them should "
        "get the answer 1?",
        (
            _trained(y=(0, 1, 1, 1), steps=600),
            _trained(y=(0, 0, 0, 1), steps=600),
            _trained(y=(1, 1, 1, 0), steps=600),
        ),
    ),
    Mistake(
        "flat_start",
        "weights that are all near 0 at the end, where the loss is nearly flat",
        "Near 0 the loss of XOR hardly changes in any direction. What brings your weights "
        "there, or keeps them there?",
        (_trained(_scaled(0.01)), _trained(_scaled(0.01), lr=0.1, steps=1000)),
    ),
    Mistake(
        "worse_than_a_coin",
        "a loss that is, from most seeds, worse than that of always saying 0.5",
        "Always saying 0.5 costs about 0.69. Print the loss on the way: where does it begin, and "
        "does it fall?",
        (_trained(lr=-1.0), _trained(_scaled(1000.0), steps=100)),
    ),
    Mistake(
        "still_steep",
        "a training that ends where the loss is still steep",
        "Do all four parameters move, each against its own slope, and for long enough?",
        (
            _trained(steps=15),
            _trained(lr=0.01, steps=500),
            _trained(moving="W2 b2", steps=5),
        ),
    ),
)
