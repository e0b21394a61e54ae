"""A trained network as plain numbers, so that a browser can compute what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet import nn

PLAIN = (nn.ReLU, nn.Tanh, nn.Sigmoid, nn.Step)
KNOWN = (
    "Linear, Conv2d, ReLU, LeakyReLU, Tanh, Sigmoid, Step, Softmax, Identity, MaxPool2d, "
    "AvgPool2d, AdaptiveAvgPool2d, Flatten, Dropout, BatchNorm1d, BatchNorm2d"
)


def exported(model: nn.Module) -> tuple[list[dict[str, Any]], bytes]:
    """Return the layers of a network, in the order they are asked, and its numbers.

    Parameters
    ----------
    model : Module
        A layer, or a ``Sequential`` of layers, such as ``MLP`` and ``CNN``.

    Returns
    -------
    list of dict, bytes
        Each layer's kind, its name as the model shows it, its sizes, and where its numbers
        begin in the bytes, which are float32: first ``weight``, then ``bias``.

    Raises
    ------
    ValueError
        If a layer is of a kind that the browser cannot compute; the message names it.

    Notes
    -----
    Everything is as in evaluation mode: dropout passes all on, batch norm becomes a scale and a
    shift from what it has learnt.

    Examples
    --------
    >>> layers, numbers = exported(nn.MLP([64, 5, 10], rng=0))
    >>> [layer["kind"] for layer in layers], len(numbers) // 4
    (['Linear', 'ReLU', 'Linear'], 385)
    """
    found: list[dict[str, Any]] = []
    parts: list[NDArray[np.float32]] = []
    size = 0

    def keep(*arrays: Any) -> int:
        nonlocal size
        begins = size
        for array in arrays:
            parts.append(np.ravel(array).astype("<f4"))
            size += parts[-1].size
        return begins

    for name, layer in _in_order(model):
        plain = _plain(name, layer, keep)
        if plain is not None:
            found.append({"name": name, **plain})
    return found, b"".join(part.tobytes() for part in parts)


def _in_order(model: nn.Module, name: str = "") -> Iterator[tuple[str, nn.Module]]:
    """Yield the layers with PyTorch's names, such as ``0`` and ``1.2``."""
    # A subclass with a forward of its own may do anything with its layers.
    if isinstance(model, nn.Sequential) and type(model).forward is nn.Sequential.forward:
        for place, layer in enumerate(model):
            yield from _in_order(layer, f"{name}.{place}" if name else str(place))
    else:
        yield name or "0", model


def _plain(name: str, layer: nn.Module, keep: Callable[..., int]) -> dict[str, Any] | None:
    """Return a layer as JSON, None where nothing happens in it."""
    kind = type(layer).__name__
    if type(layer) in (nn.Dropout, nn.Identity):
        return None
    if type(layer) in PLAIN:
        return {"kind": kind}
    if type(layer) is nn.LeakyReLU:
        return {"kind": kind, "slope": layer.negative_slope}
    if type(layer) is nn.Softmax and layer.dim in (1, -1):
        return {"kind": kind}
    if type(layer) is nn.Flatten and layer.start_dim == 1 and layer.end_dim == -1:
        return {"kind": kind}
    if type(layer) is nn.AdaptiveAvgPool2d:
        return {"kind": kind}
    if type(layer) is nn.Linear:
        bias = np.zeros(layer.out_features) if layer.bias is None else layer.bias.data
        return {"kind": kind, "inputs": layer.in_features, "outputs": layer.out_features,
                "from": keep(layer.weight.data, bias)}  # fmt: skip
    if type(layer) is nn.Conv2d and layer.dilation == (1, 1):
        bias = np.zeros(layer.out_channels) if layer.bias is None else layer.bias.data
        return {"kind": kind, "inputs": layer.in_channels, "outputs": layer.out_channels,
                "kernel": [*layer.kernel_size], "stride": [*layer.stride],
                "padding": [*layer.padding], "from": keep(layer.weight.data, bias)}  # fmt: skip
    exact = type(layer).__module__.startswith("tinkernet.")  # a student's may have another forward
    if exact and isinstance(layer, nn.MaxPool2d | nn.AvgPool2d):
        sizes = {"kernel": layer.kernel_size, "stride": layer.stride, "padding": layer.padding}
        pairs = {key: np.broadcast_to(size, 2).tolist() for key, size in sizes.items()}
        return {"kind": kind, **pairs}
    if (
        exact and isinstance(layer, nn.BatchNorm1d | nn.BatchNorm2d)
        and layer.running_mean is not None and layer.running_var is not None
    ):  # fmt: skip
        scale = 1.0 / np.sqrt(layer.running_var + layer.eps)
        scale = scale if layer.weight is None else scale * layer.weight.data
        shift = 0.0 if layer.bias is None else layer.bias.data
        return {"kind": "BatchNorm", "inputs": layer.num_features,
                "from": keep(scale, shift - layer.running_mean * scale)}  # fmt: skip
    what = repr(layer) if "\n" not in repr(layer) else kind
    raise ValueError(
        f"DigitPad cannot compute layer {name}, {what}, in the browser; it knows {KNOWN}."
    )
