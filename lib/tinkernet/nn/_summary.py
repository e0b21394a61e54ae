"""What a network consists of: its layers, the shapes on the way, the numbers it learns."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence

import numpy as np

from ._module import Module


def summary(model: Module, input_shape: Sequence[int]) -> str:
    """Return a table of a network's layers, their output shapes and parameter counts.

    Parameters
    ----------
    model : Module
    input_shape : sequence of int
        Of one example, without the number of examples.

    Returns
    -------
    str
        Print it. ``N`` stands for the number of examples.

    Raises
    ------
    ValueError
        If a layer cannot work with what it would get; the layer says why.

    Examples
    --------
    >>> from tinkernet import nn
    >>> print(nn.summary(nn.MLP([2, 3, 1], activation=nn.Tanh), (2,)))
    layer       output shape  parameters
    input       (N, 2)
    0 Linear    (N, 3)                 9
    1 Tanh      (N, 3)                 0
    2 Linear    (N, 1)                 4
    together                          13
    """
    try:
        x = np.zeros((2, *input_shape))
    except TypeError:
        raise TypeError(
            f"summary expects the shape of one example, such as (64,), got {input_shape!r}."
        ) from None
    model = copy.deepcopy(model).eval()  # what the model remembers stays as it is
    rows = [("layer", "output shape", "parameters"), ("input", _shape(x.shape), "")]
    for name, layer in _layers(model):
        x = layer.forward(x)
        count = sum(parameter.data.size for parameter in layer.parameters())
        rows.append((f"{name} {type(layer).__name__}".strip(), _shape(x.shape), f"{count:,}"))
    total = sum(parameter.data.size for parameter in model.parameters())
    rows.append(("together", "", f"{total:,}"))
    first, second = (max(len(row[column]) for row in rows) + 2 for column in (0, 1))
    width = max(len(row[2]) for row in rows)
    lines = (f"{a:<{first}}{b:<{second}}{c:>{width}}".rstrip() for a, b, c in rows)
    return "\n".join(lines)


def _layers(model: Module, prefix: str = "") -> Iterator[tuple[str, Module]]:
    """Yield the layers of a Sequential, and of those inside it; any other model is one layer."""
    from ._sequential import Sequential

    if not isinstance(model, Sequential):
        yield prefix.rstrip("."), model
        return
    for name, layer in model.named_children():
        yield from _layers(layer, f"{prefix}{name}.")


def _shape(shape: tuple[int, ...]) -> str:
    return f"({', '.join(['N', *map(str, shape[1:])])})"
