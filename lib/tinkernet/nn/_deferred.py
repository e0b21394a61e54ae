"""An array that is worked out when somebody first reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin
from numpy.typing import DTypeLike

from ._parameter import Array


class Deferred(NDArrayOperatorsMixin):
    """Stand for an array until it is read, then be it.

    Training never reads d loss / d data, and in the first layer of a network that slope costs
    as much as the forward pass; so ``Sequential.backward`` returns one of these.

    Parameters
    ----------
    work : callable
        Returns the array; called once at most. Nobody may change meanwhile what it uses.

    Examples
    --------
    >>> slope = Deferred(lambda: np.array([1.0, 2.0]))
    >>> slope.shape, 2 * slope
    ((2,), array([2., 4.]))
    >>> slope
    array([1., 2.])
    """

    def __init__(self, work: Callable[[], Array]) -> None:
        self._work: Callable[[], Array] | None = work

    def _read(self) -> Array:
        if self._work is not None:
            self._array, self._work = self._work(), None
        return self._array

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """Say what it stands for, to ``isinstance``."""
        return np.ndarray

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> Array:
        return np.array(self._read(), dtype, copy=copy)

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        if "out" in options:
            options["out"] = tuple(map(_as_array, options["out"]))
        return getattr(ufunc, method)(*map(_as_array, inputs), **options)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._read(), name)

    def __getitem__(self, place: Any) -> Any:
        return self._read()[place]

    def __setitem__(self, place: Any, value: Any) -> None:
        self._read()[place] = value

    def __len__(self) -> int:
        return len(self._read())

    def __iter__(self) -> Iterator[Any]:
        return iter(self._read())

    def __float__(self) -> float:
        return float(self._read())

    def __bool__(self) -> bool:
        return bool(self._read())

    def __repr__(self) -> str:
        return repr(self._read())

    def __str__(self) -> str:
        return str(self._read())

    def __reduce__(self) -> tuple[Any, ...]:
        return np.asarray, (self._read(),)


def deferred(work: Callable[[], Array]) -> Array:
    """Return an array that is worked out when somebody first reads it; see ``Deferred``."""
    return cast(Array, Deferred(work))


def _as_array(value: Any) -> Any:
    return value._read() if type(value) is Deferred else value
