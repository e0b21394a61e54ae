"""build_and_train(X, y, rng): a small convolutional network that reads digits (deck 004)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet import data, nn, optim
from tinkernet.probe import Case, call_for_trained_model

from .._exercise import Exercise, Mistake
from .._measure import Outputs, UnfitError, expect_shapes

Array = NDArray[Any]

ENOUGH, LIMIT = 0.97, 5000
"""The share of unseen digits to be read, and the most numbers a network may learn.

Of 397 unseen digits the reference reads 99 % on average and never less than 97.9 %, for 40 choices
of them.
"""
SEEN = 1400
COLOURS, DIGITS, CHANNELS, KERNEL, POOLED, DROPPED = 1, 10, (12, 24), 3, 3, 0.25
EPOCHS, RATE, BATCH = 8, 0.02, 200
PLACES = ((1, 1), (0, 1), (2, 1), (1, 0), (1, 2))
"""Where the image is cut out of one with a border of a pixel: in the middle, and beside it."""
BORDER = ((0, 0), (0, 0), (1, 1), (1, 1))


@cache
def _digits() -> tuple[Array, Array]:
    digits = data.digits()
    return digits.X / 16, digits.y


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Deal the digits out: most to learn from, the others unseen."""
    X, y = _digits()
    order = rng.permutation(len(X))
    seen, unseen = order[:SEEN], order[SEEN:]
    arguments = {"X": X[seen], "y": y[seen], "rng": int(rng.integers(10**6)), "X_new": X[unseen]}
    return [Case(f"{SEEN} digits to learn from", arguments, {"y": y[unseen]})]


def reference(X: Array, y: Array, rng: np.random.Generator) -> nn.Module:
    """Train two convolutions on the images and on copies that are shifted by a pixel."""
    images = np.concatenate([_shifted(X, down, right) for down, right in PLACES])
    model = _network(rng, nn.Dropout(DROPPED, rng=rng))
    return _trained(model, images, np.tile(y, len(PLACES)), rng, EPOCHS)


def _shifted(X: Array, down: int, right: int) -> Array:
    """Cut images of the same size out of larger ones."""
    height, width = X.shape[2:]
    return np.pad(X, BORDER)[:, :, down : down + height, right : right + width]


def _network(rng: np.random.Generator, *before: nn.Module) -> nn.Module:
    """Convolve twice, keep the strongest answers, and weigh them up."""
    first, second = CHANNELS
    return nn.Sequential(
        nn.Conv2d(COLOURS, first, KERNEL, padding=1, rng=rng), nn.ReLU(),
        nn.Conv2d(first, second, KERNEL, rng=rng), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        *before, nn.Linear(second * POOLED * POOLED, DIGITS, rng=rng),
    )  # fmt: skip


def _trained(
    model: nn.Module,
    X: Array,
    y: Array,
    rng: np.random.Generator,
    epochs: int,
    rate: float = RATE,
    batch: int = BATCH,
) -> nn.Module:
    """Train in float32, with steps that get smaller."""
    model.to(np.float32)
    adam = optim.Adam(model.parameters(), lr=rate)
    loss: Any = nn.CrossEntropyLoss()
    optim.fit(
        model, X.astype(np.float32), y, loss=loss, optimizer=adam, epochs=epochs,
        batch_size=batch, rng=rng, progress=False,
        callbacks=[optim.lr_scheduler.CosineAnnealingLR(adam, epochs)],
    )  # fmt: skip
    return model


def with_dropout(X: Array, y: Array, rng: np.random.Generator) -> nn.Module:
    """Drop answers while training, and show the images as they are, longer."""
    return _trained(_network(rng, nn.Dropout(0.3, rng=rng)), X, y, rng, 30, 0.01, 64)


def with_a_loop_of_its_own(X: Array, y: Array, rng: np.random.Generator) -> nn.Module:
    """Write the loop out, and shift every batch another way."""
    model = _network(rng).to(np.float32)
    criterion, adam = nn.CrossEntropyLoss(), optim.Adam(model.parameters(), lr=0.01)
    for epoch in range(30):
        adam.lr = 0.01 if epoch < 22 else 0.002
        order = rng.permutation(len(X))
        for start in range(0, len(X), 64):
            rows = order[start : start + 64]
            batch = _shifted(X[rows], *PLACES[rng.integers(5)]).astype(np.float32)
            criterion.forward(model.forward(batch), y[rows])
            adam.zero_grad()
            model.backward(criterion.backward())
            adam.step()
    return model


def share_right(case: Case, outputs: Outputs) -> Outputs:
    """Return the share of unseen digits that are read; what is beyond enough does not count."""
    truth = case.unseen["y"]
    expect_shapes(outputs, logits=(len(truth), 10), parameters=())
    logits, parameters = outputs
    if parameters > LIMIT:
        raise UnfitError(f"The network has {parameters:,} parameters, more than {LIMIT:,}.")
    if _are_shares(logits):
        raise UnfitError("The model returns shares that sum to 1 in each row, not logits.")
    return (np.array(min(np.mean(logits.argmax(axis=1) == truth), ENOUGH)),)


