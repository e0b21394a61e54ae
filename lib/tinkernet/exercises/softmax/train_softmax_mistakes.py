"""What goes wrong when a softmax classifier is trained."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._exercise import Answer, Mistake
from ._scores import softmax

Array = NDArray[Any]
Batches = Iterator[tuple[Array, Array]]


def _in_order(X: Array, y: Array, size: int, rng: Any) -> Batches:
    """Go through the examples as they come."""
    for start in range(0, len(y), size):
        yield X[start : start + size], y[start : start + size]


def _shuffled(X: Array, y: Array, size: int, rng: Any) -> Batches:
    """Go through them in a random order, as is right."""
    order = rng.permutation(len(y))
    return _in_order(X[order], y[order], size, rng)


def _without_labels(X: Array, y: Array, size: int, rng: Any) -> Batches:
    return _in_order(X[rng.permutation(len(y))], y, size, rng)


def _labels_only(X: Array, y: Array, size: int, rng: Any) -> Batches:
    return _in_order(X, y[rng.permutation(len(y))], size, rng)


def _each_its_own(X: Array, y: Array, size: int, rng: Any) -> Batches:
    return _in_order(X[rng.permutation(len(y))], y[rng.permutation(len(y))], size, rng)


def _whole_only(X: Array, y: Array, size: int, rng: Any) -> Batches:
    return (batch for batch in _shuffled(X, y, size, rng) if len(batch[1]) == size)


def _first_only(X: Array, y: Array, size: int, rng: Any) -> Batches:
    yield next(_shuffled(X, y, size, rng))


def _difference(z: Array, y: Array) -> Array:
    p: Array = softmax(z)
    p[np.arange(len(y)), y] -= 1
    return p


def _trainer(
    batches: Callable[..., Batches] = _shuffled,
    error: Callable[[Array, Array], Array] = _difference,
    divide: Callable[[int, int], float] = lambda m, size: m,
    rates: Callable[[float], Sequence[float]] = lambda lr: (lr, lr),
    epochs_of: Callable[[int], int] = lambda epochs: epochs,
    bias: bool = True,
    afresh: bool = False,
    keep: bool = False,
    one_step: bool = False,
) -> Answer:
    """Write a training with its own batches, error, division, rates, or memory."""

    def answer(X: Array, y: Array, lr: float, epochs: int, batch_size: int, rng: Any) -> Any:
        k = int(y.max()) + 1
        W, b = np.zeros((X.shape[1], k)), np.zeros(k)
        dW, db = np.zeros_like(W), np.zeros_like(b)
        for _ in range(epochs_of(epochs)):
            if afresh:
                W, b = np.zeros_like(W), np.zeros_like(b)
            for X_now, y_now in batches(X, y, batch_size, rng):
                z = X_now @ W + (b if bias else 0.0)
                dz = error(z, y_now) / divide(len(y_now), batch_size)
                dW, db = X_now.T @ dz + keep * dW, dz.sum(axis=0) + keep * db
                W, b = W - rates(lr)[0] * dW, b - rates(lr)[1] * db
                if one_step:
                    return W, b
        return W, b

    return answer


def _one_hot(z: Array, y: Array) -> Any:
    return np.eye(z.shape[1])[y]


def _true_class(z: Array, y: Array) -> Any:
    return _difference(z, y) * _one_hot(z, y)


def _sigmoid(z: Array, y: Array) -> Any:
    return 0.5 + 0.5 * np.tanh(0.5 * z) - _one_hot(z, y)


def _down(z: Array, y: Array) -> Any:
    return softmax(z.T).T - _one_hot(z, y)


def _on_another_scale(divide: bool) -> Answer:
    def answer(X: Array, *rest: Any) -> Any:
        spread = np.where(X.std(axis=0) == 0, 1.0, X.std(axis=0)) if divide else 1.0
        train: Any = _trainer()
        return train((X - X.mean(axis=0)) / spread, *rest)

    return answer


MISTAKES = (
    Mistake(
        "ascent",
        "steps uphill",
        "The gradient points to where the loss grows. Which way do you want to go?",
        (_trainer(rates=lambda lr: (-lr, -lr)),),
    ),
    Mistake(
        "no_learning_rate",
        "steps as long as the slope itself: the learning rate is missing",
        "What should happen when lr is made ten times smaller?",
        (_trainer(rates=lambda lr: (1.0, 1.0)),),
    ),
    Mistake(
        "never_moves",
        "a start that is never left",
        "softmax_gradient only says which way is up. Who moves W and b?",
        (_trainer(epochs_of=lambda epochs: 0),),
    ),
    Mistake(
        "one_epoch",
        "a single walk through the examples",
        "How often does your code go through all batches? Does it end one step too early?",
        (_trainer(epochs_of=lambda epochs: 1),),
    ),
    Mistake(
        "one_step",
        "a single step",
        "Does the function end inside the loops?",
        (_trainer(one_step=True),),
    ),
    Mistake(
        "begins_anew",
        "weights that begin at their start again in every epoch",
        "W and b begin once, before the first epoch, and keep what they have learnt.",
        (_trainer(afresh=True),),
    ),
    Mistake(
        "remainder_dropped",
        "a last batch that is left out because it is smaller than the others",
        "What does your code do when batch_size is larger than the number of examples?",
        (_trainer(batches=_whole_only),),
    ),
    Mistake(
        "nominal_size",
        "slopes divided by batch_size, also in a batch that is smaller",
        "The mean is over the rows that are there.",
        (_trainer(divide=lambda m, size: size),),
    ),
    Mistake(
        "shuffled_apart",
        "examples and labels shuffled apart",
        "Each example has to keep its own label: use one order for both.",
        (
            _trainer(batches=_without_labels),
            _trainer(batches=_labels_only),
            _trainer(batches=_each_its_own),
        ),
    ),
    Mistake(
        "not_shuffled",
        "batches in the order in which the examples come",
        "These digits are sorted: all the noughts come first, all the nines at the end. Which "
        "does the network see last?",
        (_trainer(batches=_in_order),),
    ),
    Mistake(
        "sum_for_mean",
        "steps along the sum over a batch instead of the mean",
        "Does softmax_gradient pass its own check? The larger the batch, the longer a sum.",
        (_trainer(divide=lambda m, size: 1),),
    ),
    Mistake(
        "divided_twice",
        "slopes that are divided by the number of examples once too often",
        "Does softmax_gradient pass its own check? It divides already.",
        (_trainer(divide=lambda m, size: m**2),),
    ),
    Mistake(
        "bias_stays",
        "biases that never move",
        "Each class has a bias, and its slope is the sum over the rows of the slope there.",
        (_trainer(rates=lambda lr: (lr, 0.0)),),
    ),
    Mistake(
        "bias_forgotten",
        "scores without their biases",
        "The biases take part in the prediction, in every step.",
        (_trainer(bias=False),),
    ),
    Mistake(
        "slopes_pile_up",
        "slopes that are added to those of all the steps before",
        "Each step goes by the slope at its own place. Is there a += where an = belongs?",
        (_trainer(keep=True),),
    ),
    Mistake(
        "softmax_forgotten",
        "scores where probabilities belong",
        "The slope compares probabilities with the one-hot rows, not the scores themselves.",
        (_trainer(error=lambda z, y: z - _one_hot(z, y)),),
    ),
    Mistake(
        "sigmoid_each",
        "a sigmoid of each class by itself",
        "The classes compete: their probabilities add up to 1.",
        (_trainer(error=_sigmoid),),
    ),
    Mistake(
        "softmax_over_examples",
        "a softmax down the columns, over the examples",
        "Does your softmax pass its own check? Each row of probabilities adds up to 1.",
        (_trainer(error=_down),),
    ),
    Mistake(
        "only_the_true_class",
        "steps for the true class only",
        "Does softmax_gradient pass its own check? The other classes have slopes, too.",
        (_trainer(error=_true_class),),
    ),
    Mistake(
        "another_scale",
        "weights for standardised features, which do not fit the features as they are",
        "If you change the scale inside, the W and b that come back must still work on X itself.",
        (_on_another_scale(True), _on_another_scale(False)),
    ),
)
