"""Notice that NumPy warns while an answer works."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from ._not_as_asked import NotAsAskedError


class WarnedError(NotAsAskedError):
    """NumPy warned in a place where an answer should see to it that nothing overflows."""


@contextmanager
def no_warnings() -> Iterator[None]:
    """Raise ``WarnedError`` at the end of the body if a calculation in it warned.

    Overflow, a division by zero and an invalid value count; a number too small to be told from 0
    does not.

    Examples
    --------
    >>> try:
    ...     with no_warnings():
    ...         _ = np.exp(np.array([1000.0]))
    ... except WarnedError as warned:
    ...     print(warned)
    NumPy warned: overflow encountered in exp.
    """
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with np.errstate(over="warn", divide="warn", invalid="warn"):
            yield
    said = [str(each.message) for each in caught if issubclass(each.category, RuntimeWarning)]
    if said:
        raise WarnedError(f"NumPy warned: {said[0]}.")
