"""Drawing: a trait that holds which cells of a square a student has inked, as a short text."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import traitlets
from numpy.typing import NDArray


class Drawing(traitlets.TraitType[Any, Any]):
    """A square of cells, inked or not: a hexadecimal digit for four, row by row from the top.

    Parameters
    ----------
    default : str
        What it holds at first; it says how many digits there are.

    Examples
    --------
    >>> class Page(traitlets.HasTraits):
    ...     drawing = Drawing("0" * 4)
    >>> page = Page(drawing="f00f")
    >>> page.drawing = "ink"
    Traceback (most recent call last):
    ...
    ValueError: drawing expects 4 hexadecimal digits, four cells each, got 'ink'.
    """

    def validate(self, obj: Any, value: Any) -> Any:
        """Return the text, or raise a ValueError."""
        wanted = len(getattr(obj, "_blank", self.default_value))
        if not isinstance(value, str) or not re.fullmatch(f"[0-9a-f]{{{wanted}}}", value):
            raise ValueError(
                f"{self.name} expects {wanted} hexadecimal digits, four cells each, got {value!r}."
            )
        return value


def cells_of(text: str) -> NDArray[np.float64]:
    """Return a drawing as a square of zeros and ones, rows from the top.

    Examples
    --------
    >>> cells_of("f00f")
    array([[1., 1., 1., 1.],
           [0., 0., 0., 0.],
           [0., 0., 0., 0.],
           [1., 1., 1., 1.]])
    """
    bits = [int(bit) for digit in text for bit in f"{int(digit, 16):04b}"]
    side = round(len(bits) ** 0.5)
    return np.array(bits, dtype=np.float64).reshape(side, side)


def text_of(cells: NDArray[Any]) -> str:
    """Return the text of a drawing.

    Examples
    --------
    >>> text_of(cells_of("f00f"))
    'f00f'
    """
    fours = (np.ravel(cells) > 0).reshape(-1, 4) @ np.array([8, 4, 2, 1])
    return "".join(f"{four:x}" for four in fours)
