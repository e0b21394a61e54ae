"""epoch_loss(losses, sizes): the mean over the examples of an epoch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one batch, a short last batch, a first and a middle one, and random sizes."""
    fixed = [
        Case("one batch", {"losses": np.array([0.5]), "sizes": np.array([4])}),
        Case(
            "a last batch of one example",
            {"losses": np.array([1.0, 4.0]), "sizes": np.array([2, 1])},
        ),
        Case(
            "a batch of one example in the middle",
            {"losses": np.array([1.0, 7.0, 2.0]), "sizes": np.array([4, 1, 4])},
        ),
        Case(
            "batches of one size",
            {"losses": np.array([1.0, 0.5, 3.0]), "sizes": np.array([2, 2, 2])},
        ),
    ]
    drawn = []
    for k in (3, 5, 8):
        sizes = np.full(k, int(rng.integers(4, 9)))
        sizes[-1] = rng.integers(1, 4)
        losses = rng.uniform(0.2, 3.0, k)
        drawn.append(Case(f"{k} batches", {"losses": losses, "sizes": sizes}))
    return fixed + drawn


def reference(losses: Array, sizes: Array) -> Any:
    """Sum over the examples, then divide by how many there are."""
    return np.sum(losses * sizes) / np.sum(sizes)


def in_a_loop(losses: Any, sizes: Any) -> float:
    """Count loss and examples batch by batch."""
    total, examples = 0.0, 0
    for loss, size in zip(losses, sizes, strict=True):
        total += float(loss) * int(size)
        examples += int(size)
    return total / examples


def with_weights(losses: Any, sizes: Any) -> Any:
    """Let NumPy weigh."""
    return np.average(losses, weights=sizes)


def example_by_example(losses: Any, sizes: Any) -> Any:
    """Write each batch's loss once for each of its examples, in single precision."""
    return np.repeat(np.asarray(losses, dtype=np.float32), sizes).mean()


def with_shares(losses: Any, sizes: Any) -> Any:
    """Multiply by shares; return an array without axes."""
    return np.asarray(losses @ (sizes / sizes.sum()))


EPOCH_LOSS = Exercise(
    name="epoch_loss",
    title="The loss of an epoch",
    assignment="06_training",
    points=1,
    answers=("epoch_loss",),
    returns=("loss",),
    asked="epoch_loss(losses, sizes) should return one number: the mean over all examples, when "
    "losses[k] is the mean over the sizes[k] examples of batch k.",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "mean_of_means",
            "every batch counted the same, however small it is",
            "A batch of one example should count for one example.",
            (lambda losses, sizes: np.mean(losses),),
        ),
        Mistake(
            "nominal_size",
            "a sum divided as if all batches were as large as the first",
            "How many examples were there in all? The last batch may be short.",
            (
                lambda losses, sizes: np.sum(losses * sizes) / (len(sizes) * sizes[0]),
                lambda losses, sizes: np.sum(losses * sizes) / (len(sizes) * np.max(sizes)),
                lambda losses, sizes: np.sum(losses) * sizes[0] / np.sum(sizes),
            ),
        ),
        Mistake(
            "sum_for_mean",
            "the sum over the examples instead of their mean",
            "Twice as many examples, equally well predicted, should give the same loss.",
            (lambda losses, sizes: np.sum(losses * sizes),),
        ),
        Mistake(
            "summed_batches",
            "the batches' losses added up",
            "The loss of an epoch should not grow with the number of batches.",
            (lambda losses, sizes: np.sum(losses),),
        ),
        Mistake(
            "means_divided_again",
            "means that are divided by the number of examples once more",
            "losses[k] is a mean already: what is the sum over that batch?",
            (lambda losses, sizes: np.sum(losses) / np.sum(sizes),),
        ),
        Mistake(
            "divided_by_batches",
            "a sum over examples divided by the number of batches",
            "What you add up is one number for each example: how many are they?",
            (lambda losses, sizes: np.mean(losses * sizes),),
        ),
        Mistake(
            "weights_upside_down",
            "small batches that count more than large ones",
            "The more examples in a batch, the more its loss should count.",
            (
                lambda losses, sizes: np.sum(losses / sizes) / np.sum(1 / sizes),
                lambda losses, sizes: np.sum(losses / sizes),
                lambda losses, sizes: np.mean(losses / sizes),
            ),
        ),
        Mistake(
            "last_batch",
            "the loss of the last batch alone",
            "All examples of the epoch count, those of the first batch too.",
            (lambda losses, sizes: losses[-1],),
        ),
        Mistake(
            "remainder_dropped",
            "a last batch that is left out because it is short",
            "The examples of a short batch belong to the epoch as well.",
            (
                lambda losses, sizes: np.mean(losses[sizes == sizes[0]]),
                lambda losses, sizes: np.mean(losses[sizes == np.max(sizes)]),
            ),
        ),
    ),
    alternatives=(in_a_loop, with_weights, example_by_example, with_shares),
    forbidden=("tinkernet.nn", "tinkernet.optim", "scipy", "sklearn"),
)
