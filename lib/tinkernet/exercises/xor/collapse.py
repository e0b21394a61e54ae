"""collapse(W1, b1, W2, b2): without a bend two layers are one (deck 001, activation functions)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake
from ._labels import sizes

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give single units, square layers, and layers of unequal widths.

    Whatever the widths, W1 and W2 can be added (a side of length 1 stretches): who adds them, or
    multiplies element by element, gets numbers that can be recognised instead of an error.
    """
    fixed = [
        Case(
            "one unit after the other",
            {
                "W1": np.array([[2.0]]),
                "b1": np.array([-1.0]),
                "W2": np.array([[3.0]]),
                "b2": np.array([0.5]),
            },
        ),
        Case(
            "a hidden layer without biases",
            {
                "W1": np.array([[1.0, -2.0]]),
                "b1": np.zeros(2),
                "W2": np.array([[0.5], [4.0]]),
                "b2": np.array([-3.0]),
            },
        ),
    ]
    drawn = [
        Case(
            sizes(input=n, hidden_unit=h, output=k),
            {
                "W1": rng.normal(0.0, 1.0, (n, h)),
                "b1": rng.normal(1.0, 1.0, h),
                "W2": rng.normal(0.0, 1.0, (h, k)),
                "b2": rng.normal(-1.0, 1.0, k),
            },
        )
        for n, h, k in ((2, 2, 2), (3, 1, 2), (1, 3, 3), (3, 3, 1), (3, 3, 3), (2, 1, 5), (4, 4, 1))
    ]
    return fixed + drawn


def reference(W1: Array, b1: Array, W2: Array, b2: Array) -> tuple[Any, Any]:
    """Multiply (X W1 + b1) W2 + b2 out."""
    return W1 @ W2, b1 @ W2 + b2


def in_plain_python(W1: Array, b1: Array, W2: Array, b2: Array) -> list[Any]:
    """Add up product by product, and return lists."""
    n, h, k = len(W1), len(b1), len(b2)
    W = [[sum(W1[i, p] * W2[p, j] for p in range(h)) for j in range(k)] for i in range(n)]
    b = [b2[j] + sum(b1[p] * W2[p, j] for p in range(h)) for j in range(k)]
    return [W, b]


def by_asking_the_network(W1: Array, b1: Array, W2: Array, b2: Array) -> tuple[Any, Any]:
    """Look what the two layers make of nothing, and of each input alone."""

    def forward(X: Array) -> Any:
        return (X @ W1 + b1) @ W2 + b2

    nothing = np.zeros((1, len(W1)))
    return forward(np.eye(len(W1))) - forward(nothing), forward(nothing)[0]


def with_a_row_of_biases(W1: Array, b1: Array, W2: Array, b2: Array) -> Any:
    """Multiply the tables with the biases as first rows, in single precision."""
    first = np.vstack([b1, W1]).astype("float32")
    both = np.einsum("ih,hk->ik", first, W2.astype("float32"))
    return both[1:], both[0] + b2