def _are_shares(logits: Array) -> bool:
    return bool((logits >= 0).all() and np.allclose(logits.sum(axis=1), 1.0, atol=1e-4))


def fingerprint(case: Case, outputs: Outputs) -> Outputs:
    """Return a number for what the outputs show beyond doubt, 0 for nothing."""
    logits, parameters = outputs
    if parameters > LIMIT:
        return (np.array(1.0),)
    if logits.shape != (len(case.unseen["y"]), 10):
        return (np.array(0.0),)
    read = logits.argmax(axis=1)
    right = np.mean(read == case.unseen["y"])
    signs = (
        not np.isfinite(logits).all(),
        _are_shares(logits),
        len(set(read.tolist())) == 1,
        right < 0.3,
        right < ENOUGH,
    )
    return (np.array(signs.index(True) + 2.0 if True in signs else 0.0),)


def _linear(
    epochs: int = 0,
    change: Callable[[nn.Linear], None] = lambda layer: None,
    shuffled: bool = False,
    after: tuple[Callable[[], nn.Module], ...] = (),
) -> Callable[..., nn.Module]:
    """Train a single layer, in little time, with something wrong."""

    def answer(X: Array, y: Array, rng: np.random.Generator) -> nn.Module:
        layer = nn.Linear(64, 10, rng=rng)
        change(layer)
        model = nn.Sequential(nn.Flatten(), layer, *(make() for make in after))
        labels = rng.permutation(y) if shuffled else y
        return _trained(model, X, labels, rng, epochs) if epochs else model

    return answer


def _all(number: float) -> Callable[[nn.Linear], None]:
    def change(layer: nn.Linear) -> None:
        layer.weight.data = np.full(layer.weight.shape, number)

    return change


TRAIN_CNN = Exercise(
    name="train_cnn",
    title="A network that reads digits",
    assignment="07_cnn",
    points=4,
    answers=("build_and_train",),
    returns=("logits", "parameters"),
    asked="build_and_train(X, y, rng) should return a trained tinkernet.nn network of at most "
    "5,000 parameters whose logits name at least 97 % of digits that it has not seen, in less "
    "than 15 seconds (on a busy computer 45).",
    cases=cases,
    reference=reference,
    probe=call_for_trained_model,
    measure=share_right,
    parts=("share of unseen digits that are read (0.97 is enough)",),
    fingerprint=fingerprint,
    mistakes=(
        Mistake(
            "too_large",
            "a network with more than 5,000 parameters",
            "print(nn.summary(model, (1, 8, 8))) says where they are. What comes before the last "
            "layer makes that one small or large.",
            (
                lambda X, y, rng: nn.CNN((1, 8, 8), [32, 64], 10, padding=1, rng=rng),
                lambda X, y, rng: nn.Sequential(nn.Flatten(), nn.MLP([64, 80, 10], rng=rng)),
            ),
        ),
        Mistake(
            "diverged",
            "a training that left the numbers behind: the logits are NaN or infinite",
            "Look at the loss of the first steps. Is the learning rate too large?",
            (_linear(change=_all(np.nan)), _linear(change=_all(np.inf))),
        ),
        Mistake(
            "softmax_at_the_end",
            "probabilities where logits are due",
            "CrossEntropyLoss has a softmax inside. What should the last layer of the network be?",
            (_linear(after=(nn.Softmax,)), _linear(epochs=2, after=(nn.Softmax,))),
        ),
        Mistake(
            "always_the_same",
            "a network that gives every image the same digit",
            "Print the loss on the way. Are the units dead, after steps that were too long, or "
            "did it never leave a start of zeros?",
            (_linear(change=_all(0.0)), _linear(change=_all(1.0))),
        ),
        Mistake(
            "by_guessing",
            "a network that is hardly right more often than a guess",
            "Does the loss fall at all? Is optimizer.step() called after each backward, and does "
            "each image still have its own label after shuffling?",
            (_linear(), _linear(epochs=1, shuffled=True)),
        ),
        Mistake(
            "not_enough",
            "a network that has learnt something, but not enough yet",
            "Is the loss still falling when you stop? Compare it on digits that were set aside: "
            "more kernels, more epochs, smaller steps at the end, or images shifted by a pixel.",
            (_linear(epochs=2), _linear(epochs=6)),
        ),
    ),
    alternatives=(with_dropout, with_a_loop_of_its_own),
    forbidden=("sklearn", "scipy", "torch"),
    left_open=(
        "Layers, optimiser, number of epochs, and whether images are shifted or turned.",
        "Whether the network computes in float32 or float64.",
    ),
    seconds=45.0,
)
