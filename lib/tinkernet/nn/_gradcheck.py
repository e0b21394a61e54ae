"""Gradient checking: whether the slope that was worked out is the slope that is there."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np

from ._module import Module
from ._parameter import Array

_STEP = 1e-6


def gradcheck(
    f: Module | Callable[[Array], tuple[float, Array]],
    x: Array,
    *,
    eps: float = _STEP,
    atol: float = 1e-6,
    rtol: float = 1e-5,
    rng: np.random.Generator | int | None = 0,
) -> bool:
    r"""Compare gradients with central differences, entry by entry, in float64.

    .. math:: \frac{\partial f}{\partial x_i} \approx
              \frac{f(x + \epsilon e_i) - f(x - \epsilon e_i)}{2 \epsilon}

    Here ``e_i`` is 1 at entry ``i`` and 0 elsewhere.

    Parameters
    ----------
    f : Module, or callable
        A layer: its outputs are added up with random weights; the gradients of its input and
        of all its parameters are checked. Or a function that returns a number and its gradient
        at ``x``.
    x : Array
        Where; it is not changed.
    eps : float, default 1e-6
        Half the distance of the two places.
    atol, rtol : float
        How far apart the two may be: ``atol + rtol |difference quotient|``.
    rng : numpy.random.Generator, int or None
        Where the random weights come from.

    Returns
    -------
    bool
        True.

    Raises
    ------
    AssertionError
        If an entry disagrees; the first one is named, with both values.
    ValueError
        If the same input gives different outputs, as with dropout.
    TypeError
        If a parameter is not in float64: in float32 differences are mostly rounding.

    Notes
    -----
    Source: deck 003, checking backpropagation.

    Examples
    --------
    >>> from tinkernet import nn
    >>> gradcheck(nn.Linear(3, 2, rng=0), np.ones((4, 3)))
    True
    >>> gradcheck(lambda x: (float(x @ x), 3 * x), np.array([1.0, 2.0]))
    Traceback (most recent call last):
    AssertionError: The gradient of x disagrees at entry (0,): 3 was given, 2 is the difference
    quotient.
    """
    x = np.array(x, dtype=np.float64)
    if isinstance(f, Module):
        return _check_module(f, x, eps, atol, rtol, np.random.default_rng(rng))
    given = np.asarray(f(x.copy())[1])
    function = f
    _compare("x", x, given, lambda: float(function(x.copy())[0]), eps, atol, rtol)
    return True


def _check_module(
    layer: Module, x: Array, eps: float, atol: float, rtol: float, rng: np.random.Generator
) -> bool:
    layer = copy.deepcopy(layer)  # running means and gradients of the given one stay
    named = dict(layer.named_parameters())
    for name, parameter in named.items():
        if parameter.data.dtype != np.float64:
            raise TypeError(f"gradcheck needs float64, but {name} is {parameter.data.dtype}.")
    weights = rng.normal(size=layer.forward(x.copy()).shape)

    def value() -> float:
        return float((layer.forward(x.copy()) * weights).sum())

    layer.zero_grad()
    if value() != value():
        raise ValueError(
            "gradcheck needs the same output for the same input; with dropout, call eval() first."
        )
    given: dict[str, tuple[Array, Any]] = {"x": (x, np.array(layer.backward(weights.copy())))}
    given |= {name: (each.data, each.grad.copy()) for name, each in named.items()}
    for name, (place, gradient) in given.items():
        _compare(name, place, gradient, value, eps, atol, rtol)
    return True


def _compare(
    name: str,
    place: Array,
    given: Array,
    value: Callable[[], float],
    eps: float,
    atol: float,
    rtol: float,
) -> None:
    """Move each entry of ``place`` a little both ways, and compare."""
    if given.shape != place.shape:
        raise AssertionError(
            f"The gradient of {name} has shape {given.shape}, expected {place.shape}."
        )
    for entry in np.ndindex(place.shape):
        before = place[entry]
        place[entry] = before + eps
        above = value()
        place[entry] = before - eps
        below = value()
        place[entry] = before
        quotient = (above - below) / (2 * eps)
        if not abs(given[entry] - quotient) <= atol + rtol * abs(quotient):
            raise AssertionError(
                f"The gradient of {name} disagrees at entry {entry}: {given[entry]:.6g} was given, "
                f"{quotient:.6g} is the difference quotient."
            )
