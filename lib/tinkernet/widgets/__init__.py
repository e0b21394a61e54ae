"""Live widgets: pictures to drag, with the student's own functions behind the buttons."""

from ._descent_race import DescentRace
from ._digit_pad import DigitPad
from ._fit_dial import FitDial
from ._graph_backprop import GraphBackprop
from ._kernel_painter import KernelPainter
from ._line_fit import LineFit
from ._motif_scanner import MotifScanner
from ._neuron_tinker import NeuronTinker
from ._relu_sum import ReluSum
from ._softmax_tinker import SoftmaxTinker
from ._xor_tinker import XorTinker

__all__ = [
    "DescentRace",
    "DigitPad",
    "FitDial",
    "GraphBackprop",
    "KernelPainter",
    "LineFit",
    "MotifScanner",
    "NeuronTinker",
    "ReluSum",
    "SoftmaxTinker",
    "XorTinker",
]
