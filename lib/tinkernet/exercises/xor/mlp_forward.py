"""mlp_forward(X, W1, b1, W2, b2, activation): two layers (decks 000, 001 and 004)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case, call_with_functions

from .._exercise import Answer, Exercise, Mistake
from ._labels import sizes

Array = NDArray[Any]
Function = Callable[[Any], Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give XOR with steps, one example, several outputs, and every activation."""
    table = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    fixed = [
        Case(
            "one example, one unit of each kind",
            {
                "X": np.array([[2.0]]), "W1": np.array([[0.5]]), "b1": np.array([-0.75]),
                "W2": np.array([[3.0]]), "b2": np.array([0.25]), "activation": "tanh",
            },
        ),
        Case(
            "XOR with step units",
            {
                "X": table, "W1": np.ones((2, 2)), "b1": np.array([-0.5, -1.5]),
                "W2": np.array([[1.0], [-2.0]]), "b2": np.array([-0.5]), "activation": "step",
            },
        ),
    ]  # fmt: skip

    def drawn(m: int, d: int, h: int, k: int, activation: str) -> Case:
        return Case(
            f"{sizes(example=m, input=d, hidden_unit=h, output=k)}, {activation}",
            {
                "X": rng.normal(0.0, 1.0, (m, d)),
                "W1": rng.normal(0.0, 1.0, (d, h)),
                "b1": rng.uniform(0.3, 1.0, h) * rng.choice([-1.0, 1.0], h),
                "W2": rng.normal(0.0, 1.0, (h, k)),
                "b2": rng.uniform(0.3, 1.0, k) * rng.choice([-1.0, 1.0], k),
                "activation": activation,
            },
        )

    return [
        *fixed,
        drawn(1, 3, 2, 1, "sigmoid"),
        drawn(3, 3, 3, 3, "tanh"),
        drawn(4, 2, 3, 1, "relu"),
        drawn(5, 3, 4, 2, "square"),
        drawn(6, 4, 2, 3, "tanh"),
        drawn(7, 2, 5, 2, "identity"),
        drawn(20, 3, 6, 4, "sigmoid"),
    ]


def reference(X: Array, W1: Array, b1: Array, W2: Array, b2: Array, activation: Function) -> Any:
    """Weigh, add the bias, bend; twice."""
    H = activation(X @ W1 + b1)
    return activation(H @ W2 + b2)


def in_plain_python(
    X: Array, W1: Array, b1: Array, W2: Array, b2: Array, activation: Function
) -> list[list[float]]:
    """Go through examples, units and inputs one by one, and return lists."""

    def layer(inputs: Any, W: Array, b: Array) -> list[float]:
        outputs = []
        for unit in range(W.shape[1]):
            z = b[unit]
            for i in range(W.shape[0]):
                z = z + W[i, unit] * inputs[i]
            outputs.append(float(activation(z)))
        return outputs

    return [layer(layer(x, W1, b1), W2, b2) for x in X]


def in_columns(X: Array, W1: Array, b1: Array, W2: Array, b2: Array, activation: Function) -> Any:
    """Use the lectures' notation with one column an example, and turn it back at the end."""
    H = activation(W1.T @ X.T + b1.reshape(-1, 1))
    return activation(W2.T @ H + b2.reshape(-1, 1)).T


def with_a_row_of_biases(
    X: Array, W1: Array, b1: Array, W2: Array, b2: Array, activation: Function
) -> Any:
    """Give every layer one more input that is always 1, in single precision."""
    ones = np.ones((len(X), 1), dtype="float32")
    H = activation(np.hstack([ones, X.astype("float32")]) @ np.vstack([b1, W1]).astype("float32"))
    return activation(np.einsum("mh,hk->mk", np.hstack([ones, H]), np.vstack([b2, W2])))


def _network(
    first: Function | None = None,
    second: Function | None = None,
    *,
    biases: tuple[float, float] = (1.0, 1.0),
) -> Answer:
    """Write a network with other functions in place of the activation, or without a bias."""

    def answer(X: Any, W1: Any, b1: Any, W2: Any, b2: Any, activation: Function) -> Any:
        H = (first or activation)(X @ W1 + biases[0] * b1)
        return (second or activation)(H @ W2 + biases[1] * b2)

    return answer


