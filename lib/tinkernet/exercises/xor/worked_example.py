"""forward_with_bias_row(x, W1, W2): deck 002's worked example, with biases as a row of weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake
from ._labels import sizes

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one unit of each kind, the deck's numbers, and random layers of all widths."""
    fixed = [
        Case(
            "one input, one hidden unit, one output",
            {
                "x": np.array([1.0, 2.0]),
                "W1": np.array([[-3.0], [0.5]]),
                "W2": np.array([[0.25], [4.0]]),
            },
        ),
        Case(
            "the deck's numbers",
            {
                "x": np.array([1.0, 2.8, -3.1, 4.2]),
                "W1": np.array(
                    [
                        [2.5, -1.3, -0.2, 0.9],
                        [5.0, 3.0, -1.5, 1.1],
                        [2.3, -1.7, 3.3, -0.4],
                        [-1.0, 0.5, 2.0, -0.2],
                    ]
                ),
                "W2": np.array([[0.6, -1.7], [1.9, 3.0], [0.6, -1.2], [-1.3, 2.6], [2.4, -0.8]]),
            },
        ),
    ]
    drawn = [
        Case(
            sizes(input=d, hidden_unit=h, output=k),
            {
                "x": np.concatenate([[1.0], rng.normal(0.0, 2.0, d)]),
                "W1": rng.normal(0.0, 1.0, (d + 1, h)),
                "W2": rng.normal(0.0, 1.0, (h + 1, k)),
            },
        )
        for d, h, k in ((2, 3, 1), (1, 2, 3), (4, 2, 2), (3, 6, 4))
    ]
    return fixed + drawn


def reference(x: Array, W1: Array, W2: Array) -> Any:
    """Put the unit that is always 1 before the hidden ones."""
    h = np.concatenate([[1.0], x @ W1])
    return h @ W2


def in_plain_python(x: Array, W1: Array, W2: Array) -> list[float]:
    """Add up product by product."""
    h = [1.0]
    for j in range(W1.shape[1]):
        h.append(sum(x[i] * W1[i, j] for i in range(len(x))))  # noqa: PERF401 - as a beginner
    return [sum(h[i] * W2[i, k] for i in range(len(h))) for k in range(W2.shape[1])]


def first_row_as_bias(x: Array, W1: Array, W2: Array) -> Any:
    """Add the first rows as biases."""
    hidden = W1[0] + x[1:] @ W1[1:]
    return W2[0] + hidden @ W2[1:]


def in_columns(x: Array, W1: Array, W2: Array) -> Any:
    """Multiply columns from the left, in single precision."""
    column = W1.T.astype("float32") @ x.reshape(-1, 1).astype("float32")
    return (W2.T @ np.vstack([[[1.0]], column]))[:, 0]


def _bent(activation: Callable[[Array], Any]) -> Callable[..., Any]:
    return lambda x, W1, W2: np.concatenate([[1.0], activation(x @ W1)]) @ W2


WORKED_EXAMPLE = Exercise(
    name="worked_example",
    title="Forward, with the biases in the weights",
    assignment="03_xor",
    points=2,
    answers=("forward_with_bias_row",),
    returns=("y",),
    asked="forward_with_bias_row(x, W1, W2) should return the sums of the output units, shape "
    "(k,): x starts with its 1, a 1 is put before the hidden sums, and no unit bends its sum.",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "hidden_bias_left_out",
            "a hidden layer without its 1: the first row of W2 does nothing",
            "W2 has one row more than there are hidden units. What is the first row multiplied by?",
            (
                lambda x, W1, W2: x @ W1 @ W2[1:],
                lambda x, W1, W2: np.concatenate([[0.0], x @ W1]) @ W2,
            ),
        ),
        Mistake(
            "last_row_left_out",
            "the hidden sums multiplied by all rows of W2 but the last",
            "Making the shapes fit is not enough: which row of W2 belongs to which hidden unit?",
            (lambda x, W1, W2: x @ W1 @ W2[:-1],),
        ),
        Mistake(
            "one_at_the_end",
            "a 1 put after the hidden sums instead of before them",
            "At which end of x is its 1? In h it is at the same end.",
            (lambda x, W1, W2: np.append(x @ W1, 1.0) @ W2,),
        ),
        Mistake(
            "input_bias_left_out",
            "a first layer without the 1 that x starts with",
            "The 1 in x is there to be multiplied: by which row of W1?",
            (
                lambda x, W1, W2: np.concatenate([[1.0], x[1:] @ W1[1:]]) @ W2,
                lambda x, W1, W2: np.concatenate([[1.0], x[1:] @ W1[:-1]]) @ W2,
            ),
        ),
        Mistake(
            "one_added",
            "a 1 added to the sums, where one more unit that is always 1 is meant",
            "h should have one number more than there are hidden units.",
            (
                lambda x, W1, W2: (1.0 + x @ W1) @ W2[1:],
                lambda x, W1, W2: 1.0 + x @ W1 @ W2[1:],
            ),
        ),
        Mistake(
            "activation_used",
            "hidden units with an activation; here they are linear",
            "In this example nothing bends the sums: they go on to the next layer as they are.",
            (
                _bent(lambda z: np.maximum(z, 0)),
                _bent(lambda z: 1 / (1 + np.exp(-z))),
                _bent(np.tanh),
                _bent(lambda z: 1.0 * (z > 0)),
            ),
        ),
        Mistake(
            "rounded",
            "numbers rounded on the way",
            "Slides show one decimal; a computer goes on with all of them. Round only what you "
            "print.",
            (
                lambda x, W1, W2: np.concatenate([[1.0], np.round(x @ W1, 1)]) @ W2,
                lambda x, W1, W2: np.round(reference(x, W1, W2), 1),
                lambda x, W1, W2: np.round(
                    np.concatenate([[1.0], np.round(x @ W1, 1)]) @ W2, 1
                ),
            ),
        ),
        Mistake(
            "hidden_returned",
            "the hidden layer in place of the outputs: the second layer is missing",
            "There are two tables of weights. Are both used?",
            (
                lambda x, W1, W2: x @ W1,
                lambda x, W1, W2: np.concatenate([[1.0], x @ W1]),
            ),
        ),
        Mistake(
            "one_row_table",
            "a table with a single row or column instead of a flat array",
            "How many axes has an array of shape (k,)?",
            (
                lambda x, W1, W2: reference(x, W1, W2).reshape(1, -1),
                lambda x, W1, W2: reference(x, W1, W2).reshape(-1, 1),
            ),
        ),
    ),
    alternatives=(in_plain_python, first_row_as_bias, in_columns),
    forbidden=("tinkernet.nn", "sklearn"),
    left_open=("the dtype of what comes back",),
)  # fmt: skip
