"""Sequential: layers one after the other, and the two networks of this course made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import DTypeLike

from ._activation_choice import new_activation
from ._activations import ReLU
from ._conv import Conv2d
from ._flatten import Flatten
from ._linear import Linear
from ._module import Module
from ._parameter import Array
from ._pool import MaxPool2d


class Sequential(Module):
    r"""Give the output of each layer to the next.

    .. math:: y = f_L(\ldots f_2(f_1(x)))

    The backward pass is the chain rule: the same layers, from the last to the first.

    Parameters
    ----------
    *layers : Module

    Notes
    -----
    **Shape**: that of the first layer's input, that of the last one's output. PyTorch's
    ``Sequential(...)``. Source: deck 003.

    Examples
    --------
    >>> from tinkernet import nn
    >>> model = nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1))
    >>> model(np.zeros((5, 2))).shape
    (5, 1)
    >>> model
    Sequential(
      (0): Linear(in_features=2, out_features=3, bias=True)
      (1): Tanh()
      (2): Linear(in_features=3, out_features=1, bias=True)
    )
    """

    def __init__(self, *layers: Module) -> None:
        for place, layer in enumerate(layers):
            if not isinstance(layer, Module):
                raise TypeError(f"Sequential takes layers; number {place} is {layer!r}.")
            setattr(self, str(place), layer)
        self._layers = layers
        every = [id(module) for layer in layers for module in layer.modules()]
        if len(set(every)) < len(every):
            raise ValueError(
                f"{type(self).__name__} got the same layer twice. A layer remembers its latest "
                "forward pass, so make one for every place."
            )

    def forward(self, x: Array) -> Array:
        """Return the output of the last layer."""
        for place, layer in enumerate(self._layers):
            try:
                x = layer.forward(x)
            except (TypeError, ValueError) as error:
                error.args = (f"{error} (Layer {place} of {type(self).__name__}.)",)
                raise
        return x

    def backward(self, grad_output: Array) -> Array:
        """Return d loss / d x; every parameter on the way gets its gradient.

        Training does not read d loss / d x, so it is worked out when somebody does.
        """
        gradient = grad_output
        for layer in reversed(self._layers[1:]):
            gradient = layer.backward(gradient)
        if not self._layers:
            return gradient
        if np.may_share_memory(gradient, grad_output):  # the caller may change it meanwhile
            return self._layers[0].backward(gradient)
        return self._layers[0].backward_deferred(gradient)

    def __len__(self) -> int:
        return len(self._layers)

    def __getitem__(self, place: int | slice) -> Module:
        part = self._layers[place]
        return Sequential(*part) if isinstance(part, tuple) else part

    def __iter__(self) -> Iterator[Module]:
        return iter(self._layers)


class MLP(Sequential):
    r"""A multi-layer perceptron: linear layers with an activation between them.

    .. math:: a^{[l]} = g(W^{[l]} a^{[l-1]} + b^{[l]})

    Here ``a`` are the activations of layer ``l``, ``g`` the activation, ``W`` and ``b`` the
    weights. The last layer has no activation: losses such as ``CrossEntropyLoss`` take its sums.

    Parameters
    ----------
    sizes : sequence of int
        Numbers in, hidden neurons of each layer, numbers out.
    activation : callable, default ReLU
        Makes a layer, such as ``nn.Tanh``.
    dtype : dtype, default float64
        Precision of the parameters, and of all that is computed with them.
    rng : numpy.random.Generator, int or None
        Where the initial weights come from; a number is a seed, None draws fresh ones.

    Notes
    -----
    **Shape**: input (N, sizes[0]), output (N, sizes[-1]). Source: decks 000 and 002.

    Examples
    --------
    >>> from tinkernet import nn
    >>> nn.MLP([2, 3, 1], activation=nn.Tanh, rng=0)
    MLP(
      (0): Linear(in_features=2, out_features=3, bias=True)
      (1): Tanh()
      (2): Linear(in_features=3, out_features=1, bias=True)
    )
    """

    def __init__(
        self,
        sizes: Sequence[int],
        activation: Callable[[], Module] = ReLU,
        *,
        dtype: DTypeLike = np.float64,
        rng: np.random.Generator | int | None = None,
    ) -> None:
        if len(sizes) < 2:
            raise ValueError(f"MLP needs at least an input and an output size, got {sizes}.")
        rng = np.random.default_rng(rng)
        layers: list[Module] = []
        for size, following in pairwise(sizes):
            linear = Linear(size, following, dtype=dtype, rng=rng)
            layers += [linear, new_activation(activation, "MLP")]
        super().__init__(*layers[:-1])


class CNN(Sequential):
    r"""A convolutional network: convolutions with pooling, then one linear layer.

    For every number of channels: ``Conv2d``, activation, ``MaxPool2d(2)``; then ``Flatten`` and
    ``Linear``. The last layer has no activation: losses such as ``CrossEntropyLoss`` take its
    sums.

    Parameters
    ----------
    input_shape : triple of int
        Channels, height and width of an image.
    channels : sequence of int
        Kernels of each convolution.
    out_features : int
        Numbers out, such as classes.
    kernel_size : int, default 3
    padding : int, default 0
        Of each convolution.
    activation : callable, default ReLU
        Makes a layer, such as ``nn.Tanh``.
    dtype : dtype, default float64
        Precision of the parameters, and of all that is computed with them.
    rng : numpy.random.Generator, int or None
        Where the initial weights come from; a number is a seed, None draws fresh ones.

    Notes
    -----
    **Shape**: input (N, channels, height, width), output (N, out_features). Source: deck 004.

    Examples
    --------
    >>> from tinkernet import nn
    >>> nn.CNN((1, 8, 8), [8, 16], 10, padding=1, rng=0)
    CNN(
      (0): Conv2d(1, 8, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
      (1): ReLU()
      (2): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
      (3): Conv2d(8, 16, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
      (4): ReLU()
      (5): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
      (6): Flatten(start_dim=1, end_dim=-1)
      (7): Linear(in_features=64, out_features=10, bias=True)
    )
    """

    def __init__(
        self,
        input_shape: tuple[int, int, int],
        channels: Sequence[int],
        out_features: int,
        kernel_size: int = 3,
        padding: int = 0,
        activation: Callable[[], Module] = ReLU,
        *,
        dtype: DTypeLike = np.float64,
        rng: np.random.Generator | int | None = None,
    ) -> None:
        rng = np.random.default_rng(rng)
        layers: list[Module] = []
        if np.shape(input_shape) != (3,) or np.ndim(kernel_size) or np.ndim(padding):
            raise ValueError(
                "CNN expects an input_shape of channels, height and width, and one whole number as "
                f"kernel_size and padding, got {input_shape}, {kernel_size} and {padding}."
            )
        here, *size = input_shape
        for following in channels:
            layers += [
                Conv2d(here, following, kernel_size, padding=padding, dtype=dtype, rng=rng),
                new_activation(activation, "CNN"),
                MaxPool2d(2),
            ]
            here, size = following, [(n + 2 * padding - kernel_size + 1) // 2 for n in size]
        if min(size) < 1:
            raise ValueError(f"CNN: images of shape {input_shape} are too small for {channels}.")
        features = here * size[0] * size[1]
        linear = Linear(features, out_features, dtype=dtype, rng=rng)
        super().__init__(*layers, Flatten(), linear)