def _same(z: Any) -> Any:
    return z


def _sigmoid(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def _relu(z: Any) -> Any:
    return np.maximum(z, 0)


def _step(z: Any) -> Any:
    return 1.0 * (z > 0)


MLP_FORWARD = Exercise(
    name="mlp_forward",
    title="A network of two layers",
    assignment="03_xor",
    points=2,
    answers=("mlp_forward",),
    returns=("Y",),
    asked="mlp_forward(X, W1, b1, W2, b2, activation) should return the answers of both layers, "
    "one after the other, of shape (m, k): weighted sums, bias, activation, each time.",
    cases=cases,
    reference=reference,
    probe=call_with_functions,
    mistakes=(
        Mistake(
            "no_hidden_activation",
            "a hidden layer without its activation",
            "What would two layers be without anything non-linear between them? Where does "
            "activation come in, and how often?",
            (_network(first=_same),),
        ),
        Mistake(
            "no_output_activation",
            "an output layer without its activation",
            "In this network every layer bends its sums, the last one too.",
            (_network(second=_same),),
        ),
        Mistake(
            "no_activation",
            "a network without any activation",
            "The function that you are given as activation is not used: it belongs to each layer.",
            (_network(_same, _same),),
        ),
        Mistake(
            "activation_twice",
            "an activation applied twice to the same layer",
            "Count how often the numbers of each layer go through activation on their way.",
            (
                lambda X, W1, b1, W2, b2, f: f(f(f(X @ W1 + b1)) @ W2 + b2),
                lambda X, W1, b1, W2, b2, f: f(f(f(X @ W1 + b1) @ W2 + b2)),
                lambda X, W1, b1, W2, b2, f: f(f(f(f(X @ W1 + b1)) @ W2 + b2)),
            ),
        ),
        Mistake(
            "activation_on_inputs",
            "an activation applied to a layer's inputs in place of its sums",
            "Which comes first in a neuron, the weighted sum or the activation?",
            (
                lambda X, W1, b1, W2, b2, f: f(f(X) @ W1 + b1) @ W2 + b2,
                lambda X, W1, b1, W2, b2, f: f(f(f(X) @ W1 + b1) @ W2 + b2),
            ),
        ),
        Mistake(
            "bias_after_activation",
            "a bias added after the activation",
            "The bias shifts the border of a unit, so it belongs to the sum that is bent.",
            (
                lambda X, W1, b1, W2, b2, f: f((f(X @ W1) + b1) @ W2) + b2,
                lambda X, W1, b1, W2, b2, f: f((f(X @ W1) + b1) @ W2 + b2),
                lambda X, W1, b1, W2, b2, f: f(f(X @ W1 + b1) @ W2) + b2,
            ),
        ),
        Mistake(
            "bias_forgotten",
            "a layer without its bias",
            "Let X be all zeros: what is left of the sums of each layer?",
            (
                _network(biases=(0.0, 1.0)),
                _network(biases=(1.0, 0.0)),
                _network(biases=(0.0, 0.0)),
            ),
        ),
        Mistake(
            "own_activation",
            "one fixed activation, whatever activation is given",
            "The last argument is a function: call it by that name.",
            (
                _network(_sigmoid, _sigmoid),
                _network(np.tanh, np.tanh),
                _network(_relu, _relu),
                _network(_step, _step),
                _network(second=_step),
                _network(second=_sigmoid),
                _network(first=_relu),
            ),
        ),
        Mistake(
            "hidden_returned",
            "the answers of the hidden layer: the second layer is missing",
            "There are two pairs of weights and biases. Are both used?",
            (lambda X, W1, b1, W2, b2, f: f(X @ W1 + b1),),
        ),
        Mistake(
            "axis_lost",
            "the right numbers with one axis lost: (m,) or (k,) in place of (m, k)",
            "What is the shape of what comes back for one example, or for one output? A table "
            "stays a table, even with a single row or column.",
            (
                lambda *given: np.squeeze(reference(*given)),
                lambda *given: np.ravel(reference(*given)),
                lambda *given: reference(*given)[:, 0],
            ),
        ),
    ),
    alternatives=(in_plain_python, in_columns, with_a_row_of_biases),
    forbidden=("tinkernet.nn", "sklearn"),
    left_open=("the dtype of what comes back",),
)
