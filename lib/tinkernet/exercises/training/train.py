"""train(model, X, y, X_val, y_val, lr, epochs, batch_size, rng): the whole loop (deck 002)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet import nn
from tinkernet.probe import Case, call_for_training

from .._exercise import Exercise
from .train_measure import as_returned_or_facts, measure
from .train_mistakes import MISTAKES

Array = NDArray[Any]
History = dict[str, list[Any]]


def _case(label: str, sizes: tuple[int, ...], rng: np.random.Generator, **others: Any) -> Case:
    model = {"sizes": sizes, "seed": int(rng.integers(1, 10**6)), "dropout": 0.0}
    unseen = {"what": others.pop("what", "numbers")}
    arguments = {"model": model, **others, "rng": int(rng.integers(1, 10**6))}
    arguments["model"] = {**model, "dropout": 0.5 if unseen["what"] == "modes" else 0.0}
    return Case(label, arguments, unseen)


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give trainings whose numbers do not hang on the order of the examples, and one to succeed.

    Either all examples are in one batch, or they are all the same, or the steps are tiny.
    """

    def examples(m: int, n: int, classes: int) -> tuple[Array, Array]:
        return rng.normal(0.0, 1.5, (m, n)), rng.permutation(np.arange(m) % classes)

    def settings(lr: float, epochs: int, batch_size: int) -> dict[str, Any]:
        return {"lr": lr, "epochs": epochs, "batch_size": batch_size}

    small = {"X": np.array([[1.0], [-2.0]]), "y": np.array([1, 0]), "X_val": np.array([[0.5]]),
             "y_val": np.array([0])}  # fmt: skip
    found = [
        _case("two examples, one batch, one epoch", (1, 2), rng, **small, **settings(0.5, 1, 2)),
        _case("two examples, one batch, three epochs", (1, 2), rng, **small, **settings(0.5, 3, 4)),
    ]
    X, y = examples(8, 2, 3)
    X_val, y_val = examples(5, 2, 3)
    sets = {"X": X, "y": y, "X_val": X_val, "y_val": y_val}
    found.append(_case("all in one batch", (2, 4, 3), rng, **sets, **settings(0.4, 4, 8)))
    found.append(_case("tiny steps, a short last batch", (2, 3), rng, **sets,
                       **settings(1e-9, 2, 3)))  # fmt: skip
    alike = {**sets, "X": np.tile(X[:1], (7, 1)), "y": np.tile(y[:1], 7)}
    found.append(_case("seven equal examples, three a batch", (2, 4, 3), rng, **alike,
                       **settings(0.3, 3, 3)))  # fmt: skip
    label = "seven equal examples, a network with dropout (1: dropout only where it should be)"
    found.append(_case(label, (2, 16, 3), rng, **alike, **settings(0.2, 4, 3), what="modes"))
    centres = np.array([[2.0, 0.0], [-2.0, 2.0], [-1.0, -3.0]]) + rng.normal(0.0, 0.1, (3, 2))
    y, y_val = np.repeat([0, 1, 2], 20), np.repeat([2, 0, 1], 8)
    sets = {"X": rng.normal(centres[y], 0.5), "y": y, "X_val": rng.normal(centres[y_val], 0.5),
            "y_val": y_val}  # fmt: skip
    label = "three classes, sorted (train: falls, is low; model: has learnt, was shuffled; 1: yes)"
    found.append(_case(label, (2, 8, 3), rng, **sets, **settings(0.3, 15, 7), what="success"))
    return found


def reference(
    model: Any,
    X: Array,
    y: Array,
    X_val: Array,
    y_val: Array,
    lr: float,
    epochs: int,
    batch_size: int,
    rng: np.random.Generator,
) -> History:
    """Predict, give feedback, update, batch by batch; after each epoch look at new examples."""
    criterion = nn.CrossEntropyLoss()
    history: History = {"train": [], "validation": []}
    for _ in range(epochs):
        model.train()
        total = 0.0
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            model.zero_grad()
            total += criterion(model(X[rows]), y[rows]) * len(rows)
            model.backward(criterion.backward())
            for parameter in model.parameters():
                parameter.data = parameter.data - lr * parameter.grad
        model.eval()
        history["train"].append(total / len(X))
        history["validation"].append(criterion(model(X_val), y_val))
    return history


def with_an_optimizer(
    model: Any, X: Array, y: Array, X_val: Array, y_val: Array, lr: float, epochs: int,
    batch_size: int, rng: np.random.Generator,
) -> Any:  # fmt: skip
    """Let optim.SGD move, and optim.evaluate judge; shuffle copies in place."""
    from tinkernet import optim

    loss: Any = nn.CrossEntropyLoss(reduction="sum")
    criterion: Any = nn.CrossEntropyLoss()
    train, validation = np.zeros(epochs), []
    sgd = optim.SGD(model.parameters(), lr=lr)
    for epoch in range(epochs):
        order = np.arange(len(X))
        rng.shuffle(order)
        shuffled, classes = X[order], y[order]
        while len(shuffled):
            batch, here = shuffled[:batch_size], classes[:batch_size]
            shuffled, classes = shuffled[batch_size:], classes[batch_size:]
            train[epoch] += loss.forward(model.forward(batch), here) / len(X)
            model.backward(loss.backward() / len(batch))
            sgd.step()
            sgd.zero_grad()
        validation.append(optim.evaluate(model, X_val, y_val, loss=criterion))
    return {"validation": validation, "train": train}


def looking_afterwards(
    model: Any, X: Array, y: Array, X_val: Array, y_val: Array, lr: float, epochs: int,
    batch_size: int, rng: np.random.Generator,
) -> Any:  # fmt: skip
    """Note both losses when the epoch is over; work out softmax and slope by hand."""

    def shares(scores: Array) -> Array:
        e = np.exp(scores - scores.max(axis=1, keepdims=True))
        found: Array = e / e.sum(axis=1, keepdims=True)
        return found

    def loss(X: Array, y: Array) -> float:
        return float(-np.mean(np.log(shares(model(X))[np.arange(len(y)), y])))

    losses: list[tuple[float, float]] = []
    while len(losses) < epochs:
        model.train()
        for rows in np.split(rng.permutation(len(X)), np.arange(batch_size, len(X), batch_size)):
            model.zero_grad()
            slope = shares(model(X[rows]))
            slope[np.arange(len(rows)), y[rows]] -= 1
            model.backward(slope / len(rows))
            for parameter in model.parameters():
                parameter.data -= lr * parameter.grad
        model.eval()
        losses.append((loss(X, y), loss(X_val, y_val)))
    train, validation = zip(*losses, strict=True)
    return {"train": train, "validation": np.array(validation, dtype=np.float32)}


TRAIN = Exercise(
    name="train",
    title="The whole loop",
    assignment="06_training",
    points=4,
    answers=("train",),
    returns=("train", "validation", "parameters"),
    asked="train(model, X, y, X_val, y_val, lr, epochs, batch_size, rng) should train model in "
    "place and return {'train': [...], 'validation': [...]}, the mean cross-entropy of each epoch.",
    cases=cases,
    reference=reference,
    mistakes=MISTAKES,
    alternatives=(with_an_optimizer, looking_afterwards),
    forbidden=("tinkernet.optim.fit", "scipy", "sklearn"),
    probe=call_for_training,
    measure=measure,
    parts=("train", "validation", "model"),
    fingerprint=as_returned_or_facts,
    left_open=(
        "whether the training loss is noted while the epoch learns or when it is over",
        "whether each epoch has an order of its own, as long as there is one that rng draws",
        "which mode the model is left in",
    ),
    seconds=20.0,
)
