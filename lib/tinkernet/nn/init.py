"""First values for weights, with PyTorch's names; each changes a parameter in place.

In all formulas ``fan_in`` is how many numbers one output adds up, ``fan_out`` how many outputs
one number goes to: for a ``Linear`` its columns and rows.
"""

from __future__ import annotations

import math

import numpy as np

from ._parameter import Array, Parameter

Rng = np.random.Generator | int | None

__all__ = [
    "calculate_gain",
    "constant_",
    "kaiming_normal_",
    "kaiming_uniform_",
    "normal_",
    "ones_",
    "uniform_",
    "xavier_normal_",
    "xavier_uniform_",
    "zeros_",
]


def zeros_(parameter: Parameter) -> Parameter:
    """Set all to 0; hidden neurons that begin alike then stay alike. Source: deck 003.

    Examples
    --------
    >>> zeros_(Parameter([1.0, 2.0]))
    Parameter([0., 0.])
    """
    return constant_(parameter, 0.0)


def ones_(parameter: Parameter) -> Parameter:
    """Set all to 1.

    Examples
    --------
    >>> ones_(Parameter([5.0]))
    Parameter([1.])
    """
    return constant_(parameter, 1.0)


def constant_(parameter: Parameter, val: float) -> Parameter:
    """Set all to one value.

    Examples
    --------
    >>> constant_(Parameter([1.0, 2.0]), 1000.0)
    Parameter([1000., 1000.])
    """
    parameter.data[...] = val
    return parameter


def uniform_(parameter: Parameter, a: float = 0.0, b: float = 1.0, *, rng: Rng = None) -> Parameter:
    """Draw from the interval from ``a`` to ``b``, each number as likely as the other.

    Examples
    --------
    >>> uniform_(Parameter([0.0, 0.0]), -1.0, 1.0, rng=0)
    Parameter([ 0.2739, -0.4604])
    """
    return _set(parameter, np.random.default_rng(rng).uniform(a, b, parameter.shape))


def normal_(
    parameter: Parameter, mean: float = 0.0, std: float = 1.0, *, rng: Rng = None
) -> Parameter:
    """Draw from a normal distribution.

    Examples
    --------
    >>> normal_(Parameter([0.0, 0.0]), std=0.01, rng=0)
    Parameter([ 0.0013, -0.0013])
    """
    return _set(parameter, np.random.default_rng(rng).normal(mean, std, parameter.shape))


def xavier_uniform_(parameter: Parameter, gain: float = 1.0, *, rng: Rng = None) -> Parameter:
    r"""Draw so that signals keep their size forward and backward, on average.

    .. math:: U(-a, a), \quad a = g \sqrt{\frac{6}{\text{fan\_in} + \text{fan\_out}}}

    Here ``g`` is the gain of the activation. Source: Glorot and Bengio, AISTATS 2010.

    Examples
    --------
    >>> xavier_uniform_(Parameter(np.zeros((1, 2))), rng=0)
    Parameter([[ 0.3874, -0.6511]])
    """
    fan_in, fan_out = _fans(parameter)
    bound = gain * math.sqrt(6.0 / (fan_in + fan_out))
    return uniform_(parameter, -bound, bound, rng=rng)


def xavier_normal_(parameter: Parameter, gain: float = 1.0, *, rng: Rng = None) -> Parameter:
    r"""Draw from a normal distribution of the same width as ``xavier_uniform_``.

    .. math:: N(0, \sigma^2), \quad \sigma = g \sqrt{\frac{2}{\text{fan\_in} + \text{fan\_out}}}

    Here ``g`` is the gain of the activation. Source: Glorot and Bengio, AISTATS 2010.

    Examples
    --------
    >>> xavier_normal_(Parameter(np.zeros((1, 2))), rng=0)
    Parameter([[ 0.1027, -0.1079]])
    """
    fan_in, fan_out = _fans(parameter)
    return normal_(parameter, 0.0, gain * math.sqrt(2.0 / (fan_in + fan_out)), rng=rng)


def kaiming_uniform_(
    parameter: Parameter,
    a: float = 0.0,
    mode: str = "fan_in",
    nonlinearity: str = "leaky_relu",
    *,
    rng: Rng = None,
) -> Parameter:
    r"""Draw so that signals keep their size through ReLU; also called He initialisation.

    .. math:: U(-b, b), \quad b = g \sqrt{\frac{3}{\text{fan}}}

    Here ``g`` is the gain of the activation, ``a`` its slope where it is leaky. Source: He et
    al., ICCV 2015.

    Examples
    --------
    >>> kaiming_uniform_(Parameter(np.zeros((1, 2))), rng=0)
    Parameter([[ 0.4744, -0.7975]])
    """
    bound = calculate_gain(nonlinearity, a) * math.sqrt(3.0 / _fan(parameter, mode))
    return uniform_(parameter, -bound, bound, rng=rng)


def kaiming_normal_(
    parameter: Parameter,
    a: float = 0.0,
    mode: str = "fan_in",
    nonlinearity: str = "leaky_relu",
    *,
    rng: Rng = None,
) -> Parameter:
    r"""Draw from a normal distribution of the same width as ``kaiming_uniform_``.

    .. math:: N(0, \sigma^2), \quad \sigma = \frac{g}{\sqrt{\text{fan}}}

    Here ``g`` is the gain of the activation, ``a`` its slope where it is leaky. Source: He et
    al., ICCV 2015.

    Examples
    --------
    >>> kaiming_normal_(Parameter(np.zeros((1, 2))), rng=0)
    Parameter([[ 0.1257, -0.1321]])
    """
    std = calculate_gain(nonlinearity, a) / math.sqrt(_fan(parameter, mode))
    return normal_(parameter, 0.0, std, rng=rng)


def calculate_gain(nonlinearity: str, param: float = 0.01) -> float:
    """Return by how much an activation's weights should be larger than a linear layer's.

    Examples
    --------
    >>> calculate_gain("tanh"), round(calculate_gain("relu"), 4)
    (1.6666666666666667, 1.4142)
    """
    gains = {
        "linear": 1.0,
        "sigmoid": 1.0,
        "tanh": 5.0 / 3.0,
        "relu": math.sqrt(2.0),
        "leaky_relu": math.sqrt(2.0 / (1.0 + param**2)),
    }
    if nonlinearity not in gains:
        known = ", ".join(gains)
        raise ValueError(f"No gain is known for {nonlinearity!r}; there is one for {known}.")
    return gains[nonlinearity]


def _set(parameter: Parameter, values: Array) -> Parameter:
    parameter.data[...] = values
    return parameter


def _fans(parameter: Parameter) -> tuple[int, int]:
    if len(parameter.shape) < 2:
        raise ValueError(
            f"A weight of at least two dimensions is needed, got shape {parameter.shape}."
        )
    out_features, in_features, *kernel = parameter.shape
    places = math.prod(kernel)
    return in_features * places, out_features * places


def _fan(parameter: Parameter, mode: str) -> int:
    if mode not in ("fan_in", "fan_out"):
        raise ValueError(f"mode is 'fan_in' or 'fan_out', got {mode!r}.")
    fan_in, fan_out = _fans(parameter)
    return fan_in if mode == "fan_in" else fan_out
