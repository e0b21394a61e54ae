"""perceptron_epoch(X, y, w, b, lr): Rosenblatt's rule, once through all examples (deck 004)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Answer, Exercise, Mistake

Array = NDArray[Any]
Pair = tuple[Any, Any]

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give a sum of exactly 0, right answers, gates, and random examples in random places."""

    def case(label: str, X: Any, y: Any, w: Any, b: float, lr: float) -> Case:
        X, y, w = np.array(X), np.array(y), np.array(w)
        return Case(label, {"X": X, "y": y, "w": w, "b": b, "lr": lr})

    # Numbers that are exact in binary, so that a sum that should be 0 is 0 in any order.
    fixed = [
        case("a sum of exactly 0, class 1", [[2.0]], [1], [0.0], 0.0, 0.5),
        case("a sum of exactly 0, class 0", [[2.0]], [0], [0.5], -1.0, 0.5),
        case("one example, wrongly fired", [[1.0, -2.0]], [0], [1.0, 0.25], 0.25, 0.5),
        case("a sum just above 0, class 0", [[1.0]], [0], [1.0], 2.0**-10 - 1.0, 0.5),
        case("a sum just below 0, class 1", [[1.0]], [1], [1.0], -(2.0**-10) - 1.0, 0.5),
        case("nothing wrong", [[1.0, 0.0], [0.0, 1.0]], [1, 0], [2.0, -2.0], 0.5, 0.25),
        case("AND from zeros", CORNERS, [0, 0, 0, 1], [0.0, 0.0], 0.0, 0.5),
        case("NAND from zeros", CORNERS, [1, 1, 1, 0], [0.0, 0.0], 0.0, 0.5),
        case("OR, on its way", CORNERS, [0, 1, 1, 1], [0.5, -1.0], 0.5, 0.25),
    ]
    drawn = [
        case(f"{m} random examples of {d} inputs", rng.normal(size=(m, d)), rng.integers(0, 2, m),
             rng.normal(size=d), float(rng.normal()), float(rng.uniform(0.2, 0.9)))
        for m, d in ((3, 3), (6, 2), (10, 4), (25, 3), (40, 2))
    ]  # fmt: skip
    return fixed + drawn


def reference(X: Array, y: Array, w: Array, b: float, lr: float) -> Pair:
    """Look at one example after the other and correct at once."""
    for i in range(len(X)):
        error = y[i] - np.where(X[i] @ w + b > 0, 1, 0)
        w, b = w + lr * error * X[i], b + lr * error
    return w, b


def in_plain_python(X: Array, y: Array, w: Array, b: float, lr: float) -> list[Any]:
    """Use lists and loops only, and touch nothing where the answer was right."""
    weights = [float(each) for each in w]
    for row, target in zip(X.tolist(), y.tolist(), strict=True):
        z = b
        for x_j, w_j in zip(row, weights, strict=True):
            z += x_j * w_j
        fired = 1 if z > 0 else 0
        if fired != target:
            sign = 1 if target == 1 else -1
            b += lr * sign
            for j, x_j in enumerate(row):
                weights[j] += lr * sign * x_j
    return [weights, b]


def with_leading_one(X: Array, y: Array, w: Array, b: float, lr: float) -> Pair:
    """Keep the bias as a weight in front, in single precision."""
    theta = np.append(b, w).astype("float32")
    wide = np.insert(X, 0, 1.0, axis=1).astype("float32")
    for i in range(len(wide)):
        theta = theta + np.float32(lr) * (y[i] - float(wide[i] @ theta > 0)) * wide[i]
    return theta[1:], theta[0]


def _pass(
    answer: Callable[[Any], Any] = lambda z: np.where(z > 0, 1, 0),
    change: Callable[[Any, Any, Any], Pair] = lambda error, x, y: (error * x, error),
    factor: Callable[[float], Pair] = lambda lr: (lr, lr),
    order: slice = slice(None),
    bias: bool = True,
) -> Answer:
    """Write a pass with its own answer, its own correction, its own rates or its own order."""

    def pass_once(X: Array, y: Array, w: Array, b: float, lr: float) -> Pair:
        for x_i, y_i in zip(X[order], y[order], strict=True):
            error = y_i - answer(x_i @ w + (b if bias else 0.0))
            dw, db = change(error, x_i, y_i)
            w, b = w + factor(lr)[0] * dw, b + factor(lr)[1] * db
        return w, b

    return pass_once


def _all_together(mean: bool) -> Answer:
    def pass_once(X: Array, y: Array, w: Array, b: float, lr: float) -> Pair:
        error = y - np.where(X @ w + b > 0, 1, 0)
        n = len(y) if mean else 1
        return w + lr * X.T @ error / n, b + lr * error.sum() / n

    return pass_once


def _bias_first(X: Array, y: Array, w: Array, b: float, lr: float) -> Pair:
    for x_i, y_i in zip(X, y, strict=True):
        b = b + lr * (y_i - (x_i @ w + b > 0))
        w = w + lr * (y_i - (x_i @ w + b > 0)) * x_i
    return w, b


