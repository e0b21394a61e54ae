"""Training loops that go wrong in one of their steps."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet import nn

from .._exercise import Answer

Array = NDArray[Any]
Result = dict[str, Any]


def softmaxed(model: Any, X: Array) -> Array:
    """Predict probabilities."""
    scores = model(X)
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Array = e / e.sum(axis=1, keepdims=True)
    return shares


def _one_hot(y: Array, scores: Array) -> Array:
    return np.eye(scores.shape[1])[y]


def squared(scores: Array, y: Array) -> tuple[Any, Array]:
    """Return the squared error from one-hot rows, and its slope."""
    criterion = nn.MSELoss()
    return criterion(scores, _one_hot(y, scores)), criterion.backward()


def _cross_entropy(scores: Array, y: Array) -> tuple[Any, Array]:
    criterion = nn.CrossEntropyLoss()
    return criterion(scores, y), criterion.backward()


def _cut(order: Array, size: int) -> list[Array]:
    return [order[start : start + size] for start in range(0, len(order), size)]


def loop(
    order_of: Callable[[int, Any], Array] = lambda m, rng: rng.permutation(m),
    classes_follow: bool = True,
    cut: Callable[[Array, int], list[Array]] = _cut,
    mean: Callable[[list[Any], list[int], int], Any] = lambda losses, sizes, m: (
        np.dot(losses, sizes) / m
    ),
    feedback: Callable[[Array, Array], tuple[Any, Array]] = _cross_entropy,
    slope: Callable[[Array, int], Array] = lambda slope, size: slope,
    predict: Callable[[Any, Array], Array] = lambda model, X: model(X),
    rate: Callable[[float, int], float] = lambda lr, size: lr,
    zero: str = "batch",
    update: str = "after",
    validate: str = "after",
    modes: tuple[str, str] = ("train", "eval"),
    copied: bool = False,
    report: Callable[[list[Any], list[Any]], Result] = lambda train, validation: {
        "train": train, "validation": validation
    },
) -> Answer:  # fmt: skip
    """Write a training that goes wrong in one of its steps."""

    def answer(
        model: Any, X: Array, y: Array, X_val: Array, y_val: Array, lr: float, epochs: int,
        batch_size: int, rng: np.random.Generator,
    ) -> Result:  # fmt: skip
        model = copy.deepcopy(model) if copied else model
        train: list[Any] = []
        validation: list[Any] = []

        def move(size: int) -> None:
            for parameter in model.parameters():
                if parameter.has_grad:
                    parameter.data = parameter.data - rate(lr, size) * parameter.grad

        def learn(X: Array, y: Array, rows: Array, places: Array) -> Any:
            if zero == "batch" and update != "before":
                model.zero_grad()
            loss, back = feedback(predict(model, X[rows]), y[places])
            if update == "before":
                move(len(rows))
                model.zero_grad()
            model.backward(slope(back, len(rows)))
            if update == "after":
                move(len(rows))
            return loss

        def look() -> None:
            model.train(modes[1] == "train")
            seen = (X, y) if validate == "training" else (X_val, y_val)
            loss, back = feedback(predict(model, seen[0]), seen[1])
            validation.append(loss)
            if validate == "learns":
                model.zero_grad()
                model.backward(back)
                move(len(X_val))

        for epoch in range(epochs):
            if epoch == 0 or modes[0] != "once":
                model.train(modes[0] != "eval")
            if validate == "before":
                look()
                model.train()
            if zero == "epoch":
                model.zero_grad()
            order = order_of(len(X), rng)
            batches = cut(order, batch_size)
            places = batches if classes_follow else cut(np.arange(len(X)), batch_size)
            losses = [learn(X, y, *each) for each in zip(batches, places, strict=True)]
            sizes = [len(rows) for rows in batches]
            train.append(mean(losses, sizes, sum(sizes)))
            if validate != "before":
                look()
        return report(train, validation)

    return answer
