"""What every layer is: it goes forward, it goes backward, it lists its parameters."""

from __future__ import annotations

from abc import ABC, abstractmethod

from ._parameter import Array, Parameter


class Module(ABC):
    """A layer, or a whole network, with an explicit forward and backward pass.

    ``backward`` belongs to the latest ``forward``: a layer keeps what it needs from it.
    """

    @abstractmethod
    def forward(self, x: Array) -> Array:
        """Compute the layer's output for a batch of inputs, one example a row."""

    @abstractmethod
    def backward(self, grad_output: Array) -> Array:
        """Turn d loss / d output into d loss / d input; add to each parameter's ``grad``."""

    def parameters(self) -> list[Parameter]:
        """List what training may change; nothing, unless a layer says otherwise."""
        return []

    def __call__(self, x: Array) -> Array:
        return self.forward(x)
