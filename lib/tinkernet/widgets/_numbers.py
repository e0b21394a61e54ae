"""Numbers: a trait that holds an array of finite numbers of one shape, as the browser sees it."""

from __future__ import annotations

from typing import Any

import numpy as np
import traitlets


class Numbers(traitlets.TraitType[Any, Any]):
    """Nested lists of finite numbers.

    Parameters
    ----------
    shape : tuple of int
        -1 for a dimension of any size.
    default : nested list of float
        What it holds at first.

    Examples
    --------
    >>> class Pair(traitlets.HasTraits):
    ...     both = Numbers((2,), [0.0, 1.0])
    >>> pair = Pair(both=np.array([3, 4]))
    >>> pair.both
    [3.0, 4.0]
    >>> pair.both = [1.0]
    Traceback (most recent call last):
    ...
    ValueError: both expects 2 finite numbers, got [1.0].
    """

    def __init__(self, shape: tuple[int, ...], default: Any, **options: Any) -> None:
        super().__init__(default, **options)
        self.shape = shape

    def validate(self, obj: Any, value: Any) -> Any:
        """Return the value as nested lists, or raise a ValueError."""
        try:
            array = np.asarray(value, dtype=np.float64)
        except (TypeError, ValueError):
            array = np.full((), np.nan)
        fits = len(array.shape) == len(self.shape) and all(
            wanted in (-1, n) for wanted, n in zip(self.shape, array.shape, strict=True)
        )
        if not fits or not np.isfinite(array).all():
            sizes = " x ".join("m" if n == -1 else str(n) for n in self.shape)
            wanted = f"{sizes} finite numbers" if self.shape else "a finite number"
            raise ValueError(f"{self.name} expects {wanted}, got {value!r}.")
        return array.tolist()
