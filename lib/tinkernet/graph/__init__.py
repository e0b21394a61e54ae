"""Numbers that remember how they were made, and so know every derivative of the last one."""

from ._drawing import Drawing, draw
from ._layout import Layout, laid_out
from ._maximum import maximum
from ._order import in_order
from ._steps import Step, steps_of
from ._value import Value

__all__ = [
    "Drawing",
    "Layout",
    "Step",
    "Value",
    "draw",
    "in_order",
    "laid_out",
    "maximum",
    "steps_of",
]
