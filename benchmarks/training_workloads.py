"""The networks whose training is timed: each built twice, with the same first weights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import torch

from tinkernet import nn, optim

CLASSES = 10
LR, MOMENTUM = 0.01, 0.9


@dataclass(frozen=True)
class Workload:
    """A network and a batch.

    Attributes
    ----------
    name : str
    shape : tuple of int
        Of one example.
    batch : int
    hidden : tuple of int
        Sizes of an MLP's layers, or channels of a CNN's.
    classes : int
    """

    name: str
    shape: tuple[int, ...]
    batch: int
    hidden: tuple[int, ...]
    classes: int = CLASSES

    def data(self, rng: np.random.Generator, count: int) -> tuple[Any, Any]:
        """Draw examples and classes."""
        X = rng.normal(size=(count, *self.shape)).astype(np.float32)
        return X, rng.integers(0, self.classes, count)

    def ours(self) -> nn.Sequential:
        """Build it with this library."""
        if len(self.shape) == 1:
            return nn.MLP([*self.shape, *self.hidden, self.classes], dtype=np.float32, rng=0)
        c, h, w = self.shape
        return nn.CNN((c, h, w), self.hidden, self.classes, padding=1, dtype=np.float32, rng=0)

    def theirs(self) -> torch.nn.Sequential:
        """Build it with PyTorch."""
        layers: list[torch.nn.Module] = []
        if len(self.shape) == 1:
            sizes = [*self.shape, *self.hidden, self.classes]
            for here, following in pairwise(sizes):
                layers += [torch.nn.Linear(here, following), torch.nn.ReLU()]
            return torch.nn.Sequential(*layers[:-1])
        here, h, w = self.shape
        for following in self.hidden:
            layers += [
                torch.nn.Conv2d(here, following, 3, padding=1),
                torch.nn.ReLU(),
                torch.nn.MaxPool2d(2),
            ]
            here, h, w = following, h // 2, w // 2
        return torch.nn.Sequential(
            *layers, torch.nn.Flatten(), torch.nn.Linear(here * h * w, self.classes)
        )


WORKLOADS = (
    Workload("MLP 2-2-2", (2,), 4, (2,), classes=2),
    Workload("MLP 64-32-10", (64,), 32, (32,)),
    Workload("MLP 64-128-64-10", (64,), 128, (128, 64)),
    Workload("MLP 784-256-128-10", (784,), 128, (256, 128)),
    Workload("CNN 8x8, 8 and 16 channels", (1, 8, 8), 32, (8, 16)),
    Workload("CNN 28x28, 8 and 16 channels", (1, 28, 28), 64, (8, 16)),
    Workload("CNN 28x28, 16 and 32 channels", (1, 28, 28), 128, (16, 32)),
)


def pair(workload: Workload, seed: int) -> tuple[Callable[[], float], Callable[[], float]]:
    """Return a training step with PyTorch and one with this library; each returns its loss."""
    X, y = workload.data(np.random.default_rng(seed), workload.batch)
    ours, theirs = workload.ours(), workload.theirs()
    theirs.load_state_dict({k: torch.from_numpy(v) for k, v in ours.state_dict().items()})
    criterion = nn.CrossEntropyLoss()
    optimizer = optim.SGD(ours.parameters(), lr=LR, momentum=MOMENTUM)

    def our_step() -> float:
        loss = criterion.forward(ours.forward(X), y)
        ours.backward(criterion.backward())
        optimizer.step()
        optimizer.zero_grad()
        return float(loss)

    their_criterion = torch.nn.CrossEntropyLoss()
    their_optimizer = torch.optim.SGD(theirs.parameters(), lr=LR, momentum=MOMENTUM)
    X_tensor, y_tensor = torch.from_numpy(X), torch.from_numpy(y)

    def their_step() -> float:
        loss = their_criterion(theirs(X_tensor), y_tensor)
        loss.backward()
        their_optimizer.step()
        their_optimizer.zero_grad()
        return float(loss.detach())

    return their_step, our_step
