"""neuron(x, w, b, activation): a weighted sum, a bias, an activation (decks 000, 002, 003, 004)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import FUNCTIONS, Case, call_with_functions

from .._exercise import Exercise, Mistake

Array = NDArray[Any]
Activation = Callable[[Any], Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one example, tables, as many examples as inputs, and all kinds of activation."""

    def case(label: str, x: Any, w: Any, b: float, activation: str) -> Case:
        arguments = {"x": np.array(x), "w": np.array(w), "b": b, "activation": activation}
        return Case(label, arguments)

    corners = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
    fixed = [
        case("one example of one input", [2.0], [3.0], -1.0, "identity"),
        case("one example", [1.0, -2.0], [0.5, 0.25], 0.5, "sigmoid"),
        case("one example in a table", [[1.0, 2.0]], [2.0, -1.0], 0.75, "square"),
        case("as many examples as inputs", [[1.0, 2.0], [-3.0, 0.5]], [0.5, -1.0], 0.25, "tanh"),
        case("the four corners of a square", corners, [1.0, 1.0], -1.5, "step"),
    ]
    kinds = ("sigmoid", "tanh", "relu", "square", "identity")
    drawn = [
        case(f"{m} random examples of {d} inputs", rng.normal(size=(m, d)), rng.normal(size=d),
             float(rng.uniform(0.3, 0.9)), kind)
        for (m, d), kind in zip(((3, 2), (2, 4), (5, 5), (8, 3), (4, 3)), kinds, strict=True)
    ]  # fmt: skip
    single = [
        case("one random example", rng.normal(size=4), rng.normal(size=4), 0.4, kind)
        for kind in ("tanh", "square")
    ]
    return fixed + drawn + single


def reference(x: Array, w: Array, b: float, activation: Activation) -> Any:
    """Weigh, add, activate."""
    return activation(x @ w + b)


def in_a_loop(x: Array, w: Array, b: float, activation: Activation) -> Any:
    """Add up with plain Python, example by example."""

    def one(example: Any) -> Any:
        z = b
        for x_i, w_i in zip(example, w, strict=True):
            z = z + x_i * w_i
        return activation(z)

    return [one(example) for example in x] if x.ndim == 2 else one(x)


def by_sum(x: Array, w: Array, b: float, activation: Activation) -> Any:
    """Multiply element by element, and add along the last axis."""
    return activation(np.sum(x * w, axis=-1) + b)


def in_float32(x: Array, w: Array, b: float, activation: Activation) -> Any:
    """Compute in single precision."""
    return activation(np.dot(x.astype("float32"), w.astype("float32")) + np.float32(b))


def _each_product(x: Array, w: Array, b: float, activation: Activation) -> Any:
    return np.sum(activation(x * w), axis=-1) + b


def _each_product_with_bias(x: Array, w: Array, b: float, activation: Activation) -> Any:
    return np.sum(activation(x * w + b), axis=-1)


def _each_input(x: Array, w: Array, b: float, activation: Activation) -> Any:
    return activation(x) @ w + b


def _always(name: str) -> Any:
    return lambda x, w, b, activation: FUNCTIONS[name](x @ w + b)


NEURON = Exercise(
    name="neuron",
    title="A neuron",
    assignment="02_neuron",
    points=2,
    answers=("neuron",),
    returns=("y",),
    asked="neuron(x, w, b, activation) should return activation(x1 w1 + ... + xd wd + b): one "
    "number for x of shape (d,), shape (m,) for m examples of shape (m, d).",
    cases=cases,
    reference=reference,
    probe=call_with_functions,
    mistakes=(
        Mistake(
            "bias_forgotten",
            "a weighted sum without its bias",
            "What goes into the activation when every input is 0?",
            (lambda x, w, b, activation: activation(x @ w),),
        ),
        Mistake(
            "activation_forgotten",
            "the weighted sum itself: the activation is missing",
            "The sum is z; the neuron's answer is what the activation makes of z.",
            (lambda x, w, b, activation: x @ w + b,),
        ),
        Mistake(
            "activation_twice",
            "an activation that is applied twice",
            "Follow z on its way out: how many times does it meet the activation?",
            (lambda x, w, b, activation: activation(activation(x @ w + b)),),
        ),
        Mistake(
            "bias_outside",
            "a bias added after the activation",
            "The bias shifts the border at which the neuron fires: on which side of the "
            "activation does it belong?",
            (lambda x, w, b, activation: activation(x @ w) + b,),
        ),
        Mistake(
            "activation_on_parts",
            "the activation applied to the parts, and the sum taken afterwards",
            "First everything is added up, then the one sum is activated.",
            (_each_product, _each_product_with_bias, _each_input),
        ),
        Mistake(
            "sum_forgotten",
            "a product for each input where their sum belongs",
            "A star alone multiplies element by element. A neuron gives one number an example.",
            (
                lambda x, w, b, activation: activation(x * w + b),
                lambda x, w, b, activation: activation(x * w) + b,
            ),
        ),
        Mistake(
            "collapsed",
            "one number for all the examples together",
            "Along which axis of x do you add? Each row is one example and keeps its own sum.",
            (
                lambda x, w, b, activation: activation(np.sum(x * w) + b),
                lambda x, w, b, activation: activation(np.sum(np.dot(x, w) + b)),
                lambda x, w, b, activation: np.sum(activation(np.dot(x, w) + b)),
            ),
        ),
        Mistake(
            "added_over_examples",
            "sums over the examples instead of over the inputs",
            "A row is one example, a column one input: along which of them does a neuron add?",
            (
                lambda x, w, b, activation: activation(np.sum(x * w, axis=0) + b),
                lambda x, w, b, activation: activation(sum(x * w) + b),
            ),
        ),
        Mistake(
            "bias_many_times",
            "a bias added once for every input",
            "There is one bias for the whole sum. What is inside your sum?",
            (lambda x, w, b, activation: activation(np.sum(x * w + b, axis=-1)),),
        ),
        Mistake(
            "bias_subtracted",
            "the bias taken away instead of added",
            "A threshold is subtracted, a bias is added: which of the two is b here?",
            (lambda x, w, b, activation: activation(x @ w - b),),
        ),
        Mistake(
            "column",
            "an axis of length 1 too many",
            "Look at the shape of what you return: (m,) for m examples, a single number for one.",
            (
                lambda x, w, b, activation: activation(x @ w.reshape(-1, 1) + b),
                lambda x, w, b, activation: activation(np.atleast_2d(x) @ w + b),
                lambda x, w, b, activation: activation(np.atleast_2d(x) @ w.reshape(-1, 1) + b),
            ),
        ),
        Mistake(
            "own_activation",
            "the same activation every time, whichever is given",
            "activation is a function that you are given: call that one.",
            (_always("sigmoid"), _always("step"), _always("tanh"), _always("relu")),
        ),
    ),
    alternatives=(in_a_loop, by_sum, in_float32),
    forbidden=("tinkernet.nn", "tinkernet.optim", "sklearn"),
)
