"""Live widgets: pictures to drag, with the student's own functions behind the buttons."""

from ._line_fit import LineFit
from ._neuron_tinker import NeuronTinker

__all__ = ["LineFit", "NeuronTinker"]
