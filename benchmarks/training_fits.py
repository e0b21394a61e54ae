"""The network of each notebook, trained from the first epoch to the last: PyTorch and ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import torch

from tinkernet import data, nn, optim

Pair = tuple[Any, Any]


@dataclass(frozen=True)
class Course:
    """What one notebook trains.

    Attributes
    ----------
    name : str
    examples : callable
        Returns inputs and targets.
    networks : callable
        Returns ours and PyTorch's.
    losses : pair
        Ours and PyTorch's.
    optimizer : str
        Its name in both.
    settings : dict
        Of the optimizer.
    epochs : int
    batch_size : int or None
    """

    name: str
    examples: Callable[[], Pair]
    networks: Callable[[], Pair]
    losses: Pair
    optimizer: str
    settings: dict[str, float]
    epochs: int
    batch_size: int | None = None


def fits(course: Course) -> tuple[Callable[[], float], Callable[[], float]]:
    """Return what trains it with PyTorch, and with this library; each returns its last loss."""
    X, y = course.examples()
    X = X.astype(np.float32)
    y = y.astype(np.float32 if y.dtype.kind == "f" else np.int64)

    def ours() -> float:
        model, _ = course.networks()
        optimizer = getattr(optim, course.optimizer)(model.parameters(), **course.settings)
        history = optim.fit(
            model, X, y, loss=course.losses[0], optimizer=optimizer, epochs=course.epochs,
            batch_size=course.batch_size, rng=0, progress=False,
        )  # fmt: skip
        return history.loss[-1]

    def theirs() -> float:
        start, model = course.networks()
        model.load_state_dict({k: torch.from_numpy(v) for k, v in start.state_dict().items()})
        optimizer = getattr(torch.optim, course.optimizer)(model.parameters(), **course.settings)
        return _torch_fit(model, X, y, course, optimizer)

    return theirs, ours


def _torch_fit(model: Any, X: Any, y: Any, course: Course, optimizer: Any) -> float:
    """Do what ``optim.fit`` does, with PyTorch: same order of examples, same mean."""
    X, y, rng = torch.from_numpy(X), torch.from_numpy(y), np.random.default_rng(0)
    m, size, total = len(X), course.batch_size or len(X), 0.0
    for _ in range(course.epochs):
        total = 0.0
        order = torch.from_numpy(rng.permutation(m)) if size < m else None
        for start in range(0, m, size):
            rows = slice(None) if order is None else order[start : start + size]
            optimizer.zero_grad()
            targets = y[rows]
            loss = course.losses[1](model(X[rows]), targets)
            loss.backward()
            optimizer.step()
            total += float(loss.detach()) * len(targets)
    return total / m


def _line() -> Pair:
    diabetes = data.diabetes()
    x = diabetes.column("bmi")
    return ((x - x.mean()) / x.std()).reshape(-1, 1), (diabetes.y / 100).reshape(-1, 1)


def _flowers() -> Pair:
    patches = data.flower_patches().train
    return patches.X.reshape(len(patches.X), -1), patches.y.astype(float).reshape(-1, 1)


def _xor() -> Pair:
    gate = data.xor()
    return gate.X, gate.y.astype(float).reshape(-1, 1)


def _moons() -> Pair:
    moons = data.moons(200, rng=0)
    return moons.X, moons.y.astype(float).reshape(-1, 1)


def _digits() -> Pair:
    digits = data.digits()
    return digits.X.reshape(len(digits.X), -1)[:1200] / 16, digits.y[:1200]


def _images() -> Pair:
    X, y = _digits()
    return X.reshape(-1, 1, 8, 8), y


def _linear(n: int, k: int) -> Callable[[], Pair]:
    return lambda: (nn.Linear(n, k, dtype=np.float32, rng=0), torch.nn.Linear(n, k))


def _mlp(*sizes: int, activation: str = "Tanh") -> Callable[[], Pair]:
    def networks() -> Pair:
        ours = nn.MLP(sizes, getattr(nn, activation), dtype=np.float32, rng=0)
        layers: list[Any] = []
        for here, following in pairwise(sizes):
            layers += [torch.nn.Linear(here, following), getattr(torch.nn, activation)()]
        return ours, torch.nn.Sequential(*layers[:-1])

    return networks


def _cnn() -> Pair:
    ours = nn.CNN((1, 8, 8), (8, 16), 10, padding=1, dtype=np.float32, rng=0)
    theirs = torch.nn.Sequential(
        torch.nn.Conv2d(1, 8, 3, padding=1), torch.nn.ReLU(), torch.nn.MaxPool2d(2),
        torch.nn.Conv2d(8, 16, 3, padding=1), torch.nn.ReLU(), torch.nn.MaxPool2d(2),
        torch.nn.Flatten(), torch.nn.Linear(64, 10),
    )  # fmt: skip
    return ours, theirs


SQUARED = nn.MSELoss(), torch.nn.MSELoss()
BINARY = nn.BCEWithLogitsLoss(), torch.nn.BCEWithLogitsLoss()
CLASSES = nn.CrossEntropyLoss(), torch.nn.CrossEntropyLoss()

COURSES = (
    Course("01 line, diabetes", _line, _linear(1, 1), SQUARED, "SGD", {"lr": 0.1}, 200),
    Course("02 neuron, flowers", _flowers, _linear(7200, 1), BINARY, "SGD", {"lr": 0.001}, 30, 32),
    Course("03 XOR 2-2-1", _xor, _mlp(2, 2, 1), BINARY, "SGD", {"lr": 0.5}, 500),
    Course("04 MLP 2-3-1, moons", _moons, _mlp(2, 3, 1), BINARY, "SGD", {"lr": 0.1}, 50, 20),
    Course("05 softmax, digits", _digits, _linear(64, 10), CLASSES, "SGD", {"lr": 0.5}, 10, 32),
    Course("06 MLP 64-32-10, digits", _digits, _mlp(64, 32, 10, activation="ReLU"), CLASSES,
           "Adam", {"lr": 0.01}, 10, 32),
    Course("07 CNN 8x8, digits", _images, _cnn, CLASSES, "SGD", {"lr": 0.1, "momentum": 0.9},
           5, 32),
)  # fmt: skip
