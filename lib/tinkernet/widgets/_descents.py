"""Surfaces of two parameters, the rules that descend on them, and noise from a seed.

The browser has the same in ``descents.js``, number for number.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

STARTS = {
    "bowl": (-1.7, 1.3),
    "valley": (-1.8, 0.9),
    "hollows": (-1.7, 1.3),
    "saddle": (-1.6, 0.02),
    "regression": (-1.6, 1.6),
}
"""The surfaces, each with a start that shows what it is about; all in [-2, 2] x [-2, 2]."""

RULES = ("GD", "SGD", "momentum", "Adam")
FAR = 1e9
"""Beyond this a path has left for good; numbers are held there."""


@cache
def examples(count: int = 40) -> Array:
    """Return points (x, y) around the line 0.8 x - 0.5, the same every time.

    Examples
    --------
    >>> examples().shape
    (40, 2)
    """
    rng = np.random.default_rng(4)
    x = rng.uniform(-1.0, 2.0, count)
    points = np.column_stack([x, 0.8 * x - 0.5 + 0.4 * rng.normal(size=count)])
    points.flags.writeable = False  # everyone has the same ones
    return points


def loss(surface: str, theta: Any, points: Array) -> Any:
    """Return the loss at places of shape (..., 2).

    Examples
    --------
    >>> loss("bowl", [[1.0, 1.0], [0.0, 2.0]], examples())
    array([1., 2.])
    """
    u, v = np.moveaxis(np.asarray(theta, dtype=np.float64), -1, 0)
    if surface == "bowl":
        return (u * u + v * v) / 2
    if surface == "valley":
        return (u * u + 20 * v * v) / 20
    if surface == "hollows":
        return (1 - u) ** 2 * ((u + 1) ** 2 + 0.2) / 4 + v * v / 2
    if surface == "saddle":
        return u * u / 2 + (v * v - 1) ** 2 / 4
    x, y = points.T
    return np.mean((u[..., None] * x + v[..., None] - y) ** 2, axis=-1)


def gradient(surface: str, theta: Array, points: Array) -> Array:
    """Return the gradient of the loss at one place.

    Examples
    --------
    >>> gradient("valley", np.array([1.0, 1.0]), examples())
    array([0.1, 2. ])
    """
    u, v = theta
    if surface == "bowl":
        return np.array([u, v])
    if surface == "valley":
        return np.array([u / 10, 2 * v])
    if surface == "hollows":
        return np.array([(u - 1) * ((u + 1) ** 2 + 0.2 + (u - 1) * (u + 1)) / 2, v])
    if surface == "saddle":
        return np.array([u, v * (v * v - 1)])
    x, y = points.T
    error = u * x + v - y
    return np.array([2 * np.mean(error * x), 2 * np.mean(error)])


def uniforms(seed: int) -> Iterator[float]:
    """Yield numbers in [0, 1): Tommy Ettinger's Mulberry32, as the browser has it.

    Examples
    --------
    >>> round(next(uniforms(1)), 6)
    0.627074
    """
    word, state = 0xFFFFFFFF, seed & 0xFFFFFFFF
    while True:
        state = (state + 0x6D2B79F5) & word
        t = ((state ^ (state >> 15)) * (state | 1)) & word
        t ^= (t + (((t ^ (t >> 7)) * (t | 61)) & word)) & word
        yield (t ^ (t >> 14)) / 2**32


def _normals(source: Iterator[float]) -> Array:
    r, angle = math.sqrt(-2 * math.log(1 - next(source))), 2 * math.pi * next(source)
    return np.array([r * math.cos(angle), r * math.sin(angle)])


def _draw(source: Iterator[float], count: int, batch: int) -> list[int]:
    numbers = list(range(count))
    for i in range(batch):
        j = i + math.floor(next(source) * (count - i))
        numbers[i], numbers[j] = numbers[j], numbers[i]
    return numbers[:batch]


def slopes(surface: str, points: Array, *, batch: int, seed: int) -> Callable[[Array], Array]:
    """Return the gradient as SGD sees it.

    For the regression it is that of a mini-batch; elsewhere it is the right one with normal noise
    of size ``1 / sqrt(batch)``.
    """
    source = uniforms(seed)
    if surface == "regression":
        return lambda theta: gradient(surface, theta, points[_draw(source, len(points), batch)])
    return lambda theta: gradient(surface, theta, points) + _normals(source) / math.sqrt(batch)


def momentum_step(
    theta: Array, grad: Array, delta: Array, lr: float, beta: float
) -> tuple[Array, Array]:
    """Move as deck 004 has it: ``delta = lr grad + beta delta``, ``theta - delta``.

    Examples
    --------
    >>> momentum_step(np.array([1.0]), np.array([2.0]), np.array([0.1]), 0.1, 0.5)
    (array([0.75]), array([0.25]))
    """
    delta = lr * grad + beta * delta
    return theta - delta, delta


def _adam(bias_correction: bool) -> Callable[[Array, Array, float], Array]:
    mean, square, step = np.zeros(2), np.zeros(2), 0

    def move(theta: Array, grad: Array, lr: float) -> Array:
        nonlocal mean, square, step
        step += 1
        mean = 0.9 * mean + (1 - 0.9) * grad
        square = 0.999 * square + (1 - 0.999) * grad * grad
        first, second = (1 - 0.9**step, 1 - 0.999**step) if bias_correction else (1.0, 1.0)
        return theta - lr * (mean / first) / (np.sqrt(square / second) + 1e-8)

    return move


def descend(
    surface: str,
    points: Array,
    steps: int,
    *,
    start: Any,
    lr: float,
    beta: float,
    batch: int,
    bias_correction: bool,
    seed: int,
) -> dict[str, Array]:
    """Return the path of every rule, an array of shape (steps + 1, 2).

    Examples
    --------
    >>> paths = descend("bowl", examples(), 2, start=(1, 0), lr=0.5, beta=0.0, batch=1,
    ...                 bias_correction=True, seed=0)
    >>> paths["momentum"][:, 0]
    array([1.  , 0.5 , 0.25])
    """
    noisy, adam = slopes(surface, points, batch=batch, seed=seed), _adam(bias_correction)
    paths = {rule: np.empty((steps + 1, 2)) for rule in RULES}
    for rule, path in paths.items():
        theta, delta = np.asarray(start, dtype=np.float64), np.zeros(2)
        for k in range(steps + 1):
            path[k] = theta
            grad = noisy(theta) if rule == "SGD" else gradient(surface, theta, points)
            if rule == "momentum":
                theta, delta = momentum_step(theta, grad, delta, lr, beta)
            elif rule == "Adam":
                theta = adam(theta, grad, lr)
            else:
                theta = theta - lr * grad
            theta = np.clip(theta, -FAR, FAR)
    return paths