def _weights_first(X: Array, y: Array, w: Array, b: float, lr: float) -> Pair:
    for x_i, y_i in zip(X, y, strict=True):
        w = w + lr * (y_i - (x_i @ w + b > 0)) * x_i
        b = b + lr * (y_i - (x_i @ w + b > 0))
    return w, b


def _first_mistake_only(X: Array, y: Array, w: Array, b: float, lr: float) -> Pair:
    for x_i, y_i in zip(X, y, strict=True):
        error = y_i - np.where(x_i @ w + b > 0, 1, 0)
        if error != 0:
            return w + lr * error * x_i, b + lr * error
    return w, b


def _several(passes: int) -> Answer:
    def until_right(X: Array, y: Array, w: Array, b: float, lr: float) -> Pair:
        for _ in range(passes):
            w, b = reference(X, y, w, b, lr)
        return w, b

    return until_right


def _only_if_wrong(error: Any, x: Any, y: Any) -> Pair:
    return (error != 0) * y * x, (error != 0) * y


PERCEPTRON_EPOCH = Exercise(
    name="perceptron_epoch",
    title="The perceptron rule",
    assignment="02_neuron",
    points=3,
    answers=("perceptron_epoch",),
    returns=("w", "b"),
    asked="perceptron_epoch(X, y, w, b, lr) should return (w, b) after one pass: for each "
    "example in order, w + lr (y - step(w x + b)) x, and b likewise, at once.",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "all_together",
            "one correction for all examples together",
            "After each example w and b change at once; the next example meets the new ones.",
            (_all_together(False), _all_together(True)),
        ),
        Mistake(
            "sign_flipped",
            "corrections in the wrong direction",
            "If the neuron stays silent where it should fire, must its sum grow or shrink? "
            "Check which of the truth and the answer you take away from the other.",
            (_pass(change=lambda error, x, y: (-error * x, -error)),),
        ),
        Mistake(
            "ge_at_zero",
            "a step that fires at a sum of exactly 0",
            "Does step pass its own check? At 0 the answer is 0.",
            (_pass(answer=lambda z: np.where(z >= 0, 1, 0)),),
        ),
        Mistake(
            "step_forgotten",
            "the sum compared with the truth: the step is missing",
            "The error compares two answers, each of them 0 or 1.",
            (_pass(answer=lambda z: z),),
        ),
        Mistake(
            "sigmoid_for_step",
            "a sigmoid in place of the step",
            "The perceptron's answer is 0 or 1, nothing between.",
            (_pass(answer=lambda z: 1 / (1 + np.exp(-z))),),
        ),
        Mistake(
            "minus_one",
            "answers of -1 and 1 while the classes are 0 and 1",
            "Which two answers can the step give? They must be those that y uses.",
            (
                _pass(answer=lambda z: np.where(z > 0, 1, -1)),
                _pass(answer=lambda z: np.where(z >= 0, 1, -1)),
            ),
        ),
        Mistake(
            "bias_stays",
            "a bias that never moves",
            "The bias learns too: as a weight whose input is always 1.",
            (_pass(change=lambda error, x, y: (error * x, 0.0)),),
        ),
        Mistake(
            "bias_forgotten",
            "a sum without its bias",
            "What does the neuron add to w x before the step?",
            (_pass(bias=False), _pass(bias=False, change=lambda error, x, y: (error * x, 0.0))),
        ),
        Mistake(
            "no_learning_rate",
            "corrections without the learning rate",
            "What should happen when lr is made ten times smaller, to w and to b?",
            (
                _pass(factor=lambda lr: (1.0, 1.0)),
                _pass(factor=lambda lr: (lr, 1.0)),
                _pass(factor=lambda lr: (1.0, lr)),
            ),
        ),
        Mistake(
            "missing_x",
            "corrections that forget the input",
            "How much a weight changes depends on its own input: one of 0 was not to blame.",
            (_pass(change=lambda error, x, y: (error * np.ones_like(x), error)),),
        ),
        Mistake(
            "truth_for_error",
            "corrections by y instead of by the error",
            "What should happen when y is 0 and the neuron fired? And when it was right?",
            (_pass(change=lambda error, x, y: (y * x, y)), _pass(change=_only_if_wrong)),
        ),
        Mistake(
            "one_after_the_other",
            "an answer taken again between moving w and moving b",
            "Both move by the same error: work it out once, then move.",
            (_bias_first, _weights_first),
        ),
        Mistake(
            "not_all_examples",
            "a pass that ends too early",
            "Does the function end inside its loop? One pass looks at every example once.",
            (_pass(order=slice(0, 1)), _first_mistake_only),
        ),
        Mistake(
            "several_passes",
            "more than one pass",
            "One epoch meets every example once; whoever calls it decides how often.",
            (_several(2), _several(10), _several(100)),
        ),
        Mistake(
            "backwards",
            "the examples in another order",
            "Begin with the first row of X: the order matters, for each example meets the w and "
            "b that the one before left behind.",
            (_pass(order=slice(None, None, -1)),),
        ),
    ),
    alternatives=(in_plain_python, with_leading_one),
    forbidden=("tinkernet.nn", "tinkernet.optim", "sklearn"),
)