COLLAPSE = Exercise(
    name="collapse",
    title="Two layers that are one",
    assignment="03_xor",
    points=2,
    answers=("collapse",),
    returns=("W", "b"),
    asked="collapse(W1, b1, W2, b2) should return (W, b) of the one linear layer that does the "
    "same as the two.",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "first_bias_left_out",
            "one layer without the bias of the first",
            "Put X = 0 into the two layers. What comes out of the first, and where does it go?",
            (lambda W1, b1, W2, b2: (W1 @ W2, b2),),
        ),
        Mistake(
            "second_bias_left_out",
            "one layer without the bias of the second",
            "Put X = 0 into the two layers. What is added at the very end?",
            (lambda W1, b1, W2, b2: (W1 @ W2, b1 @ W2),),
        ),
        Mistake(
            "no_bias",
            "one layer without any bias",
            "Put X = 0 into the two layers. Does 0 come out?",
            (lambda W1, b1, W2, b2: (W1 @ W2, 0.0 * b2),),
        ),
        Mistake(
            "first_bias_unweighted",
            "the first bias carried over without the second layer's weights",
            "What leaves the first layer, bias and all, is multiplied by W2.",
            (
                lambda W1, b1, W2, b2: (W1 @ W2, b1 + b2),
                lambda W1, b1, W2, b2: (W1 @ W2, b1.sum() + b2),
                lambda W1, b1, W2, b2: (W1 @ W2, b1.mean() + b2),
            ),
        ),
        Mistake(
            "first_bias_subtracted",
            "a bias with the wrong sign",
            "Multiply the brackets out once more, sign by sign.",
            (
                lambda W1, b1, W2, b2: (W1 @ W2, b2 - b1 @ W2),
                lambda W1, b1, W2, b2: (W1 @ W2, b1 @ W2 - b2),
            ),
        ),
        Mistake(
            "bias_in_the_weights",
            "weights with the bias mixed in",
            "The answers for a single input of 1 hold the bias as well: what is left without it?",
            (
                lambda W1, b1, W2, b2: ((W1 + b1) @ W2 + b2, b1 @ W2 + b2),
                lambda W1, b1, W2, b2: ((W1 + b1) @ W2, b2),
                lambda W1, b1, W2, b2: ((W1 + b1) @ W2 + b2, 0.0 * b2),
            ),
        ),
        Mistake(
            "added",
            "the weights of the two layers added",
            "The second layer multiplies what comes out of the first. Write (X W1 + b1) W2 + b2 "
            "without its brackets: what stands behind X?",
            (
                lambda W1, b1, W2, b2: (W1 + W2, b1 + b2),
                lambda W1, b1, W2, b2: (W1 + W2, b1 @ W2 + b2),
            ),
        ),
        Mistake(
            "element_by_element",
            "weights multiplied element by element, where the formula has a matrix product",
            "In NumPy there are two products, one with a star and one with @. Which one adds up "
            "over the hidden units?",
            (
                lambda W1, b1, W2, b2: (W1 * W2, b1 @ W2 + b2),
                lambda W1, b1, W2, b2: (W1 * W2, b1 * b2),
                lambda W1, b1, W2, b2: (W1 * W2, b1 + b2),
                lambda W1, b1, W2, b2: (W1 * W2, b1 * W2 + b2),
            ),
        ),
        Mistake(
            "turned",
            "weights with one row a unit: W is transposed",
            "Which shape must W have so that X @ W works for X of shape (m, n)?",
            (
                lambda W1, b1, W2, b2: (W2.T @ W1.T, b1 @ W2 + b2),
                lambda W1, b1, W2, b2: (W2.T @ W1.T, W2.T @ b1 + b2),
            ),
        ),
        Mistake(
            "bias_as_a_table",
            "a bias of shape (1, k) instead of (k,)",
            "How many axes has b2, and how many has your b?",
            (
                lambda W1, b1, W2, b2: (W1 @ W2, b1[None, :] @ W2 + b2),
                lambda W1, b1, W2, b2: (W1 @ W2, (b1[None, :] @ W2 + b2).T),
            ),
        ),
        Mistake(
            "activation_used",
            "a first layer with an activation; here it has none",
            "Two layers are one only because nothing bends the sums between them.",
            (
                lambda W1, b1, W2, b2: (
                    np.maximum(W1, 0) @ W2,
                    np.maximum(b1, 0) @ W2 + b2,
                ),
                lambda W1, b1, W2, b2: (W1 @ W2, np.maximum(b1, 0) @ W2 + b2),
            ),
        ),
        Mistake(
            "swapped",
            "W and b in each other's place",
            "First come the weights.",
            (lambda W1, b1, W2, b2: (b1 @ W2 + b2, W1 @ W2),),
        ),
    ),
    alternatives=(in_plain_python, by_asking_the_network, with_a_row_of_biases),
    forbidden=("tinkernet.nn", "sklearn"),
    left_open=("the dtype of what comes back",),
)
