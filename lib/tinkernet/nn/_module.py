"""What every layer is: it goes forward, it goes backward, it lists its parameters."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import DTypeLike

from ._parameter import Array, Parameter


class Module(ABC):
    """A layer, or a whole network, with an explicit forward and backward pass.

    ``backward`` belongs to the latest ``forward``: a layer keeps what it needs from it.
    Parameters and layers that are set as attributes are found by name, as in PyTorch.

    Attributes
    ----------
    training : bool
        Whether dropout drops and batch norm measures; see ``train`` and ``eval``.

    Examples
    --------
    >>> from tinkernet import nn
    >>> model = nn.Sequential(nn.Linear(2, 3, rng=0), nn.Tanh(), nn.Linear(3, 1, rng=1))
    >>> [name for name, _ in model.named_parameters()]
    ['0.weight', '0.bias', '2.weight', '2.bias']
    >>> sum(parameter.data.size for parameter in model.parameters())
    13
    """

    training: bool = True
    BUFFERS: ClassVar[tuple[str, ...]] = ()
    """Names of arrays that belong to the state of a layer and are not trained."""

    @abstractmethod
    def forward(self, x: Array) -> Array:
        """Compute the layer's output for a batch of inputs, one example a row."""

    @abstractmethod
    def backward(self, grad_output: Array) -> Array:
        """Turn d loss / d output into d loss / d input; add to each parameter's ``grad``."""

    def backward_deferred(self, grad_output: Array) -> Array:
        """Do as ``backward``; d loss / d input may be worked out later, if somebody reads it."""
        return self.backward(grad_output)

    def __call__(self, x: Array) -> Array:
        return self.forward(x)

    def __setattr__(self, name: str, value: Any) -> None:
        held = vars(self).get(name)
        if isinstance(held, Parameter) and not isinstance(value, Parameter | None):
            raise TypeError(
                f"{type(self).__name__}.{name} is a Parameter, got {type(value).__name__}: set its "
                f"numbers with .{name}.data = ..."
            )
        super().__setattr__(name, value)

    def named_children(self) -> Iterator[tuple[str, Module]]:
        """Yield the layers inside, with their names, in the order they were set."""
        for name, value in vars(self).items():
            if isinstance(value, Module):
                yield name, value

    def modules(self) -> Iterator[Module]:
        """Yield this layer and all layers inside."""
        yield self
        for _, child in self.named_children():
            yield from child.modules()

    def named_parameters(self, prefix: str = "") -> Iterator[tuple[str, Parameter]]:
        """Yield what training may change, with PyTorch's names such as ``0.weight``."""
        seen: set[int] = set()
        for name, parameter in self._all_parameters(prefix):
            if id(parameter) not in seen:  # two layers may share one
                seen.add(id(parameter))
                yield name, parameter

    def _all_parameters(self, prefix: str) -> Iterator[tuple[str, Parameter]]:
        for name, value in vars(self).items():
            if isinstance(value, Parameter):
                yield prefix + name, value
        for name, child in self.named_children():
            yield from child._all_parameters(f"{prefix}{name}.")

    def parameters(self) -> list[Parameter]:
        """List what training may change."""
        return [parameter for _, parameter in self.named_parameters()]

    def zero_grad(self) -> None:
        """Forget all gradients."""
        for parameter in self.parameters():
            parameter.zero_grad()

    def train(self, mode: bool = True) -> Self:
        """Go into training mode, or out of it; return the layer."""
        for module in self.modules():
            module.training = mode
        return self

    def eval(self) -> Self:
        """Go into evaluation mode: no dropout, batch norm by what it has learnt."""
        return self.train(False)

    def to(self, dtype: DTypeLike) -> Self:
        """Change the precision of parameters and buffers, in place; return the layer."""
        for parameter in self.parameters():
            parameter.data = parameter.data.astype(dtype)
            parameter.zero_grad()
        for module in self.modules():
            for name in module.BUFFERS:
                buffer = getattr(module, name)
                if buffer is not None and np.issubdtype(buffer.dtype, np.floating):
                    setattr(module, name, buffer.astype(dtype))
        return self

    def float(self) -> Self:
        """Compute in float32, PyTorch's precision."""
        return self.to(np.float32)

    def double(self) -> Self:
        """Compute in float64, NumPy's precision."""
        return self.to(np.float64)

    def state_dict(self) -> dict[str, Array]:
        """Return copies of all parameters and buffers by PyTorch's names."""
        return {name: np.array(array) for name, array in self._state()}

    def load_state_dict(self, state_dict: Mapping[str, Any], strict: bool = True) -> None:
        """Take parameters and buffers from arrays, or tensors, by name.

        Unless ``strict``, names that only one side has are left alone.

        Raises
        ------
        ValueError
            If names are missing, unknown, or a shape is another; nothing is changed then.
        """
        mine = dict(self._state())
        missing, unknown = mine.keys() - state_dict.keys(), state_dict.keys() - mine.keys()
        if strict and (missing or unknown):
            raise ValueError(
                f"{type(self).__name__} expects exactly the names {', '.join(mine)}; "
                f"missing: {', '.join(sorted(missing)) or 'none'}; "
                f"unknown: {', '.join(sorted(unknown)) or 'none'}."
            )
        given = {name: np.asarray(state_dict[name]) for name in mine if name in state_dict}
        for name, array in given.items():
            if array.shape != mine[name].shape:
                raise ValueError(f"{name} has shape {mine[name].shape}, got {array.shape}.")
        for name, array in given.items():
            mine[name][...] = array

    def _state(self, prefix: str = "") -> Iterator[tuple[str, Array]]:
        """Yield the arrays themselves, a layer's parameters first, then its buffers."""
        for name, value in vars(self).items():
            if isinstance(value, Parameter):
                yield prefix + name, value.data
        for name in self.BUFFERS:
            if getattr(self, name) is not None:
                yield prefix + name, getattr(self, name)
        for name, child in self.named_children():
            yield from child._state(f"{prefix}{name}.")

    def extra_repr(self) -> str:
        """Return what stands in brackets in the repr of a layer without layers inside."""
        return ""

    def __repr__(self) -> str:
        children = [f"({name}): {child!r}" for name, child in self.named_children()]
        if not children:
            return f"{type(self).__name__}({self.extra_repr()})"
        inside = "\n".join(children).replace("\n", "\n  ")
        return f"{type(self).__name__}(\n  {inside}\n)"
