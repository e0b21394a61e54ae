"""What counts of a training: its numbers where they are certain, else what they show."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet import nn
from tinkernet.probe import Case, network

from .._measure import Outputs, UnfitError

Array = NDArray[Any]

LOW, OFTEN = 0.4, 0.9
"""A training loss, and a share of new examples that are right, that count as learnt."""


def _same(one: Array, other: Array) -> bool:
    return np.allclose(one, other, rtol=1e-4, atol=1e-5)


def measure(case: Case, outputs: Outputs) -> Outputs:
    """Return what is the same for every right answer."""
    train, validation, parameters = outputs
    epochs = case.arguments["epochs"]
    for name, losses in (("train", train), ("validation", validation)):
        if losses.shape != (epochs,):
            raise UnfitError(
                f"history[{name!r}] should hold {epochs} losses, one an epoch, but its shape is "
                f"{losses.shape}."
            )
    if not np.isfinite(parameters).all():
        raise UnfitError("The model's parameters are NaN or infinite after the training.")
    if case.unseen["what"] == "numbers":
        during, after = replay(case)
        late = _same(train, after)
        return (during if late else train), validation, parameters
    return tuple(np.array(facts, dtype=float) for facts in _facts(case, outputs))


def as_returned_or_facts(case: Case, outputs: Outputs) -> Outputs:
    """Return the numbers where they are certain."""
    if case.unseen["what"] == "numbers":
        return outputs
    facts = _facts(case, outputs)
    return tuple(np.array(each, dtype=float) for each in facts)


def _facts(case: Case, outputs: Outputs) -> tuple[list[bool], list[bool], list[bool]]:
    """Say of each part whether it is as it should be."""
    train, validation, parameters = outputs
    given, (loss, share) = case.arguments, _judged(case, parameters)
    honest = bool(len(validation)) and bool(abs(validation[-1] - loss) < 1e-3 + 1e-3 * abs(loss))
    falls = len(train) == given["epochs"] and bool(train[-1] < train[0])
    if case.unseen["what"] == "modes":
        unlike = [not _same(parameters, trained(case, dropout=which)) for which in ((), (0,))]
        return [falls], [honest], unlike
    learnt = bool(len(train)) and bool(train[-1] < LOW)
    mixed = not _same(parameters, trained(case))
    return [falls, learnt], [honest], [share >= OFTEN, mixed]


def filled(case: Case, parameters: Array) -> Any:
    """Return the case's network with these parameters, in evaluation mode."""
    model = network(case.arguments["model"])
    start = 0
    for parameter in model.parameters():
        size = parameter.data.size
        parameter.data = parameters[start : start + size].reshape(parameter.data.shape)
        start += size
    return model.eval()


def _judged(case: Case, parameters: Array) -> tuple[float, float]:
    """Return loss and share of the right answers on the validation set."""
    X, y = case.arguments["X_val"], case.arguments["y_val"]
    scores = filled(case, np.asarray(parameters, dtype=float))(X)
    return float(nn.CrossEntropyLoss()(scores, y)), float((scores.argmax(axis=1) == y).mean())


def replay(case: Case) -> tuple[Array, Array]:
    """Return the losses of a training that takes the examples as they stand: during, and after."""
    during: list[Any] = []
    after: list[Any] = []
    _walk(case, None, during, after)
    return np.array(during), np.array(after)


def trained(case: Case, dropout: tuple[int, ...] | None = None) -> Array:
    """Return the parameters of such a training; dropout in all epochs, or in some only."""
    model = _walk(case, dropout, [], [])
    return np.concatenate([parameter.data.ravel() for parameter in model.parameters()])


def _walk(case: Case, dropout: tuple[int, ...] | None, during: list[Any], after: list[Any]) -> Any:
    given, criterion = case.arguments, nn.CrossEntropyLoss()
    model, X, y = network(given["model"]), given["X"], given["y"]
    for epoch in range(given["epochs"]):
        model.train(dropout is None or epoch in dropout)
        losses = []
        for start in range(0, len(X), given["batch_size"]):
            rows = slice(start, start + given["batch_size"])
            model.zero_grad()
            losses.append(criterion(model(X[rows]), y[rows]) * len(X[rows]))
            model.backward(criterion.backward())
            for parameter in model.parameters():
                parameter.data = parameter.data - given["lr"] * parameter.grad
        model.eval()
        during.append(sum(losses) / len(X))
        after.append(criterion(model(X), y))
    return model
