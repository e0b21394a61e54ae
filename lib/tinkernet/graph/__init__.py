"""Numbers that remember how they were made, and so know every derivative of the last one."""

from ._drawing import Drawing, draw
from ._maximum import maximum
from ._value import Value

__all__ = ["Drawing", "Value", "draw", "maximum"]
