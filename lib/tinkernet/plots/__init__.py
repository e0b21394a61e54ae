"""Figures that the notebooks share: readable in greyscale, each with its alternative text."""

from ._backward_chain import backward_chain
from ._class_losses import class_loss_surfaces, class_losses
from ._columns import column_ranges
from ._confusion import confusion_matrix
from ._curves import curves
from ._dense_network import dense_network
from ._digit_answers import digit_answers
from ._distributions import cross_entropy_terms
from ._fits import fits
from ._fitted import fitted_curve
from ._function_slopes import function_slopes
from ._gate_borders import gate_borders
from ._graph import computed_graph
from ._grey_pictures import grey_pictures
from ._growth import growth
from ._hidden_space import hidden_space
from ._images import feature_maps, image_sheet, kernels
from ._kernel_on_image import kernel_on_image
from ._layers import layers
from ._lines import error_squares, line_fit, points
from ._loss import loss_curves, slopes
from ._motif_scores import motif_scores
from ._neuron import neuron_answers
from ._neuron_sketch import neuron_sketch
from ._one_hot import one_hot_table
from ._outputs import output_types
from ._picture import Picture
from ._race import descent_race
from ._receptive_fields import receptive_fields
from ._regions import decision_regions
from ._relu_fit import relu_fit
from ._relu_units import relu_units
from ._softmax import softmax_bars
from ._stopping import stopping
from ._surface import descents, line_and_loss, line_loss, loss_surface
from ._surfaces import surfaces
from ._valleys import valleys
from ._weight_matrices import weight_matrices
from ._xor_network import xor_network

__all__ = [
    "Picture",
    "backward_chain",
    "class_loss_surfaces",
    "class_losses",
    "column_ranges",
    "computed_graph",
    "confusion_matrix",
    "cross_entropy_terms",
    "curves",
    "decision_regions",
    "dense_network",
    "descent_race",
    "descents",
    "digit_answers",
    "error_squares",
    "feature_maps",
    "fits",
    "fitted_curve",
    "function_slopes",
    "gate_borders",
    "grey_pictures",
    "growth",
    "hidden_space",
    "image_sheet",
    "kernel_on_image",
    "kernels",
    "layers",
    "line_and_loss",
    "line_fit",
    "line_loss",
    "loss_curves",
    "loss_surface",
    "motif_scores",
    "neuron_answers",
    "neuron_sketch",
    "one_hot_table",
    "output_types",
    "points",
    "receptive_fields",
    "relu_fit",
    "relu_units",
    "slopes",
    "softmax_bars",
    "stopping",
    "surfaces",
    "valleys",
    "weight_matrices",
    "xor_network",
]
