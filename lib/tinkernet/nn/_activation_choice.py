"""The activation that a network is asked to have: a class such as ``nn.Tanh``, or one layer."""

from __future__ import annotations

from typing import Any

from ._module import Module


def new_activation(activation: Any, name: str) -> Module:
    """Make a layer.

    Parameters
    ----------
    activation : type of Module, or callable
        Called without arguments.
    name : str
        Of the network, for messages.

    Raises
    ------
    TypeError
        If no layer comes out.
    """
    wanted = f"{name} expects activation to be the class of a layer, such as nn.Tanh"
    if isinstance(activation, Module):
        raise TypeError(
            f"{wanted}, got the layer {activation!r}: leave its brackets out, so that each place "
            "gets a layer of its own."
        )
    try:
        layer = activation()
    except TypeError:
        layer = None
    if not isinstance(layer, Module):
        raise TypeError(f"{wanted}, got {getattr(activation, '__name__', repr(activation))}.")
    return layer
