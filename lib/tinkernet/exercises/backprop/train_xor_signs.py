"""What networks that did not find XOR show of the way they were trained."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._measure import Outputs, UnfitError, expect_shapes

Array = NDArray[Any]

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Y = np.array([0.0, 1.0, 1.0, 0.0])
GATES = ((0, 1, 1, 1), (0, 0, 0, 1), (1, 1, 1, 0))
"""OR, AND and NAND: what is learnt when answers are mistyped, or a point is left out."""

LOW = 0.05
"""A network with a loss below this has found XOR."""
ENOUGH = 0.9
"""The share of seeds that is asked for."""


def measure(case: Case, outputs: Outputs) -> Outputs:
    """Return the share of seeds from which XOR was found, and whether one of them found it again.

    The last seed is the first one once more. A network that came from several seeds counts once.
    """
    _expect(outputs)
    found = min(_share(outputs), ENOUGH)
    return np.array(found), np.array(float(found == ENOUGH and _again(outputs)))


def fingerprint(case: Case, outputs: Outputs) -> Outputs:
    """Return the number of the first thing that these networks show beyond doubt."""
    h = _expect(outputs)
    W1, b1, W2, b2 = _each(outputs)
    losses = _losses(outputs, Y)
    solved = losses < LOW
    again = _again(outputs)
    if again and _share(outputs) >= ENOUGH:
        raise UnfitError("Nothing went wrong here.")
    signs = (
        h == 1,
        bool(np.allclose(W1, W1[:, :, :1], rtol=1e-6, atol=1e-9))
        and bool(np.allclose(b1, b1[:, :1], rtol=1e-6, atol=1e-9)),
        not again,
        bool((_numbers(outputs) == _numbers(outputs)[0]).all()),
        not (b1.any() or b2.any()),
        _learnt(outputs, 1 - Y),
        any(_learnt(outputs, y) for y in GATES),
        max(np.abs(W1).max(), np.abs(W2).max()) < 0.1,
        (losses > 1.0).mean() > 0.5,
        not solved.any() and _steepness(outputs).min() > 0.005,
    )
    if True not in signs:
        raise UnfitError("These networks do not show what went wrong.")
    return (np.array(float(signs.index(True))),)


def _expect(outputs: Outputs) -> int:
    """Return the number of hidden units; speak of the shapes that one seed has."""
    one = tuple(each[0] for each in outputs)
    lengths = expect_shapes(one, W1=(2, "h"), b1=("h",), W2=("h", 1), b2=(1,))
    if not all(np.isfinite(each).all() for each in outputs):
        raise UnfitError("Some weights are NaN or infinite.")
    if lengths["h"] == 0:
        raise UnfitError("The network has no hidden unit.")
    return lengths["h"]


def _each(outputs: Outputs) -> tuple[Array, ...]:
    return tuple(np.asarray(each, dtype=float) for each in outputs)


def _numbers(outputs: Outputs) -> Array:
    """Return all numbers of a network in a row, one row a seed."""
    rows: Array = np.concatenate([each.reshape(len(each), -1) for each in _each(outputs)], axis=1)
    return rows


def _again(outputs: Outputs) -> bool:
    """Say whether the first seed gave the same network when it came once more."""
    numbers = _numbers(outputs)
    return bool(np.allclose(numbers[0], numbers[-1], rtol=1e-6, atol=1e-9))


def _share(outputs: Outputs) -> float:
    """Return the share of seeds that found XOR, each with a network of its own."""
    solved = _losses(outputs, Y)[:-1] < LOW
    return len(np.unique(_numbers(outputs)[:-1][solved], axis=0)) / len(solved)


def _losses(outputs: Outputs, y: Any) -> Array:
    """Return the mean cross-entropy of the network of every seed."""
    W1, b1, W2, b2 = _each(outputs)
    sums = (np.tanh(X @ W1 + b1[:, None, :]) @ W2 + b2[:, None, :])[..., 0]
    losses: Array = (np.logaddexp(0.0, sums) - sums * np.asarray(y)).mean(axis=1)
    return losses


def _learnt(outputs: Outputs, y: Any) -> bool:
    """Say whether nearly every seed has learnt these four answers."""
    return bool((_losses(outputs, y) < 0.2).mean() >= ENOUGH)


def _steepness(outputs: Outputs) -> Array:
    """Return how steep the loss still is, for every seed: the longest of its slopes."""
    W1, b1, W2, b2 = _each(outputs)
    H = np.tanh(X @ W1 + b1[:, None, :])
    d_out = (0.5 + 0.5 * np.tanh((H @ W2 + b2[:, None, :]) / 2) - Y[:, None]) / 4
    d_hidden = d_out @ W2.transpose(0, 2, 1) * (1 - H**2)
    slopes = [X.T @ d_hidden, d_hidden.sum(1), H.transpose(0, 2, 1) @ d_out, d_out.sum(1)]
    longest = [np.abs(each).reshape(len(H), -1).max(axis=1) for each in slopes]
    steepness: Array = np.max(longest, axis=0)
    return steepness
