"""What every loss is: one number for predictions and targets, and its slope."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from ._expect import expect_floats, expect_numbers
from ._parameter import Array

REDUCTIONS = ("mean", "sum", "none")


class Criterion(ABC):
    """A loss; ``backward`` belongs to the latest ``forward``.

    Parameters
    ----------
    reduction : {"mean", "sum", "none"}
        What becomes of the loss of each element: their mean, their sum, or all of them.
    """

    def __init__(self, reduction: str = "mean") -> None:
        if reduction not in REDUCTIONS:
            raise ValueError(
                f"{type(self).__name__} expects reduction to be one of "
                f"{', '.join(map(repr, REDUCTIONS))}, got {reduction!r}."
            )
        self.reduction = reduction
        self._saved: Any = None

    @abstractmethod
    def forward(self, y_hat: Array, y: Array) -> Any:
        """Return the loss of predictions ``y_hat`` for targets ``y``."""

    @abstractmethod
    def backward(self) -> Array:
        """Return d loss / d y_hat, shape of ``y_hat``, for the latest ``forward``.

        With ``reduction="none"`` it is the slope of the sum of all.
        """

    def __call__(self, y_hat: Array, y: Array) -> Any:
        return self.forward(y_hat, y)

    def _reduced(self, losses: Array) -> Any:
        if self.reduction == "none":
            return losses
        return float(losses.mean() if self.reduction == "mean" else losses.sum())

    def _share(self, count: int) -> float:
        """Return how much of the loss one of so many elements is."""
        return 1.0 / count if self.reduction == "mean" else 1.0

    def _latest(self) -> Any:
        if self._saved is None:
            raise RuntimeError(
                f"{type(self).__name__}.backward needs a forward pass first: call "
                "forward(y_hat, y)."
            )
        return self._saved

    def _pair(self, y_hat: Array, y: Array) -> tuple[Array, Array]:
        """Return predictions and targets as arrays of one shape and precision."""
        name = type(self).__name__
        y_hat, y = expect_floats(y_hat, name), expect_numbers(y, name)
        if y_hat.shape != y.shape:
            raise ValueError(
                f"{name} expects predictions and targets of one shape, got {y_hat.shape} and "
                f"{y.shape}."
            )
        if y_hat.size == 0:
            raise ValueError(f"{name} expects at least one prediction, got shape {y_hat.shape}.")
        return y_hat, y.astype(y_hat.dtype, copy=False)

    def extra_repr(self) -> str:
        """Return what stands in brackets; as in PyTorch, not the reduction."""
        return ""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.extra_repr()})"
