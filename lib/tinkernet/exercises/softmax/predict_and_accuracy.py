"""accuracy(z, y): how often the largest score is the right one (deck 002, argmax)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give one row, all right, none right, ties, negative scores, random scores.

    Many rows are as many as classes, so that the wrong axis fits and is seen for what it is.
    """

    def case(label: str, z: Any, y: Any) -> Case:
        return Case(label, {"z": np.array(z), "y": np.array(y)})

    def drawn(k: int) -> Case:
        z = rng.normal(0.0, 2.0, (k, k))
        y = np.where(rng.random(k) < 0.6, z.argmax(axis=1), rng.integers(0, k, k))
        z[0], y[0] = np.minimum(z[0], 0.0), 0
        z[1, 1:], y[1] = z[1].max() + 1.0, 2  # a tie, and its second class is the true one
        return case(f"{k} random rows of {k} classes", z, y)

    fixed = [
        case("one row, right", [[0.5, 2.0, 1.0]], [1]),
        case("one row, wrong", [[0.5, 2.0, 1.0]], [0]),
        case("a tie, and the first of both is right", [[1.0, 3.0, 3.0]], [1]),
        case("a tie, and the second of both is right", [[1.0, 3.0, 3.0]], [2]),
        case("negative scores", [[-1.0, -2.0], [-5.0, -4.0]], [0, 0]),
        case("all scores alike", [[0.0, 0.0, 0.0], [2.0, 2.0, 2.0], [1.0, 1.0, 1.0]], [0, 1, 2]),
        case("two of three right", [[4.0, 1, 2], [0, 0.5, 3], [0.2, 0.1, 0]], [0, 2, 2]),
    ]
    return [*fixed, drawn(4), drawn(5), drawn(9)]


def reference(z: Array, y: Array) -> Any:
    """Compare the place of the largest score with the label, and take the mean."""
    return np.mean(np.argmax(z, axis=1) == y)


def in_a_loop(z: Array, y: Array) -> float:
    """Count with plain Python."""
    right = 0
    for row, label in zip(z.tolist(), y.tolist(), strict=True):
        best = 0
        for k, score in enumerate(row):
            if score > row[best]:
                best = k
        right += best == label
    return right / len(y)


def by_counting(z: Array, y: Array) -> Any:
    """Count what is not different; the answer is an array without axes, in single precision."""
    wrong = np.count_nonzero(z.argmax(1) - y)
    return np.array((len(z) - wrong) / len(z), dtype=np.float32)


def by_sorting(z: Array, y: Array) -> Any:
    """Sort by falling score, keeping the order of equal ones, and take the first."""
    best = np.argsort(-z, axis=1, kind="stable")[:, 0]
    return (best == y).sum() / y.shape[0]


def _last(z: Array) -> Any:
    return z.shape[1] - 1 - z[:, ::-1].argmax(axis=1)


def _true(z: Array, y: Array) -> Any:
    return z[np.arange(len(y)), y]


def _clear(z: Array, y: Array) -> Any:
    """Return True where no other score reaches that of the true class."""
    return (z >= _true(z, y)[:, None]).sum(axis=1) == 1


PREDICT_AND_ACCURACY = Exercise(
    name="predict_and_accuracy",
    title="How often right",
    assignment="05_softmax_cross_entropy",
    points=1,
    answers=("accuracy",),
    returns=("accuracy",),
    asked="accuracy(z, y) should return the fraction of rows in which the class with the largest "
    "score is the true one; among equal scores the first counts.",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "ties_to_the_last",
            "the last of several equal scores taken",
            "If two scores are the largest, the first of them counts. Is there a >= where a > "
            "belongs?",
            (lambda z, y: np.mean(_last(z) == y),),
        ),
        Mistake(
            "ties_always_right",
            "every tie counted as right",
            "Only one class can be predicted: the first of those that are equal.",
            (lambda z, y: np.mean(_true(z, y) == z.max(axis=1)),),
        ),
        Mistake(
            "ties_never_right",
            "every tie counted as wrong",
            "Among equal scores the first one counts; it may be the right one.",
            (lambda z, y: np.mean(_clear(z, y)),),
        ),
        Mistake(
            "percent",
            "per cent instead of a fraction",
            "A fraction lies between 0 and 1.",
            (lambda z, y: 100 * reference(z, y), lambda z, y: np.round(100 * reference(z, y))),
        ),
        Mistake(
            "count",
            "how many are right, not which fraction of them",
            "Divide by the number of examples.",
            (lambda z, y: np.sum(z.argmax(axis=1) == y),),
        ),
        Mistake(
            "each_row",
            "right or wrong for each row: their mean is missing",
            "One number is asked for, however many rows there are.",
            (lambda z, y: z.argmax(axis=1) == y,),
        ),
        Mistake(
            "over_examples",
            "the largest score of each class, not of each example",
            "Which example is best for a class is not the question. Which axis runs along a row?",
            (lambda z, y: np.mean(z.argmax(axis=0) == y),),
        ),
        Mistake(
            "over_everything",
            "one largest score for the whole table",
            "Each row has a prediction of its own. What does argmax do without an axis?",
            (lambda z, y: np.mean(np.argmax(z) == y),),
        ),
        Mistake(
            "smallest",
            "the smallest score taken",
            "The larger the score, the likelier the class.",
            (lambda z, y: np.mean(z.argmin(axis=1) == y),),
        ),
        Mistake(
            "error_rate",
            "the fraction that is wrong",
            "Accuracy is 1 when everything is right.",
            (lambda z, y: np.mean(z.argmax(axis=1) != y),),
        ),
        Mistake(
            "score_for_class",
            "the largest score compared with the label",
            "You need the place of the largest score, not its size.",
            (lambda z, y: np.mean(z.max(axis=1) == y),),
        ),
        Mistake(
            "threshold",
            "a class counted as predicted when its score passes a limit",
            "No limit is needed: the largest score wins, be it negative.",
            (
                lambda z, y: np.mean(_true(z, y) > 0),
                lambda z, y: np.mean(_true(z, y) > 0.5),
                lambda z, y: np.mean(_true(z, y) >= 0.5),
            ),
        ),
        Mistake(
            "divided_by_size",
            "a division by the number of all scores",
            "How many predictions are there: as many as rows, or as many as scores?",
            (
                lambda z, y: np.sum(z.argmax(axis=1) == y) / z.size,
                lambda z, y: np.sum(z.argmax(axis=1) == y) / z.shape[1],
            ),
        ),
    ),
    alternatives=(in_a_loop, by_counting, by_sorting),
    forbidden=("tinkernet.nn", "tinkernet.optim", "scipy", "sklearn"),
)
