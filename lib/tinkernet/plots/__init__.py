"""Figures that the notebooks share: readable in greyscale, each with its alternative text."""

from ._columns import column_ranges
from ._confusion import confusion_matrix
from ._digit_answers import digit_answers
from ._fitted import fitted_curve
from ._graph import computed_graph
from ._grey_pictures import grey_pictures
from ._images import feature_maps, image_sheet, kernels
from ._kernel_on_image import kernel_on_image
from ._lines import error_squares, line_fit, points
from ._loss import loss_curves, slopes
from ._motif_scores import motif_scores
from ._neuron import neuron_answers
from ._picture import Picture
from ._race import descent_race
from ._receptive_fields import receptive_fields
from ._regions import decision_regions
from ._relu_units import relu_units
from ._softmax import softmax_bars
from ._surface import descents, line_and_loss, line_loss, loss_surface
from ._weight_matrices import weight_matrices
from ._xor_network import xor_network

__all__ = [
    "Picture",
    "column_ranges",
    "computed_graph",
    "confusion_matrix",
    "decision_regions",
    "descent_race",
    "descents",
    "digit_answers",
    "error_squares",
    "feature_maps",
    "fitted_curve",
    "grey_pictures",
    "image_sheet",
    "kernel_on_image",
    "kernels",
    "line_and_loss",
    "line_fit",
    "line_loss",
    "loss_curves",
    "loss_surface",
    "motif_scores",
    "neuron_answers",
    "points",
    "receptive_fields",
    "relu_units",
    "slopes",
    "softmax_bars",
    "weight_matrices",
    "xor_network",
]
